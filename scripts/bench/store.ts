import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { readCopy } from '../../src/copy/read-copy.ts';
import { writeSample } from '../../src/data/generate/write-sample.ts';
import { inspectDataset } from '../../src/data/inspect.ts';
import { openDuckDb } from '../../src/store/duckdb.ts';
import { pages } from '../../src/store/store.ts';
import { type BenchContext, type Figure, seconds, timed } from './figure.ts';

const CUSTOMERS = 100_000;

/** Opening (with every check) against a bare load, and against papaparse with the schemas; then streaming all. */
export async function benchStore(context: BenchContext): Promise<readonly Figure[]> {
  const folder = join(context.folder, 'store');
  const { catalogue } = await readCopy('content');
  await writeSample({ folder, customers: CUSTOMERS, seed: 42, asOf: '2026-06-30', catalogue });
  const paths = { customers: join(folder, 'customers.csv'), orders: join(folder, 'orders.csv') };

  const bare = await timed(async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(`CREATE TABLE customers AS SELECT * FROM read_csv('${paths.customers}')`);
    await connection.run(`CREATE TABLE orders AS SELECT * FROM read_csv('${paths.orders}')`);
    connection.closeSync();
  });
  const open = await timed(() => openDuckDb(folder));
  const rows = await timed(async () => {
    let count = 0;
    for await (const page of pages(open.value)) count += page.length;
    return count;
  });
  open.value.close();
  const slow = await timed(() => inspectDataset(paths, '2026-06-30'));
  return [
    {
      what: '100,000 customers: open the store, everything checked',
      ours: seconds(open.ms),
      yardstick: 'DuckDB loading the same files, nothing checked',
      theirs: seconds(bare.ms),
      ratio: `${(open.ms / bare.ms).toFixed(1)} × the time`,
    },
    {
      what: '… the same checks',
      ours: seconds(open.ms),
      yardstick: 'papaparse and zod, row by row',
      theirs: seconds(slow.ms),
      ratio: `${(slow.ms / open.ms).toFixed(1)} × faster`,
    },
    {
      what: '… stream all customers with their orders',
      ours: seconds(rows.ms),
      yardstick: 'opening it',
      theirs: seconds(open.ms),
      ratio: `${(rows.ms / open.ms).toFixed(1)} × the time`,
    },
  ];
}
