import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { sha256 } from '../../src/digest.ts';
import { ROOT } from './_commands.ts';

/** A dataset's folder and the folder of the site built from it. */
export interface WorkFolder {
  readonly data: string;
  readonly out: string;
  /** For anything else. */
  readonly root: string;
  /** Removes all of it, and what Astro remembers about `out` and every other folder in here. */
  remove(): Promise<void>;
}

/**
 * A new folder inside the project, because Astro runs a site that is built into a folder outside of it from
 * `.astro/.prerender`: two such builds at once would trip over each other.
 */
export async function makeWorkFolder(): Promise<WorkFolder> {
  const cache = join(ROOT, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const root = await mkdtemp(join(cache, 'pitchwright-e2e-'));
  const out = join(root, 'dist');
  return {
    data: join(root, 'data'),
    out,
    root,
    async remove() {
      await rm(astroMemory(out), { recursive: true, force: true });
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Where Astro keeps what it knows about a build: `cacheDir` of astro.config.mjs. */
export function astroMemory(out: string): string {
  return join(ROOT, 'node_modules', '.astro', sha256(resolve(out)).slice(0, 12));
}
