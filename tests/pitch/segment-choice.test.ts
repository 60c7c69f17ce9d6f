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

const reason = (segment: Segment, file: unknown = RULES) =>
  segmentChoice(segment, segmentsOf(segmentsSchema.parse(file)), 'content/segments.yaml');

test('the page of a customer says which rule put them into their segment', () => {
  expect(reason('VIP')).toEqual([
    {
      part: 'segment',
      chosen: 'Gold members',
      because: 'monetary is 4 or more of 5, and lifetime value is 1,50,000 or more',
      source: 'content/segments.yaml › VIP',
    },
  ]);
  expect(reason('New')[0]?.because).toBe(
    'they joined 90 or less days before the analysis date, and the city is not Pune or Navi Mumbai',
  );
  expect(reason('At-Risk')[0]?.because).toBe(
    'consent is subscribed, and either orders are 0; or recency is 1 to 2 of 5, and interests are home decor or tech',
  );
  expect(reason('Returning')[0]?.because).toBe('no rule above the last segment holds for them');
});

test('where the data says it, there is nothing to say', () => {
  expect(reason('VIP', { VIP: { name: 'Gold members' } })).toEqual([]);
});
