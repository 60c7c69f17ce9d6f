import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { readCopy } from '../../src/copy/read-copy.ts';
import { writeSample } from '../../src/data/generate/write-sample.ts';
import { importDataset } from '../../src/data/import/import-dataset.ts';
import { inspectSource } from '../../src/data/import/inspect-source.ts';
import { proposeMapping } from '../../src/data/import/propose-mapping.ts';
import { fileSource } from '../../src/data/import-files/file-source.ts';
import { type BenchContext, type Figure, seconds, timed } from './figure.ts';

/**
 * Reading, understanding and writing a dataset, against papaparse taking the same files apart and doing nothing with
 * them. 100,000 customers, with --large 1,000,000.
 */
export async function benchImport({ folder, large }: BenchContext): Promise<readonly Figure[]> {
  const { catalogue } = await readCopy('content');
  const sizes = large ? [100_000, 1_000_000] : [10_000, 100_000];
  const measured = [];
  for (const customers of sizes) {
    const data = join(folder, `import-${customers}`);
    await writeSample({ folder: data, customers, seed: 42, asOf: '2026-06-30', catalogue });
    const paths = [join(data, 'customers.csv'), join(data, 'orders.csv')];
    const plain = await timed(async () => {
      for (const path of paths) await parseOnly(path);
    });
    measured.push({ customers, plain: plain.ms, ...(await importOf(paths)) });
  }
  const [small, big] = measured as [(typeof measured)[number], (typeof measured)[number]];
  const name = `import ${big.customers.toLocaleString('en-IN')} customers, ${big.orders.toLocaleString('en-IN')} orders`;
  return [
    {
      what: name,
      ours: seconds(big.ms),
      yardstick: 'papaparse alone reading the same files',
      theirs: seconds(big.plain),
      ratio: `${(big.ms / big.plain).toFixed(1)} × the time`,
    },
    {
      what: '… memory beyond what was used before',
      ours: megabytes(big.memory),
      yardstick: 'the same for a tenth of the customers',
      theirs: megabytes(small.memory),
      ratio: `${Math.round((big.memory - small.memory) / (big.customers - small.customers))} bytes for each more customer with orders`,
    },
  ];
}

function parseOnly(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    Papa.parse(createReadStream(path, { encoding: 'utf8' }), {
      step: () => {},
      complete: () => resolve(),
      error: reject,
    });
  });
}

/** What is written is counted and forgotten, so that the disk is not what is measured. */
async function importOf(paths: readonly string[]) {
  const used = () => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  globalThis.gc?.();
  const before = used();
  let most = before;
  const { ms, value } = await timed(async () => {
    const inputs = [];
    for (const path of paths) {
      const inspected = await inspectSource(await fileSource(path));
      inputs.push({ inspected, proposal: proposeMapping(inspected) });
    }
    return importDataset(
      inputs,
      { write: () => {} },
      {
        today: '2026-06-30',
        onProgress: () => {
          most = Math.max(most, used());
        },
      },
    );
  });
  return { ms, memory: most - before, orders: value.report.totals.orders };
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
