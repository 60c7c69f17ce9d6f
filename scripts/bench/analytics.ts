import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { answersOf, QUESTIONS, spanOf } from '../../src/analytics/answers.ts';
import { buildCube } from '../../src/analytics/cube/build-cube.ts';
import { cohortUnit, noFilter } from '../../src/analytics/filter.ts';
import { type Parameters, parametersOf, prepare, readSql } from '../../src/analytics/question.ts';
import { readCopy } from '../../src/copy/read-copy.ts';
import { writeSample } from '../../src/data/generate/write-sample.ts';
import { openDuckDb } from '../../src/store/duckdb.ts';
import { answersByHand } from './by-hand.ts';
import { type BenchContext, type Figure, median, seconds, timed } from './figure.ts';

const RUNS = 3;

/** Every question of the report against the same SQL on a bare DuckDB, and against papaparse with d3. */
export async function benchAnalytics(context: BenchContext): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const customers of context.large ? [100_000, 1_000_000] : [100_000])
    figures.push(...(await benchAt(customers, join(context.folder, `analytics-${customers}`))));
  return figures;
}

async function benchAt(customers: number, folder: string): Promise<readonly Figure[]> {
  const { catalogue } = await readCopy('content');
  await writeSample({ folder, customers, seed: 42, asOf: '2026-06-30', catalogue });
  const paths = { customers: join(folder, 'customers.csv'), orders: join(folder, 'orders.csv') };
  const open = await timed(() => openDuckDb(folder));
  const store = open.value;
  const { orders } = store.facts;
  const span = await spanOf(store);
  const filter = noFilter(span);
  const parameters = parametersOf(filter, span.asOf, cohortUnit(span));
  const bare = await openBare(paths);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let run = 0; run < RUNS; run += 1) {
    ours.push((await timed(() => answersOf(store, filter, span))).ms);
    theirs.push((await timed(() => bare.answerAll(parameters))).ms);
  }
  bare.close();
  const picks = catalogue.products.slice(0, 4).map(({ id }) => id);
  const groups = await store.query<{ segment: never; behavior: never; city: string }>(
    'SELECT segment, buying_behavior AS behavior, city FROM customers',
  );
  const cube = await timed(() =>
    buildCube(store, span, {
      products: catalogue.products,
      pitches: groups.map((each) => ({ ...each, picks })),
    }),
  );
  store.close();
  const named = customers.toLocaleString('en-IN');
  const figures: Figure[] = [
    {
      what: `${named} customers, ${orders.toLocaleString('en-IN')} orders: all ${Object.keys(QUESTIONS).length} questions, rows checked`,
      ours: seconds(median(ours)),
      yardstick: 'the same SQL on a bare DuckDB',
      theirs: seconds(median(theirs)),
      ratio: `${(median(ours) / median(theirs)).toFixed(2)} × the time`,
    },
    {
      what: `… the cube for the browser, ${(cube.value.bytes.length / 1000).toFixed(0)} kB, ${cube.value.cities.length} cities`,
      ours: seconds(cube.ms),
      yardstick: 'all questions',
      theirs: seconds(median(ours)),
      ratio: `${(cube.ms / median(ours)).toFixed(1)} × the time`,
    },
  ];
  const hand = await timed(() => answersByHand(paths, parameters));
  figures.push({
    what: '… open the files with every check, and answer everything',
    ours: seconds(open.ms + median(ours)),
    yardstick: 'papaparse and d3, unchecked',
    theirs: seconds(hand.ms),
    ratio: `${(hand.ms / (open.ms + median(ours))).toFixed(1)} × faster`,
  });
  return figures;
}

interface BareDuckDb {
  answerAll(parameters: Parameters): Promise<void>;
  close(): void;
}

/** The two files as typed tables, and every question as SQL text: nothing of ours around them. */
async function openBare(paths: { readonly customers: string; readonly orders: string }): Promise<BareDuckDb> {
  const database = await DuckDBInstance.create(':memory:');
  const connection = await database.connect();
  await connection.run(
    `CREATE TABLE customers AS SELECT * REPLACE (
       coalesce(city, '') AS city, string_split(coalesce(pain_points, ''), '|') AS pain_points,
       lifetime_value::DECIMAL(12,2) AS lifetime_value) FROM read_csv('${paths.customers}')`,
  );
  await connection.run(
    `CREATE TABLE orders AS SELECT * REPLACE (amount::DECIMAL(12,2) AS amount) FROM read_csv('${paths.orders}')`,
  );
  const questions = Object.values(QUESTIONS).map(({ name }) => prepare(readSql(name)));
  return {
    async answerAll(parameters) {
      for (const { sql, names } of questions) {
        const values = names.map((name) => parameters[name] as string);
        (await connection.runAndReadAll(sql, values)).getRowObjectsJS();
      }
    },
    close() {
      connection.closeSync();
      database.closeSync();
    },
  };
}
