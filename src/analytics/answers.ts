import type { Day } from '../data/days.ts';
import type { Store } from '../store/store.ts';
import { type CategoryRow, categories } from './categories.ts';
import { type CohortRow, cohorts } from './cohorts.ts';
import { type ContactTimeRow, contactTimes } from './contact-times.ts';
import type { CoverageRow } from './coverage.ts';
import { type EngagementValueRow, engagementValue } from './engagement-value.ts';
import { addMonths, cohortUnit, type Filter, monthOf, type Span } from './filter.ts';
import { type JourneyRow, journey } from './journey.ts';
import { type KpiRow, kpis } from './kpis.ts';
import { type LifetimeValueRow, lifetimeValue } from './lifetime-value.ts';
import { type MixRow, mix } from './mix.ts';
import { type MonthRow, monthlyRevenue } from './monthly-revenue.ts';
import { type PainRow, painPoints } from './pain-points.ts';
import { ask, parametersOf, type Question } from './question.ts';
import { type RfmRow, rfm } from './rfm.ts';
import { type SegmentProfileRow, segmentProfile } from './segment-profile.ts';

/** The rows of every figure of the report, under one filter. */
export interface Answers extends StoredAnswers {
  readonly coverage: readonly CoverageRow[];
}

/** What the store answers, by the name of the question. */
export interface StoredAnswers {
  readonly kpis: readonly KpiRow[];
  readonly journey: readonly JourneyRow[];
  readonly mix: readonly MixRow[];
  readonly lifetimeValue: readonly LifetimeValueRow[];
  readonly engagementValue: readonly EngagementValueRow[];
  readonly segmentProfile: readonly SegmentProfileRow[];
  readonly categories: readonly CategoryRow[];
  readonly monthlyRevenue: readonly MonthRow[];
  readonly cohorts: readonly CohortRow[];
  readonly rfm: readonly RfmRow[];
  readonly painPoints: readonly PainRow[];
  readonly contactTimes: readonly ContactTimeRow[];
}

export const QUESTIONS: { readonly [Name in keyof StoredAnswers]: Question<StoredAnswers[Name][number]> } = {
  kpis,
  journey,
  mix,
  lifetimeValue,
  engagementValue,
  segmentProfile,
  categories,
  monthlyRevenue,
  cohorts,
  rfm,
  painPoints,
  contactTimes,
};

/** Asks everything. */
export async function answersOf(store: Store, filter: Filter, span: Span): Promise<StoredAnswers> {
  const parameters = parametersOf(filter, span.asOf, cohortUnit(span));
  const answers: Partial<Record<keyof StoredAnswers, unknown>> = {};
  for (const [name, question] of Object.entries(QUESTIONS)) {
    answers[name as keyof StoredAnswers] = await ask(store, question as Question<unknown>, parameters);
  }
  return answers as unknown as StoredAnswers;
}

/** The time a dataset covers: from its first order, or without orders from its first customer, to the analysis date. */
export async function spanOf(store: Store): Promise<Span> {
  const { asOf } = store.facts;
  const [row] = await store.query<{ first: Day | null }>(
    `SELECT CAST(coalesce((SELECT min(order_date) FROM orders), (SELECT min(join_date) FROM customers)) AS VARCHAR) AS first`,
  );
  const day = row?.first ?? asOf;
  const first = monthOf(day);
  return Number(day.slice(8)) <= 7 ? { first, asOf } : { first, wholeFrom: addMonths(first, 1), asOf };
}
