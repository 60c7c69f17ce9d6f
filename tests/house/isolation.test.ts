import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const HOOK = /^(?:after|before)(?:Each|All)\(|^vi\.(?:mock|stub\w+|spyOn|useFakeTimers)\(/m;

/** Test files share a process: what they import is run once, and its hooks would be of the first one only. */
test('what several test files import sets no hooks by being imported', () => {
  const shared = readdirSync('tests', { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(^|[\\/])_[^\\/]+\.tsx?$/.test(path),
  );
  expect(shared.length).toBeGreaterThan(20);
  expect(shared.filter((path) => HOOK.test(readFileSync(join('tests', path), 'utf8')))).toEqual([]);
});
