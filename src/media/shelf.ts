import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { folderIdSchema } from '../data/fields.ts';
import { sha256, sha256Of } from '../digest.ts';
import { PitchwrightError } from '../errors.ts';
import { slot } from '../pitch/slot.ts';
import type { MediaBrief } from './brief.ts';
import { openCache, readJson, writeJson } from './cache.ts';
import {
  type CustomerMedia,
  customerMediaSchema,
  type EntryFile,
  type Medium,
  type WatchPage,
  watchSchema,
} from './medium.ts';
import { ASPECTS, type Aspect, type FileRole } from './provider.ts';

/** The folder of a dataset's media. Campaigns may attach what lies in it. */
export const mediaFolder = (dataDir: string) => join(dataDir, 'media');

/** Changes when anything does that a customer's media say. */
export const briefKey = (brief: MediaBrief) => sha256(JSON.stringify(brief));

/** The address of the page that plays a film: nobody can guess it who does not know what the film says. */
export const watchToken = (brief: MediaBrief, key: string) =>
  sha256Of([brief.customerId, briefKey(brief), key]).slice(0, 32);

/** How a file is called in the customer's folder: `film.mp4`, and `film-9x16.mp4` for other shapes. */
export function shelfName({ role, name }: Pick<EntryFile, 'role' | 'name'>, aspect: Aspect): string {
  return `${role}${aspect === '16:9' || role === 'voice' ? '' : `-${aspect.replace(':', 'x')}`}${extname(name)}`;
}

/** What was made for a customer, or undefined: also when the note of it cannot be read, so that it is made anew. */
export async function readMedia(dataDir: string, customerId: string): Promise<CustomerMedia | undefined> {
  const note = customerMediaSchema.safeParse(await readJson(noteOf(dataDir, customerId)));
  return note.success && note.data.customer === customerId ? note.data : undefined;
}

/** A customer's film in the shape that mails and pages show first, when it still says what the brief says. */
export function shownFilm(media: CustomerMedia, brief: MediaBrief): Medium | undefined {
  if (media.brief !== briefKey(brief)) return undefined;
  return ASPECTS.map((aspect) =>
    media.media.find((each) => each.kind === 'video' && each.aspect === aspect),
  ).find((film) => film?.watch !== undefined);
}

/** The customers with media, by the names of their folders. */
export async function customersWithMedia(dataDir: string): Promise<readonly string[]> {
  const folders = await readdir(join(mediaFolder(dataDir), 'customers')).catch(() => []);
  return folders.sort();
}

/**
 * Puts media into the customer's folder, beside those of other kinds, and writes the page of each film. The note comes
 * last: it never names a file that is not there. Media of an earlier brief are no longer named.
 */
export async function putOnShelf(
  dataDir: string,
  brief: MediaBrief,
  media: readonly Medium[],
  watch: Pick<WatchPage, 'label' | 'url'>,
): Promise<CustomerMedia> {
  const root = mediaFolder(dataDir);
  const folder = join(root, 'customers', brief.customerId);
  const key = briefKey(brief);
  await mkdir(folder, { recursive: true });
  const placed: Medium[] = [];
  for (const medium of media) {
    const { entry, aspect, kind } = medium;
    for (const file of entry.files) {
      if (NOT_ON_SHELF.includes(file.role)) continue;
      await place(join(root, 'cache', entry.key, file.name), join(folder, shelfName(file, aspect)));
    }
    if (kind !== 'video') {
      placed.push(medium);
      continue;
    }
    const token = watchToken(brief, entry.key);
    const page: WatchPage = {
      format: 1,
      customer: brief.customerId,
      key: entry.key,
      aspect,
      title: brief.title,
      locale: brief.locale,
      dir: brief.dir,
      brand: brief.brand.name,
      surface: brief.surface,
      ...watch,
    };
    await writeJson(join(root, 'watch', `${token}.json`), page);
    placed.push({ ...medium, watch: token });
  }
  const before = await readMedia(dataDir, brief.customerId);
  const isNew = (old: Medium) =>
    !placed.some(({ kind, aspect }) => kind === old.kind && aspect === old.aspect);
  const kept = before?.brief === key ? before.media.filter(isNew) : [];
  const note: CustomerMedia = {
    format: 1,
    customer: brief.customerId,
    brief: key,
    media: [...kept, ...placed],
  };
  await writeJson(noteOf(dataDir, brief.customerId), note);
  await removeFormer(folder, note);
  return note;
}

/** Of everything that was made for everybody: changes when a mail may lead to another film. Undefined without any. */
export async function mediaDigest(dataDir: string): Promise<string | undefined> {
  const notes: string[] = [];
  for (const id of await customersWithMedia(dataDir)) {
    const note = await readMedia(dataDir, id);
    if (note)
      notes.push(
        id,
        note.brief,
        ...note.media.map(({ kind, aspect, entry }) => `${kind} ${aspect} ${entry.key}`),
      );
  }
  return notes.length === 0 ? undefined : sha256Of(notes);
}

/** Every page that plays a film, by its token. */
export async function watchPages(dataDir: string): Promise<ReadonlyMap<string, WatchPage>> {
  const folder = join(mediaFolder(dataDir), 'watch');
  const pages = new Map<string, WatchPage>();
  for (const name of (await readdir(folder).catch(() => [])).sort()) {
    const page = watchSchema.safeParse(await readJson(join(folder, name)));
    if (page.success && /^[0-9a-f]{32}\.json$/.test(name)) pages.set(name.slice(0, 32), page.data);
  }
  return pages;
}

/**
 * Removes everything that was made for a customer: the pages of their films, voices and pictures of earlier mails, what
 * services answered. What another customer shares stays.
 * @returns whether there was anything.
 * @throws PitchwrightError `CUSTOMER_INVALID`
 */
export async function forgetMedia(dataDir: string, customerId: string): Promise<boolean> {
  const id = folderIdSchema.safeParse(customerId);
  if (!id.success) {
    throw new PitchwrightError('CUSTOMER_INVALID', `"${slot(customerId)}" is no customer id`, {
      hint: 'ids have letters, digits, ".", "_" and "-", such as C0000004; nothing was removed',
    });
  }
  const root = mediaFolder(dataDir);
  const cache = openCache(root);
  const pages = await watchPages(dataDir);
  const own = [...pages].filter(([, page]) => page.customer === customerId);
  const folders = await customersWithMedia(dataDir);
  const keysOf = async (each: string) => [
    ...(await cache.usesOf(each)),
    ...((await readMedia(dataDir, each))?.media ?? []).map(({ entry }) => entry.key),
  ];
  const keys = new Set([...own.map(([, page]) => page.key), ...(await keysOf(customerId))]);
  for (const other of folders) {
    if (other !== customerId) for (const key of await keysOf(other)) keys.delete(key);
  }
  for (const [, page] of pages) if (page.customer !== customerId) keys.delete(page.key);
  const had = own.length > 0 || keys.size > 0 || folders.includes(customerId);
  for (const [token] of own) await rm(join(root, 'watch', `${token}.json`), { force: true });
  await rm(join(root, 'customers', customerId), { recursive: true, force: true });
  await cache.remove(keys, customerId);
  return had;
}

const noteOf = (dataDir: string, customerId: string) =>
  join(mediaFolder(dataDir), 'customers', customerId, 'media.json');

/** A copy, because people edit what lies in their folders; whole or not at all. */
async function place(from: string, to: string): Promise<void> {
  const draft = `${to}.${process.pid}.part`;
  await copyFile(from, draft, constants.COPYFILE_FICLONE);
  await rename(draft, to);
}

/** Files of ours that the note does not name any more; what others put there stays. */
async function removeFormer(folder: string, { media }: CustomerMedia): Promise<void> {
  const known = new Set<string>();
  for (const { entry, aspect } of media) {
    for (const file of entry.files) known.add(shelfName(file, aspect));
  }
  for (const name of await readdir(folder)) {
    if (OURS.test(name) && !known.has(name)) await rm(join(folder, name), { force: true });
  }
}

/** What only films and pages use. */
const NOT_ON_SHELF: readonly FileRole[] = ['sound', 'still'];

const OURS = /^(film|captions|poster|preview|picture|voice)(-\d+x\d+)?\.[a-z0-9]+$/;
