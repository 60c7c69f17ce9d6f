import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMoney } from '../../src/data/fields.ts';
import { SEGMENTS } from '../../src/data/vocabulary.ts';
import { openAudience } from '../../src/delivery/audience.ts';
import { audienceSchema } from '../../src/delivery/campaign.ts';
import type { CustomerRecord } from '../../src/store/store.ts';
import { AS_OF, record } from './_plan-world.ts';

const inAudience = (keys: Record<string, unknown>, each: CustomerRecord) =>
  openAudience(audienceSchema.parse(keys), AS_OF).includes(each);

const unmetBy = (keys: Record<string, unknown>, records: readonly CustomerRecord[]) => {
  const audience = openAudience(audienceSchema.parse(keys), AS_OF);
  for (const each of records) audience.includes(each);
  return audience.unmet();
};

const regular = record(
  {
    segment: 'VIP',
    city: 'New Delhi',
    locale: 'hi-IN',
    interests: ['cooking', 'decor'],
    pain_points: ['time'],
    engagement_score: 70,
    lifetime_value: 149_950,
    join_date: '2025-03-01',
  },
  ['2026-06-01', '2026-06-20', '2026-06-20'],
);

describe('an audience', () => {
  test('without conditions is everybody', () => {
    expect(inAudience({}, regular)).toBe(true);
  });

  test.each([
    [{ segment: 'VIP' }, true],
    [{ segment: ['New', 'VIP'] }, true],
    [{ segment: { not: 'VIP' } }, false],
    [{ segment: { not: ['New', 'At-Risk'] } }, true],
    [{ city: 'new delhi' }, true],
    [{ city: 'Delhi' }, false],
    [{ locale: 'hi' }, true],
    [{ locale: 'HI-in' }, true],
    [{ locale: 'hi-Latn' }, false],
    [{ locale: { not: 'hi' } }, false],
    [{ interests: ['garden', 'cooking'] }, true],
    [{ interests: { not: ['cooking'] } }, false],
    [{ pain_points: 'budget' }, false],
    [{ engagement_score: { min: 70, max: 70 } }, true],
    [{ engagement_score: { min: 70.1 } }, false],
    [{ lifetime_value: { min: 1499.5, max: 1499.5 } }, true],
    [{ lifetime_value: { min: 1499.51 } }, false],
    [{ join_date: { from: '2025-03-01', to: '2025-03-01' } }, true],
    [{ join_date: { from: '2025-03-02' } }, false],
    [{ orders: { min: 2, max: 2 } }, true],
    [{ days_since_last_order: { min: 10, max: 10 } }, true],
    [{ days_since_last_order: { max: 9 } }, false],
    [{ segment: 'VIP', engagement_score: { max: 10 } }, false],
    [{ customer_id: ['C9', 'C1'] }, true],
    [{ email_consent: 'unknown' }, false],
    [{ preferred_contact_time: 'morning', buying_behavior: 'loyal' }, true],
    [{ response_rate: { max: 0.4 } }, false],
  ])('%j: %s', (keys, expected) => {
    expect(inAudience(keys, regular)).toBe(expected);
  });

  test('asks for days since the last order of those who have one, in whatever order they come', () => {
    expect(inAudience({ days_since_last_order: { min: 0 } }, record())).toBe(false);
    const shuffled = record({}, ['2026-06-20', '2026-01-01']);
    expect(inAudience({ days_since_last_order: { max: 10 } }, shuffled)).toBe(true);
  });

  test('compares money to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (minor) => {
        const written = `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
        const each = record({ lifetime_value: parseMoney(written) });
        const bound = Number(written);
        expect(inAudience({ lifetime_value: { min: bound, max: bound } }, each)).toBe(true);
      }),
    );
  });

  test('and its opposite share nobody and leave out nobody', () => {
    const values = fc.uniqueArray(fc.constantFrom(...SEGMENTS), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.constantFrom(...SEGMENTS), (list, segment) => {
        const each = record({ segment });
        expect(inAudience({ segment: list }, each)).toBe(!inAudience({ segment: { not: list } }, each));
      }),
    );
  });

  test('with one more condition is never bigger', () => {
    const bound = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(bound, bound, fc.constantFrom(...SEGMENTS), (min, score, segment) => {
        const each = record({ engagement_score: score, segment });
        const both = inAudience({ engagement_score: { min }, segment: 'VIP' }, each);
        expect(both).toBe(
          inAudience({ engagement_score: { min } }, each) && inAudience({ segment: 'VIP' }, each),
        );
      }),
    );
  });

  test('says what nobody has, also where it is asked to be absent', () => {
    expect(
      unmetBy(
        {
          city: { not: ['New Delhi', 'Dehli'] },
          segment: ['VIP', 'New'],
          orders: { min: 50 },
          join_date: { to: '1999-01-01' },
        },
        [regular, record({ customer_id: 'C2' })],
      ),
    ).toEqual([
      'audience › segment: nobody has "New"',
      'audience › city: nobody has "Dehli"',
      'audience › orders: nobody is within min 50',
      'audience › join_date: nobody joined in that time',
    ]);
  });
});
