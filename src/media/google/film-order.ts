import { MediaFailure, type MediaOrder, type Readiness } from '../provider.ts';
import type { MediaSettings } from '../settings.ts';
import { type Access, missingAccess } from './access.ts';

/** Whether a film can be ordered at all, and in this shape. */
export function filmReadiness(
  name: 'veo' | 'omni',
  access: Access,
  { models }: MediaSettings,
  order: MediaOrder | undefined,
): Readiness {
  const missing = missingAccess(access, name, name === 'veo' ? 'enterprise' : 'plain');
  if (missing) return { ready: false, failure: missing };
  if (order?.aspect === '1:1') {
    const failure = new MediaFailure('unsupported', `${name} makes no square films, only 16:9 and 9:16`);
    return { ready: false, failure };
  }
  return { ready: true, detail: `${models[name]} at ${new URL(access.baseUrl).host}` };
}

/** US dollars. */
export function filmCost(name: 'veo' | 'omni', { models, prices, video }: MediaSettings): number {
  const price = prices.video[models[name]]?.[video.resolution] ?? 0;
  return dollars(price * video.seconds);
}

/** To a hundredth of a cent, upwards; free of binary dust. */
export const dollars = (amount: number) => Math.ceil(Number((amount * 10_000).toFixed(6))) / 10_000;
