import type { Behavior } from '../vocabulary.ts';
import { printDay } from './dates.ts';
import type { Habits } from './habits.ts';

/** Shares are 0 to 1, days are calendar days. */
export const BEHAVIOR_RULES = {
  bargain_hunter: { fewestLines: 3, bargainShare: 0.5 },
  seasonal: { fewestVisits: 3, fewestYears: 2, shareInQuarter: 0.75 },
  loyal: { fewestVisits: 4, mostVariation: 0.75, repeatShare: 0.4 },
  researcher: { fewestVisits: 2, gapDays: 60, mostLinesPerVisit: 1.5, priceLevel: 1 },
} as const;

/**
 * How somebody buys, the first rule that fits:
 *
 * 1. at least 3 lines, half of them or more 10 % below the product's average price → bargain_hunter;
 * 2. at least 3 visits in 2 calendar years or more, three quarters of them in the same quarter → seasonal;
 * 3. at least 4 visits, at steady intervals (standard deviation at most 0.75 of the mean), or 40 % of the lines a
 *    product bought before → loyal;
 * 4. at least 2 visits, 60 days or more apart on average, with 1.5 lines or fewer each, at the average price of a piece
 *    or above → researcher;
 * 5. everybody else who bought → impulse_buyer;
 * 6. never bought → researcher: they look, and have not decided.
 */
export function behaviorOf({ lines, visits, bargains, repeats, priceLevel }: Habits): Behavior {
  if (lines === 0) return 'researcher';
  const { bargain_hunter, seasonal, loyal, researcher } = BEHAVIOR_RULES;
  if (lines >= bargain_hunter.fewestLines && bargains / lines >= bargain_hunter.bargainShare)
    return 'bargain_hunter';
  if (isSeasonal(visits, seasonal)) return 'seasonal';
  const gaps = visits.slice(1).map((day, at) => day - (visits[at] as number));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, gaps.length);
  if (visits.length >= loyal.fewestVisits) {
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
    if (Math.sqrt(variance) <= loyal.mostVariation * mean || repeats / lines >= loyal.repeatShare)
      return 'loyal';
  }
  const isChoosing =
    lines / visits.length <= researcher.mostLinesPerVisit && priceLevel >= researcher.priceLevel;
  if (visits.length >= researcher.fewestVisits && mean >= researcher.gapDays && isChoosing)
    return 'researcher';
  return 'impulse_buyer';
}

function isSeasonal(visits: readonly number[], rule: typeof BEHAVIOR_RULES.seasonal): boolean {
  if (visits.length < rule.fewestVisits) return false;
  const quarters = [0, 0, 0, 0];
  const years = new Set<string>();
  for (const day of visits) {
    const text = printDay(day);
    years.add(text.slice(0, 4));
    const quarter = Math.floor((Number(text.slice(5, 7)) - 1) / 3);
    quarters[quarter] = (quarters[quarter] as number) + 1;
  }
  return years.size >= rule.fewestYears && Math.max(...quarters) / visits.length >= rule.shareInQuarter;
}
