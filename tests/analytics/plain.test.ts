import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUESTIONS, spanOf } from '../../src/analytics/answers.ts';
import { people } from '../../src/analytics/engagement-value.ts';
import {
  addMonths,
  type CohortUnit,
  type Filter,
  noFilter,
  wholePeriod,
} from '../../src/analytics/filter.ts';
import { ask, parametersOf, type Question } from '../../src/analytics/question.ts';
import { standings } from '../../src/analytics/standings.ts';
import { BEHAVIORS, SEGMENTS } from '../../src/data/vocabulary.ts';
import { makeSample, type Sample } from '../_sample.ts';
import { type Asked, PLAIN_CUSTOMERS } from './_plain.ts';
import { PLAIN_ORDERS } from './_plain-orders.ts';

let sample: Sample;
beforeAll(async () => {
  sample = await makeSample(300);
});
afterAll(() => sample.dispose());

const questions: Readonly<Record<string, Question<unknown>>> = { ...QUESTIONS, people, standings };
const PLAIN: Readonly<Record<string, (asked: Asked) => readonly unknown[]>> = {
  ...PLAIN_CUSTOMERS,
  ...PLAIN_ORDERS,
};

/** Periods that lie in the dataset, before it, and across its ends. */
const request = fc.record({
  segment: fc.constantFrom('*' as const, '*' as const, ...SEGMENTS),
  behavior: fc.constantFrom('*' as const, '*' as const, ...BEHAVIORS),
  place: fc.option(fc.nat(299)),
  start: fc.integer({ min: -14, max: 40 }),
  length: fc.integer({ min: 0, max: 40 }),
  unit: fc.constantFrom<CohortUnit>('month', 'quarter'),
  most: fc.constantFrom(0, 1, 17, 1000),
});

async function expectPlain(name: string, filter: Filter, unit: CohortUnit, most: number): Promise<void> {
  const { store, records } = sample;
  const { asOf } = store.facts;
  const question = questions[name] as Question<unknown>;
  const answer = await ask(store, question, { ...parametersOf(filter, asOf, unit), most });
  expect(answer).toEqual(PLAIN[name]?.({ records, filter, asOf, unit, most }));
}

it('every question has a plain answer', () => {
  expect(Object.keys(PLAIN).sort()).toEqual(Object.keys(questions).sort());
});

describe('the store and a plain computation agree', () => {
  it.each(Object.keys(questions))('%s of everybody', async (name) => {
    const span = await spanOf(sample.store);
    await expectPlain(name, noFilter(span), 'quarter', 1000);
    await expectPlain(name, { ...noFilter(span), period: wholePeriod(span) }, 'month', 1000);
  });

  it.each(Object.keys(questions))('%s under any filter', async (name) => {
    const { first } = await spanOf(sample.store);
    await fc.assert(
      fc.asyncProperty(request, async ({ segment, behavior, place, start, length, unit, most }) => {
        const from = addMonths(first, start);
        const city = place === null ? '*' : (sample.records[place]?.customer.city as string);
        const period = { from, to: addMonths(from, length) };
        await expectPlain(name, { segment, behavior, city, period }, unit, most);
      }),
      { seed: 42, numRuns: 25 },
    );
  });
});
