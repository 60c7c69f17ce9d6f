import { type Month, monthNumber } from '../analytics/filter.ts';
import { textWidth } from './frame.ts';
import type { Words } from './words.ts';

/** Months between labels; each divides the next or a year, so that Januaries keep theirs. */
const STRIDES = [1, 2, 3, 4, 6, 12, 24, 60, 120, 240] as const;
/** Room for one label, CSS pixels. */
const ROOM = 36;

export interface MonthTick {
  readonly month: Month;
  /** `Jun`, with the year on a second line for the first one and for Januaries; from one a year on the year alone. */
  readonly label: string;
}

/**
 * Labels for months that stand side by side, `band` pixels each: as many as have room. An `ending` (`to 17 Jun`) stands
 * for the last month; where its band is too narrow, nothing is labelled near the end, so that it can be written there.
 */
export function monthTicks(
  months: readonly Month[],
  band: number,
  words: Words,
  ending = '',
): readonly MonthTick[] {
  const stride = STRIDES.find((each) => each * band >= ROOM) ?? 240;
  const ticked = months.filter((month) => monthNumber(month) % stride === 0);
  const ticks = (ticked.length === 0 ? months.slice(0, 1) : ticked).map((month, at) => {
    const [name = '', year = ''] = words.month(month).split(' ');
    if (stride >= 12) return { month, label: year };
    return { month, label: at === 0 || month.endsWith('-01') ? `${name}\n${year}` : name };
  });
  if (ending === '') return ticks;
  const width = textWidth(ending);
  if (band > width + 8) {
    return ticks.map((tick) =>
      tick.month === months.at(-1) ? { ...tick, label: tick.label.replace(/^[^\n]*/, ending) } : tick,
    );
  }
  return ticks.filter(({ month }) => (months.length - 0.5 - months.indexOf(month)) * band > width + ROOM / 2);
}
