import { addDays, type Day } from '../days.ts';
import { BEHAVIORS, type Behavior } from '../vocabulary.ts';
import { demandOn } from './demand.ts';
import { TEMPERAMENTS } from './temperament.ts';

export const HISTORY_DAYS = 1095;

export type Season = 'winter' | 'summer' | 'monsoon' | 'festive';

/** The days that orders may fall on, numbered from 0. */
export interface Calendar {
  readonly days: readonly Day[];
  /** The number of the analysis date. */
  readonly last: number;
  readonly seasons: readonly Season[];
  /** For each behaviour, its demand added up from day 0 to each day; 1 a day on average. */
  readonly rhythms: Readonly<Record<Behavior, Float64Array>>;
}

/** The years up to the analysis date. */
export function drawUpCalendar(asOf: Day): Calendar {
  const days = Array.from({ length: HISTORY_DAYS + 1 }, (_, at) => addDays(asOf, at - HISTORY_DAYS));
  const demand = days.map(demandOn);
  const rhythms = BEHAVIORS.map((behavior) => {
    const felt = demand.map((value) => value ** TEMPERAMENTS[behavior].seasonality);
    const mean = felt.reduce((sum, value) => sum + value, 0) / felt.length;
    let total = 0;
    return [behavior, Float64Array.from(felt, (value) => (total += value / mean))];
  });
  return {
    days,
    last: HISTORY_DAYS,
    seasons: days.map((day) => seasonOf(Number(day.slice(5, 7)))),
    rhythms: Object.fromEntries(rhythms),
  };
}

/** The season of a month, 1 to 12, in most of India. */
function seasonOf(month: number): Season {
  if (month === 12 || month <= 2) return 'winter';
  if (month <= 5) return 'summer';
  return month <= 9 ? 'monsoon' : 'festive';
}
