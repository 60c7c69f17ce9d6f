import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { sha256 } from '../digest.ts';
import { PitchwrightError } from '../errors.ts';

/**
 * Keeps two builds from writing over each other: one at a time for each output folder, and one at a time for all
 * folders outside the project, because Astro prepares those in one place.
 *
 * @returns a function that gives the lock back.
 * @throws PitchwrightError `BUILD_RUNNING`, naming the process that has it. A lock whose process is gone is taken over.
 */
export async function lockBuild(outDir: string): Promise<() => Promise<void>> {
  const isInside = !relative(process.cwd(), resolve(outDir)).startsWith('..');
  const name = isInside ? sha256(resolve(outDir)).slice(0, 12) : 'outside';
  const path = join('node_modules/.astro', `${name}.lock`);
  await mkdir(dirname(path), { recursive: true });
  for (let attempt = 0; ; attempt += 1) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' });
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const pid = Number(await readFile(path, 'utf8').catch(() => ''));
    if (attempt > 0 || isAlive(pid)) {
      throw new PitchwrightError(
        'BUILD_RUNNING',
        `another build is running (process ${pid}); nothing was changed`,
        {
          hint: `wait for it to end, or end it; if there is none, remove ${path}`,
        },
      );
    }
    await rm(path, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
