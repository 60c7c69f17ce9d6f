import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Copy } from '../src/copy/copy.ts';
import { readCopy } from '../src/copy/read-copy.ts';
import { writeSample } from '../src/data/generate/write-sample.ts';
import { countsOf } from '../src/pitch/counts.ts';
import { learnModel, type Model } from '../src/pitch/model.ts';
import { openDuckDb } from '../src/store/duckdb.ts';
import { type CustomerRecord, pages, type Store } from '../src/store/store.ts';

/** The project's own content, and a generated dataset in a folder that goes away. */
export interface Sample {
  readonly folder: string;
  readonly copy: Copy;
  readonly store: Store;
  readonly model: Model;
  readonly records: readonly CustomerRecord[];
  dispose(): Promise<void>;
}

export async function makeSample(customers: number, seed = 42): Promise<Sample> {
  const folder = await temporaryFolder();
  const copy = await readCopy('content');
  await writeSample({ folder, customers, seed, asOf: '2026-06-30', catalogue: copy.catalogue });
  const store = await openDuckDb(folder);
  const model = learnModel(await countsOf(store), copy.catalogue.products);
  const records: CustomerRecord[] = [];
  for await (const page of pages(store, 97)) records.push(...page);
  return {
    folder,
    copy,
    store,
    model,
    records,
    dispose: async () => {
      store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'pitchwright-test-'));
}
