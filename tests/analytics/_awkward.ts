import fc from 'fast-check';
import { addDays } from '../../src/data/days.ts';
import { BEHAVIORS, CONTACT_TIMES, PAIN_POINTS, SEGMENTS } from '../../src/data/vocabulary.ts';
import type { Store } from '../../src/store/store.ts';
import type { Buyer } from './_write-dataset.ts';

const cities = [
  '',
  '',
  'Pune',
  'pune',
  'Navi, Mumbai',
  'St. "John"',
  "L'Aquila",
  'पुणे',
  'पु',
  ' ',
  '*',
  '𝒜',
  '\uFF21',
];
/** Product ids are made of categories, so these are written plainly, and get their names in the store. */
const CATEGORIES: Readonly<Record<string, string>> = {
  a: 'tea',
  b: 'Tea',
  c: 'काढ़ा',
  d: 'cups, "fine"',
  e: '𝒜',
  f: '\uFF21',
};

export async function nameCategories(store: Store): Promise<void> {
  for (const names of Object.entries(CATEGORIES)) {
    await store.query('UPDATE orders SET category = $2 WHERE category = $1', names);
  }
}

/** Whole numbers next to the edges of bands, and others. */
const amount = fc.oneof(
  fc.constantFrom(0, 1, 99, 100, 149, 150, 199, 200, 9_999, 10_000, 10_001, 99_999_999, 100_000_000),
  fc.nat(100_000),
);
const decimal = (high: number) =>
  fc.oneof(
    fc.constantFrom(0, high / 20, high),
    fc.nat(high * 1_000_000).map((millionths) => millionths / 1_000_000),
  );

/** Small datasets of months or years that end anywhere in a month, in which people may order before they join. */
export const awkward: fc.Arbitrary<{ readonly buyers: readonly Buyer[]; readonly asOf: string }> = fc
  .tuple(
    fc.constantFrom('2026-06-30', '2026-06-17', '2026-03-01', '2024-02-29'),
    fc.constantFrom(0, 20, 80, 400, 700),
  )
  .chain(([asOf, days]) => {
    const day = fc
      .oneof(fc.nat(days), fc.constantFrom(0, Math.min(90, days), Math.min(365, days)))
      .map((ago) => addDays(asOf, -ago));
    const buyer = fc.record({
      segment: fc.constantFrom(...SEGMENTS),
      buying_behavior: fc.constantFrom(...BEHAVIORS),
      city: fc.constantFrom(...cities),
      join_date: fc.oneof(day, day, fc.constant('2019-12-31')),
      engagement_score: decimal(100),
      response_rate: decimal(1),
      derived: fc.constantFrom([], ['response_rate'] as const),
      preferred_contact_time: fc.constantFrom(...CONTACT_TIMES),
      pain_points: fc.subarray([...PAIN_POINTS]),
      bought: fc.array(
        fc.record({ on: day, category: fc.constantFrom(...Object.keys(CATEGORIES)), amount }),
        {
          maxLength: 6,
        },
      ),
    });
    return fc.record({
      asOf: fc.constant(asOf),
      buyers: fc
        .array(buyer, { minLength: 0, maxLength: 40, size: 'max' })
        .map((all) => all.map((each, at): Buyer => ({ customer_id: `C${at}`, ...each }))),
    });
  });
