import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PitchwrightError } from '../../errors.ts';
import { readMbox } from './mbox.ts';

/** A mail as it lies on the disk, or why it could not be read. */
export type FoundMail = { readonly place: string } & (
  | { readonly bytes: Uint8Array }
  | { readonly problem: string }
);

/** Bigger than any bounce or reply that quotes a mail of ours. */
const MOST_BYTES = 26_000_000;
const TOO_BIG = `is bigger than ${MOST_BYTES / 1e6} MB`;

/**
 * Every mail of an mbox file, a folder of `.eml` and `.mbox` files, or a Maildir (`cur` and `new`), in the order of
 * names.
 * @throws PitchwrightError `MAILBOX_MISSING`
 */
export async function* readMailbox(path: string): AsyncGenerator<FoundMail> {
  const facts = await stat(path).catch((cause: unknown) => {
    throw new PitchwrightError('MAILBOX_MISSING', `${path} is not there`, {
      hint: 'name an mbox file, a folder of .eml files or a Maildir',
      cause,
    });
  });
  if (!facts.isDirectory()) {
    yield* readFileOf(path);
    return;
  }
  const names = await namesIn(path);
  const folders = ['cur', 'new'].filter((name) => names.includes(name));
  if (folders.length === 2) {
    for (const folder of folders)
      for (const name of await namesIn(join(path, folder))) yield* readMail(join(path, folder, name));
    return;
  }
  for (const name of names) yield* readFileOf(join(path, name));
}

const namesIn = async (folder: string) =>
  (await readdir(folder)).filter((name) => !name.startsWith('.')).sort((a, b) => (a < b ? -1 : 1));

async function* readFileOf(path: string): AsyncGenerator<FoundMail> {
  if (/\.eml$/i.test(path)) {
    yield* readMail(path);
    return;
  }
  let count = 0;
  try {
    for await (const { number, bytes } of readMbox(createReadStream(path), MOST_BYTES)) {
      count += 1;
      const place = `${path}, mail ${number}`;
      yield bytes ? { place, bytes } : { place, problem: TOO_BIG };
    }
  } catch (error) {
    yield { place: path, problem: `cannot be read: ${reasonOf(error)}` };
    return;
  }
  if (count > 0 || (await stat(path)).size === 0) return;
  yield { place: path, problem: 'is neither an .eml file nor an mbox, which begins with "From "' };
}

async function* readMail(path: string): AsyncGenerator<FoundMail> {
  try {
    const { size } = await stat(path);
    yield size > MOST_BYTES
      ? { place: path, problem: TOO_BIG }
      : { place: path, bytes: await readFile(path) };
  } catch (error) {
    yield { place: path, problem: `cannot be read: ${reasonOf(error)}` };
  }
}

const reasonOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? (error as Error).message;
