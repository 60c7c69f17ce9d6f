import { readFile, rm, writeFile } from 'node:fs/promises';
import { expect } from 'vitest';

/**
 * Holds a text against a file of `tests/golden` that a person can open. When they differ, the new one stands beside it
 * as `*-changed.*`: look at both; `UPDATE_GOLDEN=1 npm test` takes it over.
 */
export async function matchesGolden(name: string, actual: string): Promise<void> {
  const path = `tests/golden/${name}`;
  const changed = path.replace(/(\.\w+)$/, '-changed$1');
  if (process.env.UPDATE_GOLDEN) await writeFile(path, actual);
  const golden = await readFile(path, 'utf8').catch(() => '');
  if (golden === actual) return rm(changed, { force: true });
  await writeFile(changed, actual);
  expect.fail(`${path} is not what is rendered now: compare it with ${changed}`);
}
