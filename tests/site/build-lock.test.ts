import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { sha256 } from '../../src/digest.ts';
import { lockBuild } from '../../src/site/build-lock.ts';

const fileOf = (outDir: string) => `node_modules/.astro/${sha256(resolve(outDir)).slice(0, 12)}.lock`;

test('one build at a time has an output folder; another folder is free', async () => {
  const unlock = await lockBuild('dist-lock-a');
  await expect(lockBuild('dist-lock-a')).rejects.toMatchObject({
    code: 'BUILD_RUNNING',
    message: `another build is running (process ${process.pid}); nothing was changed`,
  });
  await (await lockBuild('dist-lock-b'))();
  await unlock();
  await (await lockBuild('dist-lock-a'))();
});

test('a lock whose process is gone is taken over', async () => {
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  await writeFile(fileOf('dist-lock-c'), String(gone));
  const unlock = await lockBuild('dist-lock-c');
  expect(await readFile(fileOf('dist-lock-c'), 'utf8')).toBe(String(process.pid));
  await unlock();
});

test('folders outside the project share one lock', async () => {
  const unlock = await lockBuild('../elsewhere-a');
  await expect(lockBuild('/elsewhere-b')).rejects.toMatchObject({ code: 'BUILD_RUNNING' });
  await unlock();
});
