import { type Day, daysBetween } from '../data/days.ts';
import { TREND_DAYS } from './counts.ts';

/** Orders by product and day, for as many days up to the latest order as a trend looks back. */
export interface RecentDays {
  add(product: number, date: Day): void;
  /** @param asOf not before any date that was added. */
  windows(product: number, asOf: Day): { readonly recent: number; readonly previous: number };
}

export function createRecentDays(productCount: number): RecentDays {
  const slots = Array.from({ length: 2 * TREND_DAYS }, () => new Uint32Array(productCount));
  const slotOf = (day: number) => slots[day % slots.length] as Uint32Array;
  const numbers = new Map<Day, number>();
  const numberOf = (day: Day): number => {
    const known = numbers.get(day) ?? daysBetween(FIRST_DAY, day);
    numbers.set(day, known);
    return known;
  };
  let last = -1;
  return {
    add(product, date) {
      const day = numberOf(date);
      for (let next = Math.max(last + 1, day - slots.length + 1); next <= day; next += 1)
        slotOf(next).fill(0);
      last = Math.max(last, day);
      if (day <= last - slots.length) return;
      const slot = slotOf(day);
      slot[product] = (slot[product] as number) + 1;
    },
    windows(product, asOf) {
      const end = numberOf(asOf);
      const sum = (from: number, to: number) => {
        let count = 0;
        for (let day = Math.max(from, 0); day <= Math.min(to, last); day += 1)
          count += slotOf(day)[product] as number;
        return count;
      };
      return {
        recent: sum(end - TREND_DAYS + 1, end),
        previous: sum(end - 2 * TREND_DAYS + 1, end - TREND_DAYS),
      };
    },
  };
}

/** No date of a dataset is earlier. */
const FIRST_DAY: Day = '1900-01-01';
