import { styleText } from 'node:util';
import type { Estimate } from '../../src/media/orders.ts';
import type { MediaKind, ProviderName } from '../../src/media/provider.ts';

const KIND_OF: Readonly<Record<ProviderName, MediaKind>> = {
  veo: 'video',
  omni: 'video',
  slideshow: 'video',
  'gemini-tts': 'voice',
  flite: 'voice',
  espeak: 'voice',
  'gemini-image': 'image',
  card: 'image',
};

const NOUNS: Readonly<Record<MediaKind, readonly [string, string]>> = {
  video: ['film', 'films'],
  voice: ['voice', 'voices'],
  image: ['picture', 'pictures'],
};

const BY: Readonly<Record<ProviderName, string>> = {
  veo: 'by Google Veo',
  omni: 'by Gemini Omni',
  slideshow: 'on this machine, from slides',
  'gemini-tts': 'by Gemini',
  flite: 'on this machine, by Flite',
  espeak: 'on this machine, by eSpeak NG',
  'gemini-image': 'by Gemini',
  card: 'on this machine, drawn',
};

export const madeBy = (provider: ProviderName) => BY[provider];

export const dollars = (amount: number) => `$${amount.toFixed(2)}`;

const number = new Intl.NumberFormat('en-IN');

/** `1 film`, `3 films` */
export function counted(count: number, kind: MediaKind): string {
  return `${number.format(count)} ${NOUNS[kind][count === 1 ? 0 : 1]}`;
}

export const size = (bytes: number) =>
  bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(bytes / 1e3)} kB`;

/** What is going to happen and what it costs, before anything does. */
export function estimateLines(
  { customers, kept, toMake, cost }: Estimate,
  budget: number,
): readonly string[] {
  const label = (text: string) => `  ${styleText('dim', text.padEnd(9))}`;
  const lines = [`${label('for')}${number.format(customers)} ${customers === 1 ? 'customer' : 'customers'}`];
  if (kept > 0) lines.push(`${label('there')}${number.format(kept)} made before, nothing to do`);
  for (const [provider, { count, cost: part }] of toMake) {
    const price = part > 0 ? `, about ${dollars(part)}` : '';
    lines.push(`${label('to make')}${counted(count, KIND_OF[provider])} ${BY[provider]}${price}`);
  }
  const isPaid = cost > 0;
  lines.push(
    `${label('cost')}${isPaid ? `about ${dollars(cost)} of the ${dollars(budget)} of MEDIA_BUDGET` : 'nothing'}`,
  );
  return lines;
}
