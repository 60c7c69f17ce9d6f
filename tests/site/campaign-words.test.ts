import { describe, expect, test } from 'vitest';
import { KEYS_AS_NAMES } from '../../src/copy/segment-names.ts';
import { audienceSchema, campaignSchema } from '../../src/delivery/campaign.ts';
import {
  audienceWords,
  plural,
  printBytes,
  printMoment,
  scheduleWords,
} from '../../src/site/campaign-words.ts';

const words = (audience: unknown) => audienceWords(audienceSchema.parse(audience), KEYS_AS_NAMES);
const leaves = (schedule: unknown) => scheduleWords(campaignSchema.parse({ title: 'T', schedule }).schedule);

describe('an audience in words', () => {
  test.each([
    [{}, []],
    [{ segment: 'VIP' }, ['VIP customers']],
    [{ segment: ['VIP', 'Returning'] }, ['VIP or Returning customers']],
    [{ segment: { not: ['New'] } }, ['not New customers']],
    [
      { buying_behavior: 'bargain_hunter', city: ['Pune', 'Jaipur', 'Köln'] },
      ['buying as bargain hunter', 'in Pune, Jaipur or Köln'],
    ],
    [
      { interests: 'travel', pain_points: 'choice_overload' },
      ['interested in travel', 'troubled by choice overload'],
    ],
    [{ engagement_score: { min: 70 } }, ['engagement at least 70']],
    [{ lifetime_value: { max: 150000 } }, ['lifetime value at most 1,50,000']],
    [{ response_rate: { min: 0.25, max: 0.5 } }, ['response rate 25 % to 50 %']],
    [{ orders: { min: 0, max: 0 } }, ['orders 0 to 0']],
    [{ days_since_last_order: { min: 90 } }, ['last order at least 90 days ago']],
    [{ join_date: { from: '2026-01-01' } }, ['joined since 1 Jan 2026']],
    [{ join_date: { to: '2026-01-31' } }, ['joined until 31 Jan 2026']],
    [{ join_date: { from: '2026-01-01', to: '2026-01-31' } }, ['joined 1 Jan 2026 to 31 Jan 2026']],
    [{ preferred_contact_time: 'morning', locale: 'hi' }, ['preferring the morning', 'reading hi']],
    [{ email_consent: 'subscribed', customer_id: 'C1' }, ['consent subscribed', 'customer C1']],
  ])('%j', (audience, expected) => {
    expect(words(audience).toSorted()).toEqual(expected.toSorted());
  });
});

describe('a schedule in words', () => {
  test.each([
    ['now', 'at once'],
    ['preferred', 'at everybody’s preferred time, where they live'],
    [
      { from: '2026-12-01 09:00', quiet_hours: { from: '21:00', to: '08:30' } },
      'at once, not before 2026-12-01 09:00 there, never between 21:00 and 08:30',
    ],
  ])('%j', (schedule, expected) => {
    expect(leaves(schedule)).toBe(expected);
  });
});

test('a moment is told by the clocks of a zone', () => {
  const at = '2026-11-22T23:30:00.000Z';
  expect(printMoment(at, 'UTC')).toBe('22 Nov, 23:30');
  expect(printMoment(at, 'Asia/Kolkata', true)).toBe('23 Nov 2026, 05:00');
  expect(printMoment('2026-11-22T00:05:00.000Z', 'UTC')).toBe('22 Nov, 00:05');
});

test('numbers carry their noun and their unit', () => {
  expect([plural(1, 'mail'), plural(1204, 'mail'), plural(0, 'mail')]).toEqual([
    '1 mail',
    '1,204 mails',
    '0 mails',
  ]);
  expect([printBytes(23_449), printBytes(1_250_000)]).toEqual(['23.4 kB', '1.3 MB']);
});
