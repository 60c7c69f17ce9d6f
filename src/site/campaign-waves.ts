import type { Plan } from '../delivery/plan.ts';
import { spanWords } from '../delivery/plan-words.ts';
import { plural } from './campaign-words.ts';

/** The waves of a plan along a line of time. All places and sizes in percent. */
export interface WaveStrip {
  readonly finding: string;
  readonly bars: readonly {
    readonly at: string;
    readonly count: number;
    readonly left: number;
    readonly width: number;
    readonly height: number;
  }[];
  /** Where a time is written below the line. */
  readonly ticks: readonly Tick[];
}

export interface Tick {
  readonly at: string;
  readonly left: number;
  /** Near the end of the line: its words end where the line does. */
  readonly isLast: boolean;
}

const HOUR = 3_600_000;

/** The least share of the line between two ticks, so that their words do not touch. */
const APART = 22;

export function waveStrip({ waves }: Pick<Plan, 'waves'>): WaveStrip {
  const [first] = waves;
  const last = waves.at(-1);
  if (!first || !last) return { finding: 'Nobody gets a mail, so there is no wave.', bars: [], ticks: [] };
  const start = Date.parse(first.at);
  // A wave is an hour wide, and so is the line of a single one.
  const span = Date.parse(last.at) - start + HOUR;
  const most = Math.max(...waves.map(({ count }) => count));
  const place = (at: string) => (100 * (Date.parse(at) - start)) / span;
  const bars = waves.map(({ at, count }) => ({
    at,
    count,
    left: place(at),
    width: (100 * HOUR) / span,
    height: (100 * count) / most,
  }));
  return { finding: findingOf(waves, most), bars, ticks: ticksOf(bars) };
}

/** The first and the last wave, and those between that have room. */
function ticksOf(bars: WaveStrip['bars']): readonly Tick[] {
  const ticks: Tick[] = [];
  const last = bars.at(-1);
  const end = last && last.left >= APART ? 100 - APART : 100;
  for (const { at, left } of bars) {
    const from = ticks.at(-1)?.left ?? -APART;
    if (left - from >= APART && left <= end - APART) ticks.push({ at, left, isLast: false });
  }
  if (last && end < 100) ticks.push({ at: last.at, left: last.left, isLast: true });
  return ticks;
}

function findingOf(waves: Plan['waves'], most: number): string {
  const total = waves.reduce((sum, { count }) => sum + count, 0);
  if (total === 1) return 'One mail, so one wave.';
  if (waves.length === 1) return `All ${plural(total, 'mail')} in one wave.`;
  const hours = (Date.parse(waves.at(-1)?.at as string) - Date.parse(waves[0]?.at as string)) / 1000;
  return `${plural(total, 'mail')} in ${plural(waves.length, 'wave')} over ${spanWords(hours)}; the largest is ${plural(most, 'mail')}.`;
}
