import { expect, test } from 'vitest';
import { segmentsOf, segmentsSchema } from '../../src/copy/segments.ts';
import type { Segment } from '../../src/data/vocabulary.ts';
import { segmentChoice } from '../../src/pitch/segment-choice.ts';

const RULES = {
  VIP: { name: 'Gold members', when: { monetary: { min: 4 }, lifetime_value: { min: 150000 } } },
  New: { when: { days_since_joining: { max: 90 }, city: { not: ['Pune', 'Navi Mumbai'] } } },
  'At-Risk': {
    when: {
      email_consent: 'subscribed',
      any: [{ orders: 0 }, { recency: { min: 1, max: 2 }, interests: ['home_decor', 'tech'] }],
    },
  },
  Returning: null,
};

const reason = (segment: Segment, file: unknown = RULES) => choice({ segment, derived: [] }, true, file);

const choice = (customer: Parameters<typeof segmentChoice>[0], hasOrders: boolean, file: unknown = {}) =>
  segmentChoice(customer, hasOrders, segmentsOf(segmentsSchema.parse(file)), 'content/segments.yaml');

test('the page of a customer says which rule put them into their segment', () => {
  expect(reason('VIP')).toEqual({
    part: 'segment',
    chosen: 'Gold members',
    because: 'monetary is 4 or more of 5, and lifetime value is 1,50,000 or more',
    source: 'content/segments.yaml › VIP',
  });
  expect(reason('New').because).toBe(
    'they joined 90 or less days before the analysis date, and the city is not Pune or Navi Mumbai',
  );
  expect(reason('At-Risk').because).toBe(
    'consent is subscribed, and either orders are 0; or recency is 1 to 2 of 5, and interests are home decor or tech',
  );
  expect(reason('Returning').because).toBe('no rule above the last segment holds for them');
});

test('where the data says it, or the import worked it out, that is said', () => {
  expect(reason('VIP', { VIP: { name: 'Gold members' } })).toEqual({
    part: 'segment',
    chosen: 'Gold members',
    because: 'customers.csv says so',
    source: 'customers.csv › segment',
  });
  const because = (hasOrders: boolean) => choice({ segment: 'New', derived: ['segment'] }, hasOrders).because;
  expect(because(true)).toBe(
    'the import worked it out from how recently, how often and how much they bought',
  );
  expect(because(false)).toBe('the import worked it out: no order of theirs is in the files');
});
