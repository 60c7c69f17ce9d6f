import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { sha256 } from '../../digest.ts';
import type { Env } from '../../env.ts';
import { PitchwrightError } from '../../errors.ts';
import { campaignIn, kindOf, OWN_CATALOGUE } from './kinds.ts';

/** A file of the copy as it is on disk. */
export interface EditableText {
  readonly name: string;
  readonly text: string;
  /** SHA-256 of the text: a save names the one it started from. */
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
}

export const MOST_BYTES = 500_000;

type Folders = Pick<Env, 'CONTENT_DIR' | 'DATA_DIR'>;

/**
 * Reads one file.
 * @param name below `content/`, or `data/catalogue.yaml`; no other file can be named.
 * @throws PitchwrightError `COPY_FILE_UNKNOWN` | `COPY_TOO_LARGE` | `COPY_UNREADABLE`
 */
export async function readEditable(folders: Folders, name: string): Promise<EditableText> {
  const path = await placeOf(folders, name);
  const { size } = await stat(path);
  if (size > MOST_BYTES) throw tooLarge(name);
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new PitchwrightError('COPY_UNREADABLE', `${name} cannot be read: ${cause.code ?? cause.message}`, {
      hint: 'see that it is a file that you may read',
      cause,
    });
  });
  const text = decoded(bytes, name);
  return { name, text, digest: sha256(text), size };
}

/** Saves of one process wait for each other, so that each sees what the one before wrote. */
let line: Promise<unknown> = Promise.resolve();

/**
 * Writes one file, whole or not at all: to a temporary name beside it, then renamed. Its mode stays.
 * @param before the digest of the text that the new one was written from.
 * @throws PitchwrightError `COPY_CHANGED` when somebody else wrote it meanwhile | `COPY_UNWRITABLE` | as `readEditable`
 */
export function saveEditable(
  folders: Folders,
  name: string,
  text: string,
  before: string,
): Promise<EditableText> {
  const saved = line.then(() => save(folders, name, text, before));
  line = saved.catch(() => {});
  return saved;
}

async function save(folders: Folders, name: string, text: string, before: string): Promise<EditableText> {
  if (Buffer.byteLength(text) > MOST_BYTES) throw tooLarge(name);
  const there = await readEditable(folders, name);
  if (there.digest !== before) {
    throw new PitchwrightError('COPY_CHANGED', `${name} changed on disk since it was opened here`, {
      hint: 'look at both, then take theirs or keep yours',
    });
  }
  const path = await placeOf(folders, name);
  const { mode } = await stat(path);
  const draft = join(dirname(path), `.${randomUUID()}.tmp`);
  try {
    const file = await open(draft, 'wx', mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    // What a new file may be is narrowed by the process; it is to be as it was.
    await chmod(draft, mode);
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true });
    throw unwritable(name, cause);
  }
  return { name, text, digest: sha256(text), size: Buffer.byteLength(text) };
}

/**
 * Writes the file of a campaign that is not there yet, never over another.
 * @param name `campaigns/diwali-sale.yaml`
 * @throws PitchwrightError `COPY_FILE_UNKNOWN` | `COPY_TOO_LARGE` | `COPY_EXISTS` | `COPY_UNWRITABLE`
 */
export async function createCampaignFile(
  { CONTENT_DIR }: Folders,
  name: string,
  text: string,
): Promise<EditableText> {
  if (campaignIn(name) === undefined) throw unknown(name);
  if (Buffer.byteLength(text) > MOST_BYTES) throw tooLarge(name);
  const root = await realpath(CONTENT_DIR);
  const wanted = join(root, 'campaigns');
  await mkdir(wanted, { recursive: true }).catch((cause) => {
    throw unwritable(name, cause);
  });
  const folder = await realpath(wanted);
  if (!folder.startsWith(root + sep)) throw unknown(name);
  const own = basename(name);
  // Where capitals count, two names that differ in them only are two files; elsewhere they are one.
  const taken = (await readdir(folder)).find((each) => each.toLowerCase() === own);
  if (taken !== undefined) throw exists(taken);
  const path = join(folder, own);
  const file = await open(path, 'wx').catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'EEXIST' ? exists(own) : unwritable(name, cause);
  });
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (cause) {
    await rm(path, { force: true });
    throw unwritable(name, cause);
  } finally {
    await file.close();
  }
  return { name, text, digest: sha256(text), size: Buffer.byteLength(text) };
}

/** Where a file is, its links followed: inside of its folder, or it is none of ours. */
async function placeOf({ CONTENT_DIR, DATA_DIR }: Folders, name: string): Promise<string> {
  if (kindOf(name) === undefined) throw unknown(name);
  const [folder, below] = name === OWN_CATALOGUE ? [DATA_DIR, 'catalogue.yaml'] : [CONTENT_DIR, name];
  try {
    const root = await realpath(folder);
    const path = await realpath(join(root, below));
    if (path.startsWith(root + sep) && (await stat(path)).isFile()) return path;
  } catch (cause) {
    throw unknown(name, cause);
  }
  throw unknown(name);
}

function decoded(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new PitchwrightError('COPY_UNREADABLE', `${name} is not written in UTF-8`, {
      hint: 'save it as UTF-8 in the editor that wrote it',
      cause,
    });
  }
}

function unknown(name: string, cause?: unknown): PitchwrightError {
  return new PitchwrightError(
    'COPY_FILE_UNKNOWN',
    `${JSON.stringify(name.slice(0, 80))} is no file of the copy`,
    {
      hint: 'choose one from the list',
      cause,
    },
  );
}

function tooLarge(name: string): PitchwrightError {
  return new PitchwrightError('COPY_TOO_LARGE', `${name} is larger than ${MOST_BYTES / 1000} kB`, {
    hint: 'edit it in an editor of your own',
  });
}

function exists(file: string): PitchwrightError {
  return new PitchwrightError('COPY_EXISTS', `there is a campaign ${file} already`, {
    hint: 'choose another name',
  });
}

function unwritable(name: string, cause: unknown): PitchwrightError {
  const { code, message } = cause as NodeJS.ErrnoException;
  return new PitchwrightError('COPY_UNWRITABLE', `${name} cannot be written: ${code ?? message}`, {
    hint: 'see that you may write to its folder and that the disk is not full; nothing changed',
    cause,
  });
}
