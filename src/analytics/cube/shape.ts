import { BEHAVIORS, CONTACT_TIMES, PAIN_POINTS, SEGMENTS } from '../../data/vocabulary.ts';
import { ENGAGEMENT_STEPS } from '../bands.ts';
import type { Pitchable } from '../coverage.ts';
import { cohortUnit, lengthOf, monthNumber, type Span, wholePeriod } from '../filter.ts';

/**
 * The cube: all that the figures count, added up for every group of customers, so that a browser can answer any filter
 * without the customers. A group is a city × segment × behaviour; a part of the cube has a cell for every group and place,
 * such as a month and a category. Cells of zeros are left out. Browser-safe: no zod, no files.
 */
export interface CubeFrame extends Span {
  /** The cities that can be chosen, the biggest first. Everybody else stands together in the place after the last. */
  readonly cities: readonly string[];
  /** In the order that breaks ties. */
  readonly categories: readonly string[];
  readonly products: readonly Pitchable[];
}

/** The orders of the words' places: as the rows of answers are ordered. */
export const SEGMENT_ORDER = [...SEGMENTS].sort();
export const BEHAVIOR_ORDER = [...BEHAVIORS].sort();
export const PAIN_ORDER = [...PAIN_POINTS].sort();
export const TIME_ORDER = [...CONTACT_TIMES].sort();

/** Segments × behaviours. */
export const PAIRS = SEGMENT_ORDER.length * BEHAVIOR_ORDER.length;

/** More bands than the highest lifetime value that a file can state. */
export const BANDS = 64;

/** What the cells of each part add up. Money in minor units, scores in millionths. */
export const MEASURES = {
  /** Active and returning as in the journey, recent as in the profile of segments. */
  standing: ['active', 'returning', 'recent'],
  /** Known: whose response rate is known. By the month of joining; its first place is everything before the first month. */
  joined: ['customers', 'engagement', 'response', 'known'],
  /** By month. */
  orders: ['orders', 'repeats'],
  /** By month and category. Also the only place of revenue and lifetime value: other figures add it up. */
  categories: ['revenue'],
  /** What was paid before the month of joining: in the month of paying, and counted in the month of joining. */
  early: ['paid', 'counted'],
  /** By step of engagement and band of lifetime value. */
  values: ['customers'],
  /** By cohort and age, both in months or quarters. */
  cohorts: ['customers'],
  /** By recency and frequency. */
  rfm: ['customers', 'value'],
  pains: ['customers'],
  times: ['customers', 'response', 'known', 'squares'],
  /** By product: to how many it is pitched. */
  coverage: ['customers'],
} as const;

export type PartName = keyof typeof MEASURES;
export type Measure<Name extends PartName> = (typeof MEASURES)[Name][number];
export const PART_NAMES = Object.keys(MEASURES) as readonly PartName[];

/** Scores are summed in millionths: files have at most six decimals. */
export const MILLION = 1_000_000;

/** The extents of each part's places, the slowest first. */
export function extentsOf(frame: CubeFrame): { readonly [Name in PartName]: readonly number[] } {
  const months = lengthOf(wholePeriod(frame));
  const periods = lastPeriod(frame) - firstPeriod(frame) + 1;
  return {
    standing: [],
    joined: [months + 1],
    orders: [months],
    categories: [months, frame.categories.length],
    early: [months],
    values: [ENGAGEMENT_STEPS, BANDS],
    cohorts: [periods, periods],
    rfm: [5, 5],
    pains: [PAIN_ORDER.length],
    times: [TIME_ORDER.length],
    coverage: [frame.products.length],
  };
}

export const sizeOf = (extents: readonly number[]): number =>
  extents.reduce((size, extent) => size * extent, 1);

/** Months in a cohort's unit. */
export const unitLength = (span: Span): number => (cohortUnit(span) === 'month' ? 1 : 3);

/** The number of the month or quarter in which the span starts; months and quarters count from the year 0. */
export const firstPeriod = (span: Span): number => Math.floor(monthNumber(span.first) / unitLength(span));

const lastPeriod = (span: Span): number => Math.floor(monthNumber(span.asOf) / unitLength(span));
