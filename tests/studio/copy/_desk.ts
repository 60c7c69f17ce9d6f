import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readCopy } from '../../../src/copy/read-copy.ts';
import { writeSample } from '../../../src/data/generate/write-sample.ts';
import { type Env, readEnv } from '../../../src/env.ts';
import { isPitchwrightError } from '../../../src/errors.ts';
import { openDesk } from '../../../src/studio/copy/desk.ts';
import { copyRoutes } from '../../../src/studio/live/copy-routes.ts';
import { temporaryFolder } from '../../_sample.ts';

/** A desk over a copy of the project's content and 60 made-up customers, asked through its routes. */
export interface TestDesk {
  readonly env: Env;
  ask(method: 'GET' | 'POST' | 'PUT', path: string, given?: object): Promise<never>;
  text(name: string): Promise<string>;
  write(name: string, text: string): Promise<void>;
}

export async function testDesk(): Promise<TestDesk> {
  const folder = await temporaryFolder();
  const env = readEnv({ CONTENT_DIR: join(folder, 'content'), DATA_DIR: join(folder, 'data') });
  await cp('content', env.CONTENT_DIR, { recursive: true });
  const { catalogue } = await readCopy('content');
  await writeSample({ folder: env.DATA_DIR, customers: 60, seed: 5, asOf: '2026-06-30', catalogue });
  let epoch = 0;
  const desk = openDesk(env, () => epoch);
  onTestFinished(async () => {
    desk.close();
    await rm(folder, { recursive: true, force: true });
  });
  const routes = copyRoutes(env, () => epoch, desk);
  return {
    env,
    async ask(method, path, given) {
      const [name, search = ''] = path.split('?');
      const route = routes.find((each) => each.method === method && each.path === name);
      if (!route) throw new Error(`nothing answers ${method} ${path}`);
      const call = { params: {}, query: new URLSearchParams(search), json: async () => given };
      return (await route.answer(call)) as never;
    },
    text: (name) => readFile(join(env.CONTENT_DIR, name), 'utf8'),
    async write(name, text) {
      await writeFile(join(env.CONTENT_DIR, name), text);
      epoch += 1;
    },
  };
}

/** What is said by a promise that must be refused. */
export async function refusalOf(asked: Promise<unknown>) {
  try {
    await asked;
  } catch (error) {
    if (!isPitchwrightError(error)) throw error;
    return error;
  }
  throw new Error('it was not refused');
}
