import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCopy } from '../../src/copy/read-copy.ts';
import { writeSample } from '../../src/data/generate/write-sample.ts';
import { type Env, readEnv } from '../../src/env.ts';

/** A small sample and a copy of `content/`, in a folder that `dispose` takes away. */
export interface Inputs {
  readonly env: Env;
  dispose(): Promise<void>;
}

export async function makeInputs(customers: number): Promise<Inputs> {
  const folder = await mkdtemp(join(tmpdir(), 'pitchwright-site-'));
  const env = readEnv({ DATA_DIR: join(folder, 'data'), CONTENT_DIR: join(folder, 'content') });
  await cp('content', env.CONTENT_DIR, { recursive: true });
  const { catalogue } = await readCopy(env.CONTENT_DIR);
  await writeSample({ folder: env.DATA_DIR, customers, seed: 42, asOf: '2026-06-30', catalogue });
  return { env, dispose: () => rm(folder, { recursive: true, force: true }) };
}
