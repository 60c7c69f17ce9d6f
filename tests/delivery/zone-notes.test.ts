import { expect, test } from 'vitest';
import { planWarnings } from '../../src/delivery/plan-words.ts';
import { planOf, record } from './_plan-world.ts';

const people = [
  record({ customer_id: 'A', time_zone: 'Asia/Kolkata' }),
  record({ customer_id: 'B', time_zone: 'Europe/Berlin' }),
  record({ customer_id: 'C', time_zone: '' }),
  record({ customer_id: 'D', time_zone: '' }),
  record({ customer_id: 'E', time_zone: '', email_consent: 'unsubscribed' }),
];
const schedule = { at: 'preferred', time_zone: 'Asia/Kolkata' };

test('a plan says by whose clock its times are, and who is taken to live where', async () => {
  expect(planWarnings(await planOf(people, { schedule }))).toEqual([
    '2 of them have no time zone and are taken to be in Asia/Kolkata: schedule › time_zone of the campaign',
    'times are shown by the clock of Asia/Kolkata; 1 of them lives elsewhere and is written to by their own',
  ]);
  expect(planWarnings(await planOf(people.slice(0, 1), { schedule }))).toEqual([]);
});

test('where no clock decides, there is nothing to say', async () => {
  expect(planWarnings(await planOf(people, { schedule: { at: 'now', time_zone: 'Asia/Kolkata' } }))).toEqual(
    [],
  );
});
