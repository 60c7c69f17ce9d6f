import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Day } from '../data/days.ts';
import { PitchwrightError } from '../errors.ts';
import type { SqlValue, Store } from '../store/store.ts';
import { type CohortUnit, type Filter, firstDay, lastDay, periodBefore } from './filter.ts';

/**
 * One question to the store: `<name>.sql` beside this file, and what a row of its answer is. Sums and counts only, so
 * that answers can be added up and equal each other to the last digit; shares and averages are made where they are shown.
 */
export interface Question<Row> {
  readonly name: string;
  readonly row: z.ZodType<Row>;
}

/** A count or a sum of counts. */
export const count = z.number().int().nonnegative();
/** Minor units (paise, cents). */
export const minor = z.number().int().nonnegative();

/** What a question may ask by name: `$segment`, `$from`… */
export type Parameters = Readonly<Record<string, SqlValue>>;

/**
 * - `$segment`, `$behavior`, `$city`: a value, or `*` for all
 * - `$as_of`: the analysis date
 * - `$from`, `$until`: first and last day of the period; `$before_from`, `$before_until`: of the period before
 * - `$unit`: `month` or `quarter`, for cohorts
 */
export function parametersOf(filter: Filter, asOf: Day, unit: CohortUnit): Parameters {
  const { segment, behavior, city, period } = filter;
  const before = periodBefore(period);
  return {
    segment,
    behavior,
    city,
    as_of: asOf,
    from: firstDay(period.from),
    until: lastDay(period.to),
    before_from: firstDay(before.from),
    before_until: lastDay(before.to),
    unit,
  };
}

/**
 * Asks a question.
 * @throws PitchwrightError `ANSWER_INVALID` when a row is not what the question promises: a fault of its SQL.
 */
export async function ask<Row>(
  store: Store,
  { name, row }: Question<Row>,
  parameters: Parameters,
): Promise<readonly Row[]> {
  const { sql, names } = prepare(readSql(name));
  const rows = await store.query<unknown>(
    sql,
    names.map((each) => parameters[each] as SqlValue),
  );
  const result = z.array(row).safeParse(rows);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const [at, column] = issue?.path ?? [];
  throw new PitchwrightError(
    'ANSWER_INVALID',
    `src/analytics/${name}.sql, row ${Number(at) + 1}, ${String(column)}: ${issue?.message}`,
    { hint: 'the SQL and the row schema beside it disagree: mend one of them' },
  );
}

/** The text of a question, with `{{ chosen }}` replaced by the text of `chosen.sql` and so on. */
export function readSql(name: string): string {
  const text = readFileSync(`src/analytics/${name}.sql`, 'utf8');
  return text.replace(/\{\{ ([a-z/-]+) \}\}/g, (_, part: string) => readSql(part));
}

/** `$segment` → `$1`: the form both engines take; `names` are the values wanted, in their order. */
export function prepare(text: string): { readonly sql: string; readonly names: readonly string[] } {
  const names: string[] = [];
  const sql = text.replace(/--[^\n]*/g, '').replace(/\$([a-z_]+)/g, (_, name: string) => {
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { sql, names };
}
