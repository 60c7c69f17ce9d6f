import { spanOf } from '../analytics/answers.ts';
import { cohortUnit, noFilter } from '../analytics/filter.ts';
import { ask, parametersOf } from '../analytics/question.ts';
import { type Standing, standings } from '../analytics/standings.ts';
import type { Segment } from '../data/vocabulary.ts';
import { PitchwrightError } from '../errors.ts';
import { choosePitch } from '../pitch/choose.ts';
import type { Workshop } from '../render/workshop.ts';
import { type CustomerRecord, pages, type Store } from '../store/store.ts';
import { customerContent } from './customer-content.ts';
import { customerPdf } from './pdf/customer-pdf.ts';
import { openPress } from './pdf/press.ts';
import type { Printed } from './pdf/sheet.ts';

/** Who gets a report. */
export type Audience =
  | { readonly ids: readonly string[] }
  | { readonly segment: Segment | undefined; readonly limit: number };

export interface CustomerReport extends Printed {
  readonly id: string;
}

/** How many reports there will be. @throws PitchwrightError `CUSTOMER_UNKNOWN`, before anything is made. */
export async function countReports(store: Store, audience: Audience): Promise<number> {
  if ('ids' in audience) {
    const ids = new Set(audience.ids);
    for (const id of ids) await recordOf(store, id);
    return ids.size;
  }
  const [row] = await store.query<{ customers: number }>(
    "SELECT CAST(count(*) AS DOUBLE PRECISION) AS customers FROM customers WHERE $1 IN ('*', segment)",
    [audience.segment ?? '*'],
  );
  return Math.min(row?.customers ?? 0, audience.limit);
}

/** The reports, in the order of ids or as the ids are given. */
export async function* customerReports(
  workshop: Workshop,
  audience: Audience,
): AsyncGenerator<CustomerReport> {
  const { store } = workshop;
  const span = await spanOf(store);
  const parameters = parametersOf(noFilter(span), span.asOf, cohortUnit(span));
  const all = new Map((await ask(store, standings, parameters)).map((each) => [each.customer_id, each]));
  const press = openPress(workshop.copy);
  for await (const record of recordsOf(store, audience)) {
    // The mail itself is not shown, so only its words are chosen.
    const pitch = choosePitch(record, workshop.model, workshop.copy, { siteUrl: '' });
    const id = record.customer.customer_id;
    const content = customerContent({ ...record, pitch }, all.get(id) as Standing, workshop);
    yield { id, ...(await customerPdf(content, press)) };
  }
}

async function* recordsOf(store: Store, audience: Audience): AsyncGenerator<CustomerRecord> {
  if ('ids' in audience) {
    for (const id of new Set(audience.ids)) yield recordOf(store, id);
    return;
  }
  const { segment, limit } = audience;
  let made = 0;
  for await (const page of pages(store)) {
    for (const record of page) {
      if (made === limit) return;
      if (segment !== undefined && record.customer.segment !== segment) continue;
      made += 1;
      yield record;
    }
  }
}

/** @throws PitchwrightError `CUSTOMER_UNKNOWN`, naming ids that look like it. */
async function recordOf(store: Store, id: string): Promise<CustomerRecord> {
  const [row] = await store.query<{ before: string | null }>(
    'SELECT max(customer_id) AS before FROM customers WHERE customer_id < $1',
    [id],
  );
  const [record] = await store.customers(row?.before ?? '', 1);
  if (record?.customer.customer_id === id) return record;
  const near = await nearIds(store, id);
  throw new PitchwrightError('CUSTOMER_UNKNOWN', `there is no customer "${id}"`, {
    hint: near.length > 0 ? `did you mean ${near.join(' or ')}?` : await exampleId(store),
  });
}

/**
 * Ids that differ in case and leading noughts only (`C0000042` for `c42`), else those of its two neighbours in the order of ids
 * that begin like it.
 */
async function nearIds(store: Store, id: string): Promise<readonly string[]> {
  const alike = await store.query<{ id: string }>(
    `SELECT customer_id AS id FROM customers
      WHERE regexp_replace(lower(customer_id), '^([a-z]*)0+', '\\1') = regexp_replace(lower($1), '^([a-z]*)0+', '\\1')
      ORDER BY customer_id LIMIT 3`,
    [id],
  );
  if (alike.length > 0) return alike.map((row) => row.id);
  const neighbours = await store.query<{ id: string | null }>(
    `SELECT max(customer_id) AS id FROM customers WHERE customer_id < $1
     UNION ALL SELECT min(customer_id) FROM customers WHERE customer_id > $1`,
    [id],
  );
  const beginning = id.slice(0, Math.ceil(id.length / 2));
  return neighbours.flatMap(({ id: near }) => (near?.startsWith(beginning) ? [near] : [])).sort();
}

/** What ids look like here, for somebody who has none. */
async function exampleId(store: Store): Promise<string> {
  const [first] = await store.customers('', 1);
  return first
    ? `ids look like ${first.customer.customer_id}; the list of customers on the site has them all`
    : 'the dataset has no customers';
}
