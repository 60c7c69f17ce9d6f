import type { Day } from '../data/days.ts';
import type { Product } from '../data/product.ts';

export type Season = Product['seasons'][number];

/** The season of a day in India: winter Dec–Feb, summer Mar–May, monsoon Jun–Sep, festive Oct–Nov. */
export function seasonOf(day: Day): Season {
  const month = Number(day.slice(5, 7));
  if (month === 12 || month <= 2) return 'winter';
  if (month <= 5) return 'summer';
  return month <= 9 ? 'monsoon' : 'festive';
}
