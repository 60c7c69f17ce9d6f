import type { CohortRow } from '../analytics/cohorts.ts';
import { addMonths, lastDay, type Month, monthOf } from '../analytics/filter.ts';
import type { Scope } from './figure.ts';
import { share, sum } from './sums.ts';

/** Who first bought in one month or quarter, and what share of them came back in each one after it. */
export interface Cohort {
  readonly month: Month;
  /** `Jun 2026`, `Q2 2026`. */
  readonly name: string;
  readonly customers: number;
  /** From age 1 on, as far as the analysis date reaches. */
  readonly cells: readonly CohortCell[];
}

export interface CohortCell {
  readonly age: number;
  readonly share: number;
  /** The month or quarter is not over on the analysis date. */
  readonly isPartial: boolean;
}

/** The cohorts, the earliest first; a month or quarter in the past in which nobody came back is a cell of 0. */
export function cohortTriangle(rows: readonly CohortRow[], { span, unit, words }: Scope): readonly Cohort[] {
  const length = unit === 'quarter' ? 3 : 1;
  const byCohort = Map.groupBy(rows, ({ cohort }) => cohort);
  return [...byCohort].map(([month, cells]) => {
    const counts = new Map(cells.map(({ age, customers }) => [age, customers]));
    const customers = counts.get(0) ?? 0;
    const found: CohortCell[] = [];
    for (let age = 1; addMonths(month, age * length) <= monthOf(span.asOf); age += 1) {
      const last = addMonths(month, (age + 1) * length - 1);
      found.push({
        age,
        share: share(counts.get(age) ?? 0, customers),
        isPartial: lastDay(last) > span.asOf,
      });
    }
    const name = unit === 'quarter' ? quarterName(month) : words.month(month);
    return { month, name, customers, cells: found };
  });
}

/** The share that came back at each age, over all cohorts for which that month or quarter is over. */
export function averages(cohorts: readonly Cohort[]): readonly CohortCell[] {
  const ages = Math.max(0, ...cohorts.map(({ cells }) => cells.length));
  return Array.from({ length: ages }, (_, at) => at + 1).flatMap((age) => {
    const old = cohorts.filter(({ cells }) => cells[age - 1]?.isPartial === false);
    if (old.length === 0) return [];
    const came = sum(old, ({ cells, customers }) => (cells[age - 1]?.share ?? 0) * customers);
    return [
      {
        age,
        share: share(
          came,
          sum(old, ({ customers }) => customers),
        ),
        isPartial: false,
      },
    ];
  });
}

function quarterName(month: Month): string {
  return `Q${Math.floor((Number(month.slice(5)) - 1) / 3) + 1} ${month.slice(0, 4)}`;
}
