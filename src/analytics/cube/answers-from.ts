import type { Answers } from '../answers.ts';
import { coverageRows } from '../coverage.ts';
import { addMonths, type Filter, monthNumber } from '../filter.ts';
import type { JourneyRow } from '../journey.ts';
import { periodFigures } from './period-figures.ts';
import type { Cube } from './read-cube.ts';
import {
  BANDS,
  extentsOf,
  firstPeriod,
  MILLION,
  PAIN_ORDER,
  SEGMENT_ORDER,
  TIME_ORDER,
  unitLength,
} from './shape.ts';
import { behaviorOf, chosenRows, segmentOf, tally, total } from './tally.ts';

/**
 * The same rows in the same order as the store gives under the same filter, from the cube alone.
 * @throws RangeError for a city that is not among the cube's, or a period that it does not cover.
 */
export function answersFrom(cube: Cube, filter: Filter): Answers {
  return {
    ...periodFigures(cube, filter),
    ...customerFigures(cube, filter),
    ...historyFigures(cube, filter),
    ...valueFigures(cube, filter),
    coverage: coverage(cube, filter),
  };
}

/** How far customers have come, and what sets groups apart. */
function customerFigures(
  cube: Cube,
  filter: Filter,
): Pick<Answers, 'journey' | 'mix' | 'segmentProfile' | 'painPoints' | 'contactTimes'> {
  const { parts } = cube;
  const segments = chosenRows(cube, filter, 'segment');
  const pairs = chosenRows(cube, filter, 'pair');
  const people = total(parts.joined, segments);
  const standing = total(parts.standing, segments);
  const value = total(parts.categories, segments).revenue;
  const orders = total(parts.orders, segments).orders;
  const peoplePaired = total(parts.joined, pairs);
  const valuePaired = total(parts.categories, pairs).revenue;
  const times = tally(parts.times, segments);
  const pains = tally(parts.pains, segments).customers;
  const step = (name: JourneyRow['step'], customers: number): JourneyRow => ({ step: name, customers });
  return {
    journey: [
      step('all', sum(people.customers)),
      step('active', sum(standing.active)),
      step('returning', sum(standing.returning)),
      step('vip', standing.returning[SEGMENT_ORDER.indexOf('VIP')] as number),
    ],
    mix: present(peoplePaired.customers, (customers, pair) => ({
      segment: segmentOf(pair),
      behavior: behaviorOf(pair),
      customers,
      engagement: (peoplePaired.engagement[pair] as number) / MILLION,
      value: valuePaired[pair] as number,
    })),
    segmentProfile: present(people.customers, (customers, at) => ({
      segment: SEGMENT_ORDER[at]!,
      customers,
      engagement: (people.engagement[at] as number) / MILLION,
      response: (people.response[at] as number) / MILLION,
      known: people.known[at] as number,
      value: value[at] as number,
      orders: orders[at] as number,
      recent: standing.recent[at] as number,
    })),
    painPoints: present(pains, (customers, at) => ({
      segment: SEGMENT_ORDER[Math.floor(at / PAIN_ORDER.length)]!,
      pain: PAIN_ORDER[at % PAIN_ORDER.length]!,
      customers,
      of: people.customers[Math.floor(at / PAIN_ORDER.length)] as number,
    })),
    contactTimes: TIME_ORDER.flatMap((time, slot) =>
      SEGMENT_ORDER.map((segment, at) => ({
        time,
        segment,
        customers: times.customers[at * TIME_ORDER.length + slot] as number,
        response: (times.response[at * TIME_ORDER.length + slot] as number) / MILLION,
        known: times.known[at * TIME_ORDER.length + slot] as number,
        squares: (times.squares[at * TIME_ORDER.length + slot] as number) / MILLION,
      })).filter(({ customers }) => customers > 0),
    ),
  };
}

/** How customers are spread over engagement and lifetime value. */
function valueFigures(cube: Cube, filter: Filter): Pick<Answers, 'lifetimeValue' | 'engagementValue'> {
  const { size } = cube.parts.values;
  const { customers } = tally(cube.parts.values, chosenRows(cube, filter, 'segment'));
  const bySegment = new Float64Array(SEGMENT_ORDER.length * BANDS);
  const bySteps = new Float64Array(size);
  for (const [at, count] of customers.entries()) {
    const place = at % size;
    const band = place % BANDS;
    bySegment[((at - place) / size) * BANDS + band]! += count;
    bySteps[place]! += count;
  }
  const band = (at: number) => at % BANDS;
  return {
    lifetimeValue: present(bySegment, (customers, at) => ({
      segment: SEGMENT_ORDER[Math.floor(at / BANDS)]!,
      band: band(at),
      customers,
    })),
    engagementValue: present(bySteps, (customers, at) => ({
      step: Math.floor(at / BANDS),
      band: band(at),
      customers,
    })),
  };
}

/** Who comes back, and who came lately and often. */
function historyFigures(cube: Cube, filter: Filter): Pick<Answers, 'cohorts' | 'rfm'> {
  const rows = chosenRows(cube, filter, 'nothing');
  const [, ages = 1] = extentsOf(cube).cohorts;
  const unit = unitLength(cube);
  const start = firstPeriod(cube) * unit - monthNumber(cube.first);
  const scores = tally(cube.parts.rfm, rows);
  return {
    cohorts: present(tally(cube.parts.cohorts, rows).customers, (customers, at) => ({
      cohort: addMonths(cube.first, start + unit * Math.floor(at / ages)),
      age: at % ages,
      customers,
    })),
    rfm: present(scores.customers, (customers, at) => ({
      recency: Math.floor(at / 5) + 1,
      frequency: (at % 5) + 1,
      customers,
      value: scores.value[at] as number,
    })),
  };
}

function coverage(cube: Cube, filter: Filter): Answers['coverage'] {
  const { customers } = tally(cube.parts.coverage, chosenRows(cube, filter, 'nothing'));
  return coverageRows(
    cube.products,
    new Map(cube.products.map(({ id }, at) => [id, customers[at] as number])),
  );
}

/** A row for each count that is not 0, in their order. */
function present<Row>(counts: Float64Array, row: (count: number, at: number) => Row): readonly Row[] {
  return [...counts].flatMap((count, at) => (count === 0 ? [] : [row(count, at)]));
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
