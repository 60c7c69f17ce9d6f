import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { PitchwrightError } from '../errors.ts';
import { slot } from '../pitch/slot.ts';

/**
 * A path below the project folder, with slashes. Hidden files and folders are never attached: `.env` is one.
 * @throws PitchwrightError `ATTACHMENT_PATH`
 */
export function checkPath(path: string): void {
  const parts = path.split('/');
  const isFine =
    !isAbsolute(path) &&
    !/[\\\0]/.test(path) &&
    !/^[A-Za-z]:/.test(path) &&
    parts.every((part) => part !== '' && !part.startsWith('.'));
  if (!isFine) throw outside(path);
}

/**
 * @param path as `checkPath` allows; links that lead out of `root` are not followed.
 * @returns its bytes; `undefined` when there is no such file.
 * @throws PitchwrightError `ATTACHMENT_PATH` | `ATTACHMENT_UNREADABLE` | `ATTACHMENT_TOO_BIG`
 */
export async function readBelow(
  root: string,
  path: string,
  mostBytes: number,
): Promise<Uint8Array | undefined> {
  try {
    const real = await realpath(join(root, path));
    const inside = relative(await realpath(root), real);
    if (isAbsolute(inside) || inside.split(sep).some((part) => part.startsWith('.'))) throw outside(path);
    const facts = await stat(real);
    if (facts.isDirectory()) throw unreadable(path, 'is a folder');
    if (!facts.isFile()) throw unreadable(path, 'is no ordinary file');
    if (facts.size > mostBytes) {
      throw new PitchwrightError(
        'ATTACHMENT_TOO_BIG',
        `${path} has ${(facts.size / 1e6).toFixed(1)} MB; all attachments of a mail together may have ${mostBytes / 1e6} MB`,
        { hint: 'make it smaller, or put it on the web and link to it' },
      );
    }
    return await readFile(real);
  } catch (error) {
    if (error instanceof PitchwrightError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw unreadable(path, `cannot be read: ${code ?? message}`, error);
  }
}

const outside = (path: string) =>
  new PitchwrightError('ATTACHMENT_PATH', `${slot(path)} is not a file of the project folder`, {
    hint: 'use a path such as data/media/offer.pdf, without "..", links that lead out, or hidden files',
  });

const unreadable = (path: string, fact: string, cause?: unknown) =>
  new PitchwrightError('ATTACHMENT_UNREADABLE', `${path} ${fact}`, {
    hint: 'attach a file that you can open',
    cause,
  });
