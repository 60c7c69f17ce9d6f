import { join } from 'node:path';
import { readCopy } from '../../src/copy/read-copy.ts';
import { writeSample } from '../../src/data/generate/write-sample.ts';
import { type BenchContext, type Figure, seconds, timed } from './figure.ts';

/** The generator at 1,000 and 100,000 customers: time by size says whether it streams. */
export async function benchGenerate({ folder }: BenchContext): Promise<readonly Figure[]> {
  const { catalogue } = await readCopy('content');
  const at = (customers: number) =>
    timed(() =>
      writeSample({
        folder: join(folder, `generate-${customers}`),
        customers,
        seed: 42,
        asOf: '2026-06-30',
        catalogue,
      }),
    );
  await at(1000);
  const small = await at(1000);
  const large = await at(100_000);
  return [
    {
      what: `generate 100,000 customers, ${large.value.orders?.toLocaleString('en-IN')} orders`,
      ours: seconds(large.ms),
      yardstick: 'the same for 1,000, times 100',
      theirs: seconds(small.ms * 100),
      ratio: `${(large.ms / small.ms / 100).toFixed(2)} × the time`,
    },
  ];
}
