import type { Segment } from '../vocabulary.ts';
import { type Calendar, HISTORY_DAYS } from './calendar.ts';
import type { Role } from './cast.ts';
import type { Random } from './random.ts';
import { TEMPERAMENTS } from './temperament.ts';

/** What makes a segment likely; what it is stands in `segment.ts`. */
interface Outlook {
  /** Days since joining: uniform between both. */
  readonly tenure: { readonly least: number; readonly most: number };
  /** Share of those who came soon after the shop opened instead. */
  readonly founders: number;
  /** Visits a year at first: a gamma distribution. */
  readonly visits: { readonly mean: number; readonly shape: number };
  /** Days until they stop buying: an exponential distribution. */
  readonly lifetime: number;
}

const OUTLOOKS: Readonly<Record<Segment, Outlook>> = {
  VIP: { tenure: { least: 91, most: 1095 }, founders: 0.4, visits: { mean: 4.4, shape: 12 }, lifetime: 6000 },
  Returning: {
    tenure: { least: 91, most: 1095 },
    founders: 0.29,
    visits: { mean: 1.8, shape: 5 },
    lifetime: 4000,
  },
  New: { tenure: { least: 0, most: 90 }, founders: 0, visits: { mean: 1.2, shape: 1.5 }, lifetime: 4000 },
  'At-Risk': {
    tenure: { least: 185, most: 1095 },
    founders: 0.22,
    visits: { mean: 3.4, shape: 3 },
    lifetime: 500,
  },
};

/** Mean days from the opening, the calendar's first day, to a founder's joining. */
const OPENING = 60;
/** Days in which somebody's rate falls to 37 %: people buy most when the shop is new to them. */
const FADING = 600;

/** The day of joining and the days of buying, as numbers of the calendar. Visits ascend and may repeat a day. */
export interface Course {
  readonly joined: number;
  readonly visits: readonly number[];
  /** The day after which nothing is bought any more. */
  readonly end: number;
}

/**
 * "Buy till you die" (Schmittlein, Morrison and Colombo 1987): everybody buys at a rate of their own, drawn from a
 * gamma distribution, until they drop out, after an exponential time. The gaps are drawn in units of expected
 * demand and then read off the calendar, so that visits crowd where demand is high (Çinlar's inversion of a
 * non-homogeneous process). Gaps are gamma distributed: with shape 1 this is the plain Poisson process.
 */
export function drawCourse(random: Random, calendar: Calendar, { segment, behavior }: Role): Course {
  const { tenure, founders, visits: visiting, lifetime } = OUTLOOKS[segment];
  const { pace, regularity } = TEMPERAMENTS[behavior];
  const rhythm = calendar.rhythms[behavior];
  const days = random.chance(founders)
    ? HISTORY_DAYS - random.exponential(OPENING)
    : random.between(tenure.least, tenure.most + 1);
  const joined = Math.max(0, calendar.last - Math.floor(days));
  const end = Math.min(calendar.last, joined + random.exponential(lifetime));
  const rate = (random.gamma(visiting.shape, visiting.mean) * pace) / 365;

  const visits: number[] = [];
  // Most join with their first order, some look around first.
  let day = joined + (random.chance(0.75) ? 0 : Math.round(random.exponential(4)));
  while (day <= end && visits.length < 80) {
    visits.push(day);
    const due = rhythm[day]! + random.gamma(regularity, Math.exp((day - joined) / FADING) / rate);
    day = firstAtLeast(rhythm, due, day);
  }
  return { joined, visits, end };
}

/** The first index from `from` on with a value of at least `target`; the length when there is none. */
function firstAtLeast(ascending: Float64Array, target: number, from: number): number {
  let low = from;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < target) low = middle + 1;
    else high = middle;
  }
  return low;
}
