import type { Day } from '../days.ts';

interface Peak {
  /** The day of the highest demand, in a year. */
  readonly on: (year: number) => number;
  /** Demand on that day, on top of the everyday demand of 1. */
  readonly height: number;
  /** Days from the peak to 61 % of its height. */
  readonly spread: number;
}

const MS = 86_400_000;
const yearly = (month: number, date: number) => (year: number) => Date.UTC(year, month - 1, date);

const PEAKS: readonly Peak[] = [
  // People shop in the weeks before the festival.
  { on: (year) => diwali(year) - 6 * MS, height: 2.2, spread: 13 },
  // Weddings.
  { on: yearly(11, 24), height: 0.6, spread: 12 },
  // New year.
  { on: yearly(1, 1), height: 0.7, spread: 9 },
  // Summer holidays.
  { on: yearly(5, 3), height: 0.2, spread: 14 },
  // Raksha Bandhan and Independence Day.
  { on: yearly(8, 12), height: 0.3, spread: 8 },
];

const WEEKEND = 1.2;

/** How much is bought on a day, compared with an ordinary weekday: 1 and more. */
export function demandOn(day: Day): number {
  const time = Date.parse(day);
  const year = Number(day.slice(0, 4));
  let demand = 1;
  for (const { on, height, spread } of PEAKS) {
    // The years around, because the new year's peak reaches into both.
    for (const at of [on(year - 1), on(year), on(year + 1)]) {
      demand += height * Math.exp(-0.5 * ((time - at) / MS / spread) ** 2);
    }
  }
  const weekday = new Date(time).getUTCDay();
  return weekday === 0 || weekday === 6 ? demand * WEEKEND : demand;
}

/**
 * Diwali, to the day or one beside it: the evening before the first mean new moon after 17 October, as the time of
 * a UTC midnight. Mean new moons: 29.530588853 days apart, one at 2000-01-06T18:14Z (Meeus, Astronomical Algorithms).
 */
export function diwali(year: number): number {
  const lunation = 29.530588853 * MS;
  const epoch = Date.UTC(2000, 0, 6, 18, 14);
  const newMoon = epoch + Math.ceil((Date.UTC(year, 9, 17, 18) - epoch) / lunation) * lunation;
  return Math.floor(newMoon / MS - 0.75) * MS;
}
