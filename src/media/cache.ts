import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sha256Bytes } from './digest-file.ts';
import { type Entry, type EntryFile, entrySchema } from './medium.ts';
import { type Bench, FAILURE_REASONS, type Made, MediaFailure } from './provider.ts';

/**
 * What was made, by the hash of everything it was made from. An entry is a folder that is made under another name and
 * then renamed: it is whole or it is not there. Operations that were paid for and failures of services are kept
 * beside the entries under the same keys.
 */
export interface MediaCache {
  readonly folder: string;
  /** Undefined also when a file of it is missing, is a link or has another size: it is then made anew. */
  find(key: string): Promise<Entry | undefined>;
  /** One of an entry's files, if it is still what was made. */
  read(entry: Entry, name: string): Promise<Uint8Array | undefined>;
  /** Notes that an entry was made or taken for a customer, so that it can be found when they are forgotten. */
  noteUse(customerId: string, key: string): Promise<void>;
  usesOf(customerId: string): Promise<readonly string[]>;
  /** Removes entries with the failures and operations of the same keys, and the note of a customer's uses. */
  remove(keys: Iterable<string>, customerId: string): Promise<void>;
  /** The same is being made at this moment, for another customer: it is not paid twice. */
  underWay(key: string): Promise<Entry> | undefined;
  /** @param make fills an empty folder. What it throws goes on, and nothing of it stays. */
  add(key: string, facts: Facts, make: (folder: string) => Promise<Made>): Promise<Entry>;
  failureOf(key: string): Promise<MediaFailure | undefined>;
  keepFailure(key: string, failure: MediaFailure): Promise<void>;
  operationOf(key: string): Bench['operation'];
}

type Facts = Pick<Entry, 'provider' | 'model' | 'prompt' | 'cost'>;

const failureSchema = z.strictObject({
  reason: z.enum(FAILURE_REASONS),
  message: z.string(),
  hint: z.string().optional(),
});

/** @param mediaFolder `data/media`; made when something is written. */
export function openCache(mediaFolder: string, now: () => Date = () => new Date()): MediaCache {
  const folder = join(mediaFolder, 'cache');
  const failure = (key: string) => join(folder, 'failures', `${key}.json`);
  const operation = (key: string) => join(folder, 'operations', `${key}.json`);

  const find: MediaCache['find'] = async (key) => {
    const entry = entrySchema.safeParse(await readJson(join(folder, key, 'entry.json')));
    if (!entry.success || entry.data.key !== key) return undefined;
    for (const { name, bytes } of entry.data.files) {
      const found = await lstat(join(folder, key, name)).catch(() => undefined);
      if (!found?.isFile() || found.size !== bytes) return undefined;
    }
    return entry.data;
  };

  const uses = (customerId: string) => join(folder, 'uses', `${customerId}.json`);
  const usesOf: MediaCache['usesOf'] = async (customerId) => {
    const kept = z.array(z.string().regex(KEY)).safeParse(await readJson(uses(customerId)));
    return kept.success ? kept.data : [];
  };

  const running = new Map<string, Promise<Entry>>();
  const write: MediaCache['add'] = async (key, facts, make) => {
    const draft = join(folder, `.draft-${process.pid}-${randomUUID()}`);
    try {
      await mkdir(draft, { recursive: true });
      const made = await make(draft);
      const entry: Entry = {
        key,
        ...facts,
        ...(made.seconds === undefined ? {} : { seconds: made.seconds }),
        ...(made.lines === undefined ? {} : { lines: [...made.lines] }),
        remarks: [...made.remarks],
        madeAt: now().toISOString(),
        files: await filesIn(draft, made),
      };
      await removeStrangers(draft, entry.files);
      await writeFile(join(draft, 'entry.json'), JSON.stringify(entrySchema.parse(entry), null, 2));
      await rm(join(folder, key), { recursive: true, force: true });
      await rename(draft, join(folder, key));
      await rm(failure(key), { force: true });
      await rm(operation(key), { force: true });
      return entry;
    } catch (error) {
      await rm(draft, { recursive: true, force: true });
      throw error;
    }
  };

  return {
    folder,
    find,
    async read({ key, files }, name) {
      const file = files.find((each) => each.name === name);
      const path = join(folder, key, name);
      const isFile = (await lstat(path).catch(() => undefined))?.isFile();
      if (!file || !isFile) return undefined;
      const bytes = await readFile(path);
      return sha256Bytes(bytes) === file.sha256 ? bytes : undefined;
    },
    usesOf,
    async noteUse(customerId, key) {
      const before = await usesOf(customerId);
      if (!before.includes(key)) await writeJson(uses(customerId), [...before, key]);
    },
    async remove(keys, customerId) {
      for (const key of keys) {
        for (const path of [join(folder, key), failure(key), operation(key)]) {
          await rm(path, { recursive: true, force: true });
        }
      }
      await rm(uses(customerId), { force: true });
    },
    underWay: (key) => running.get(key),
    async add(key, facts, make) {
      const work = write(key, facts, make);
      running.set(key, work);
      try {
        return await work;
      } finally {
        running.delete(key);
      }
    },
    async failureOf(key) {
      const kept = failureSchema.safeParse(await readJson(failure(key)));
      if (!kept.success) return undefined;
      const { reason, message, hint } = kept.data;
      return new MediaFailure(reason, message, hint === undefined ? {} : { hint });
    },
    async keepFailure(key, { reason, message, hint }) {
      await writeJson(failure(key), { reason, message, hint });
    },
    operationOf: (key) => ({
      async read() {
        const kept = z.strictObject({ name: z.string() }).safeParse(await readJson(operation(key)));
        return kept.success ? kept.data.name : undefined;
      },
      async write(name) {
        if (name === '') await rm(operation(key), { force: true });
        else await writeJson(operation(key), { name });
      },
    }),
  };
}

const KEY = /^[0-9a-f]{64}$/;

/** Drafts of processes that ended in the middle. Only for who has the lock of the folder. */
export async function removeDrafts(cache: MediaCache): Promise<void> {
  for (const name of await readdir(cache.folder).catch(() => [])) {
    if (name.startsWith('.draft-')) await rm(join(cache.folder, name), { recursive: true, force: true });
  }
}

async function filesIn(folder: string, { files }: Made): Promise<EntryFile[]> {
  const list: EntryFile[] = [];
  for (const { role, name } of files) {
    const bytes = await readFile(join(folder, name));
    if (bytes.length === 0) throw new MediaFailure('broken', `${name} came out empty`);
    list.push({ role, name, bytes: bytes.length, sha256: sha256Bytes(bytes) });
  }
  return list;
}

/** What a provider left lying about. */
async function removeStrangers(folder: string, files: readonly EntryFile[]): Promise<void> {
  const known = new Set(files.map(({ name }) => name));
  for (const name of await readdir(folder)) {
    if (!known.has(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Undefined when it is not there or no JSON. */
export async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whole or not at all; makes the folder. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  const draft = `${path}.${process.pid}.part`;
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(draft, JSON.stringify(value, null, 2));
  await rename(draft, path);
}
