import { type Happiness, happinessOf } from '../src/delivery/happiness.ts';
import type { Memory } from './memory.ts';

/** What this web app did since midnight UTC. */
interface Tally {
  readonly day: string;
  readonly sent: number;
  readonly failed: number;
  readonly bySegment: Readonly<Record<string, number>>;
}

/** Takes effect with `memory.save()`. */
export function count(memory: Memory, result: 'sent' | 'failed', segment: string): void {
  const tally = today(memory.get('tally'));
  const { sent, failed, bySegment } = tally;
  const next: Tally =
    result === 'sent'
      ? {
          ...tally,
          sent: sent + 1,
          bySegment: { ...bySegment, [segment]: (Number(bySegment[segment]) || 0) + 1 },
        }
      : { ...tally, failed: failed + 1 };
  memory.set('tally', JSON.stringify(next));
}

/** Needs no lock. */
export function happinessToday(): Happiness {
  return happinessOf(today(PropertiesService.getScriptProperties().getProperty('tally') || ''));
}

function today(json: string): Tally {
  const day = new Date(Date.now()).toISOString().slice(0, 10);
  const tally = parse(json);
  return tally?.day === day ? tally : { day, sent: 0, failed: 0, bySegment: {} };
}

/** A person may have touched it; a count of nothing must not stop a mail. */
function parse(json: string): Tally | undefined {
  try {
    return JSON.parse(json) as Tally;
  } catch {
    return undefined;
  }
}
