import type { Segment } from '../data/vocabulary.ts';
import { PitchwrightError } from '../errors.ts';
import { type CustomerRecord, pages, type Store } from './store.ts';

/** Whom a command is about: these customers, or the first so many of a segment or of everybody. */
export type Selection =
  | { readonly ids: readonly string[] }
  | { readonly segment: Segment | undefined; readonly limit: number };

/** How many are selected. @throws PitchwrightError `CUSTOMER_UNKNOWN`, before anything is made. */
export async function countSelected(store: Store, selection: Selection): Promise<number> {
  if ('ids' in selection) {
    const ids = new Set(selection.ids);
    for (const id of ids) await recordOf(store, id);
    return ids.size;
  }
  const [row] = await store.query<{ customers: number }>(
    "SELECT CAST(count(*) AS DOUBLE PRECISION) AS customers FROM customers WHERE $1 IN ('*', segment)",
    [selection.segment ?? '*'],
  );
  return Math.min(row?.customers ?? 0, selection.limit);
}

/** Everybody selected, in the order of ids or as the ids are given. */
export async function* recordsOf(store: Store, selection: Selection): AsyncGenerator<CustomerRecord> {
  if ('ids' in selection) {
    for (const id of new Set(selection.ids)) yield recordOf(store, id);
    return;
  }
  const { segment, limit } = selection;
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
