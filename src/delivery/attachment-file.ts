import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { PitchwrightError } from '../errors.ts';
import { slot } from '../pitch/slot.ts';

export interface Folders {
  /** The project folder. */
  readonly root: string;
  /** `DATA_DIR`: customers, ledger, plans and mails. Only what is in its `media` is for others to see. */
  readonly data: string;
}

/**
 * A path below the project folder, with slashes. Hidden files and folders are never attached: `.env` is one.
 * @throws PitchwrightError `ATTACHMENT_PATH`
 */
export function checkPath(path: string, { root, data }: Folders): void {
  const parts = path.split('/');
  const isFine =
    !isAbsolute(path) &&
    !/[\\\0]/.test(path) &&
    !/^[A-Za-z]:/.test(path) &&
    parts.every((part) => part !== '' && !part.startsWith('.'));
  if (!isFine) throw outside(path);
  if (isKept(resolve(root, path), resolve(data))) throw kept(path);
}

/**
 * @param path as `checkPath` allows; links that lead to what it does not allow are not followed.
 * @returns its bytes; `undefined` when there is no such file.
 * @throws PitchwrightError `ATTACHMENT_PATH` | `ATTACHMENT_UNREADABLE` | `ATTACHMENT_TOO_BIG`
 */
export async function readBelow(
  { root, data }: Folders,
  path: string,
  mostBytes: number,
): Promise<Uint8Array | undefined> {
  try {
    const real = await realpath(join(root, path));
    const inside = relative(await realpath(root), real);
    if (isAbsolute(inside) || inside.split(sep).some((part) => part.startsWith('.'))) throw outside(path);
    if (isKept(real, await realpath(data).catch(() => resolve(data)))) throw kept(path);
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

/** Whether a file is of the data folder, and not of its media. Some disks take capitals and small letters for the same. */
function isKept(file: string, data: string): boolean {
  const [first = '', ...rest] = relative(data.toLowerCase(), file.toLowerCase()).split(sep);
  return first !== '..' && !isAbsolute(first) && (first !== 'media' || rest.length === 0);
}

const kept = (path: string) =>
  new PitchwrightError('ATTACHMENT_PATH', `${slot(path)} is of the data folder, which holds the customers`, {
    hint: 'attach a file of its folder media, or of a folder outside of it such as content/files',
  });

const outside = (path: string) =>
  new PitchwrightError('ATTACHMENT_PATH', `${slot(path)} is not a file of the project folder`, {
    hint: 'use a path such as data/media/offer.pdf, without "..", links that lead out, or hidden files',
  });

const unreadable = (path: string, fact: string, cause?: unknown) =>
  new PitchwrightError('ATTACHMENT_UNREADABLE', `${path} ${fact}`, {
    hint: 'attach a file that you can open',
    cause,
  });
