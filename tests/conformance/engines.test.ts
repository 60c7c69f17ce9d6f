import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spanOf } from '../../src/analytics/answers.ts';
import { ALL, addMonths, type Filter, noFilter, type Span } from '../../src/analytics/filter.ts';
import { type Parameters, parametersOf, prepare, readSql } from '../../src/analytics/question.ts';
import { segmentationOf } from '../../src/analytics/segmentation.ts';
import type { Copy } from '../../src/copy/copy.ts';
import { readCopy } from '../../src/copy/read-copy.ts';
import { segmentsOf, segmentsSchema } from '../../src/copy/segments.ts';
import { BEHAVIORS, SEGMENTS } from '../../src/data/vocabulary.ts';
import { countsOf } from '../../src/pitch/counts.ts';
import { learnModel } from '../../src/pitch/model.ts';
import { openDuckDb } from '../../src/store/duckdb.ts';
import { fingerprint } from '../../src/store/fingerprint.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { storeOnPostgres } from '../../src/store/postgres-store.ts';
import { type CustomerRecord, pages, type SqlValue, type Store } from '../../src/store/store.ts';
import { temporaryFolder } from '../_sample.ts';
import { HOSTILE, writeDataset } from './_dataset.ts';
import { connectPglite } from './_pglite.ts';
import { findPostgres, type PostgresServer, startPostgres } from './_postgres-server.ts';

/** Every `.sql` file that is no part of another one. */
const QUESTIONS = (() => {
  const names = readdirSync('src/analytics', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.slice(0, -'.sql'.length).replaceAll('\\', '/'));
  const texts = names.map((name) => readFileSync(`src/analytics/${name}.sql`, 'utf8'));
  return names.filter((name) => !texts.some((text) => text.includes(`{{ ${name} }}`))).sort();
})();

/** The SQL that stands between the lines of `src/site`, by file and line. */
const SITE_SQL = readdirSync('src/site')
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => {
    const text = readFileSync(`src/site/${name}`, 'utf8');
    return [...text.matchAll(/`((?:SELECT|WITH)\b[^`]*)`/g)].map(({ 1: sql = '', index }) => {
      return [`${name} line ${text.slice(0, index).split('\n').length}`, sql] as const;
    });
  });

const postgres = findPostgres();
const ENGINES = ['PGlite', 'PostgreSQL'] as const;

let folder: string;
let server: PostgresServer | undefined;
let copy: Copy;
let span: Span;
let duckDb: Store;
const stores: Partial<Record<(typeof ENGINES)[number], Store>> = {};

beforeAll(async () => {
  folder = await temporaryFolder();
  copy = await readCopy('content');
  await writeDataset(folder, copy);
  duckDb = await openDuckDb(folder);
  span = await spanOf(duckDb);
  stores.PGlite = await storeOnPostgres(folder, await connectPglite());
  if ('missing' in postgres) return;
  server = await startPostgres();
  stores.PostgreSQL = await openPostgres(folder, server.url());
}, 120_000);

afterAll(async () => {
  for (const store of [duckDb, ...Object.values(stores)]) store?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe.each(ENGINES)('%s answers as DuckDB does:', (engine) => {
  const missing = engine === 'PostgreSQL' && 'missing' in postgres ? postgres.missing : undefined;
  const test = (name: string, act: (store: Store) => Promise<void>) =>
    it(name, async ({ skip }) => {
      if (missing) skip(`no PostgreSQL here: ${missing}`);
      await act(stores[engine] as Store);
    });

  test('facts and span', async (store) => {
    expect(store.facts).toEqual(duckDb.facts);
    expect(await spanOf(store)).toEqual(span);
  });

  for (const size of [7, 100, 1000]) {
    test(`every customer with their orders, ${size} at a time`, async (store) => {
      expect(await everybody(store, size)).toEqual(await everybody(duckDb, size));
    });
  }

  for (const question of QUESTIONS) {
    test(question, async (store) => {
      const { sql, names } = prepare(readSql(question));
      // A question sees only the parameters it names: many filters are the same to it.
      const asked = new Map<string, SqlValue[]>();
      for (const filter of [noFilter(span), ...filters()]) {
        for (const unit of ['month', 'quarter'] as const) {
          const parameters: Parameters = { ...parametersOf(filter, span.asOf, unit), most: 50, cities: 5 };
          const values = names.map((name) => parameters[name] as SqlValue);
          asked.set(JSON.stringify(values), values);
        }
      }
      for (const [key, values] of asked) {
        expect(await store.query(sql, values), key).toEqual(await duckDb.query(sql, values));
      }
    });
  }

  test('what the model learns', async (store) => {
    expect(await plainModel(store)).toEqual(await plainModel(duckDb));
  });

  for (const [name, sql] of SITE_SQL) {
    test(name, async (store) => expect(await store.query(sql)).toEqual(await duckDb.query(sql)));
  }
});

it('puts the same people into segments of one’s own', async () => {
  const rules = {
    VIP: { when: { monetary: { min: 4 }, recency: { min: 3 } } },
    New: { when: { days_since_joining: { max: 365 }, city: { not: ['Pune', 'Mumbai'] } } },
    'At-Risk': { when: { any: [{ orders: 0 }, { engagement_score: { max: 33.333333 } }] } },
    Returning: null,
  };
  const segmentation = segmentationOf(segmentsOf(segmentsSchema.parse(rules)));
  const own = await openDuckDb(folder, segmentation);
  const postgres = await storeOnPostgres(folder, await connectPglite(), segmentation);
  const expected = await everybody(own, 1000);
  expect(new Set(expected.map(({ customer }) => customer.segment)).size).toBe(4);
  expect(expected).not.toEqual(await everybody(duckDb, 1000));
  expect(await everybody(postgres, 1000)).toEqual(expected);
  own.close();
  postgres.close();
  expect(await fingerprint(folder, segmentation)).not.toBe(await fingerprint(folder));
});

it('is asked about texts that an engine could trip over', async () => {
  const names = (await everybody(duckDb, 1000)).map(({ customer }) => customer.name);
  expect(HOSTILE.filter((name) => !names.includes(name.replace(/^\ufeff/, '')))).toEqual([]);
});

async function everybody(store: Store, size: number): Promise<readonly CustomerRecord[]> {
  const records: CustomerRecord[] = [];
  for await (const page of pages(store, size)) records.push(...page);
  return records;
}

/** A dozen filters, also for cities that nobody lives in and months without data. */
function filters(): readonly Filter[] {
  const start = fc.integer({ min: -30, max: 0 });
  const length = fc.integer({ min: 0, max: 14 });
  const period = fc.tuple(start, length).map(([from, months]) => {
    const first = addMonths(span.asOf.slice(0, 7), from);
    return { from: first, to: addMonths(first, months) };
  });
  const filter = fc.record({
    segment: fc.constantFrom(ALL, ...SEGMENTS),
    behavior: fc.constantFrom(ALL, ALL, ...BEHAVIORS),
    city: fc.constantFrom(ALL, ALL, ALL, ...HOSTILE.slice(0, 8), 'Mumbai', 'Pune', 'Delhi', 'Atlantis'),
    period,
  });
  return fc.sample(filter, { numRuns: 12, seed: 20_260_630 });
}

/** The model without its functions. */
async function plainModel(store: Store) {
  const { buyers, buyersIn, together, isAisle, ...plain } = learnModel(
    await countsOf(store),
    copy.catalogue.products,
  );
  const byProduct = plain.products.map(({ id, category }) => ({
    id,
    isOnAisle: isAisle(category),
    buyers: buyers(id),
    bySegment: SEGMENTS.map((segment) => buyersIn(segment, id)),
    together: together(id),
  }));
  return { ...plain, byProduct };
}
