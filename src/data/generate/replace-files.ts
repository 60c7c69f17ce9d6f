import { constants, copyFile, rename, rm } from 'node:fs/promises';

/** A finished file under a temporary name, and the place it shall take. */
export interface Draft {
  readonly draft: string;
  readonly path: string;
}

/** Puts drafts in their places, all or none: when one cannot be replaced, the others get their old content back. */
export async function replaceFiles(drafts: readonly Draft[]): Promise<void> {
  const kept = new Map<string, string>();
  const replaced: string[] = [];
  try {
    for (const { draft, path } of drafts) {
      const copy = `${draft}.old`;
      if (await keep(path, copy)) kept.set(path, copy);
    }
    for (const { draft, path } of drafts) {
      await rename(draft, path);
      replaced.push(path);
    }
  } catch (error) {
    for (const path of replaced) {
      const copy = kept.get(path);
      await (copy === undefined ? rm(path) : rename(copy, path));
    }
    throw error;
  } finally {
    for (const copy of kept.values()) await rm(copy, { force: true });
  }
}

/** Copies a file, without copying its blocks where the file system can share them; false when there is none. */
async function keep(path: string, copy: string): Promise<boolean> {
  try {
    await copyFile(path, copy, constants.COPYFILE_FICLONE);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
