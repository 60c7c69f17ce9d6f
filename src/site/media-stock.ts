import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mediaChecks } from '../delivery/outdated-media.ts';
import { openCache } from '../media/cache.ts';
import type { ProviderName } from '../media/provider.ts';
import { customersWithMedia, mediaFolder } from '../media/shelf.ts';
import type { CustomerRecord } from '../store/store.ts';
import { type MediaRoom, type MediaStock, roomTally } from './media-room.ts';
import type { Site } from './site.ts';

/** The Media room of a site, and of whom there are media although the dataset no longer has them. */
export interface SiteMedia {
  readonly room: MediaRoom;
  readonly gone: readonly string[];
}

const known = new WeakMap<Site, Promise<SiteMedia>>();

/** Read once for a site; only the notes of what was made, never a film. */
export function siteMedia(site: Site): Promise<SiteMedia> {
  const media = known.get(site) ?? readAll(site);
  known.set(site, media);
  return media;
}

async function readAll(site: Site): Promise<SiteMedia> {
  const { env, workshop, rows, places } = site;
  const checkOf = mediaChecks(workshop, env);
  const recordOf = recordReader(site);
  const tally = roomTally();
  const gone: string[] = [];
  for (const id of await customersWithMedia(env.DATA_DIR)) {
    const row = rows[places.get(id) ?? -1];
    if (!row) {
      gone.push(id);
      continue;
    }
    const note = await workshop.films.madeFor(id);
    if (!note) continue;
    const isCurrent = !checkOf(await recordOf(id)).isOutdated(note);
    tally.add({ id, name: row.name, segment: row.segment, note, isCurrent });
  }
  return { room: tally.room(await readStock(env.DATA_DIR)), gone };
}

const BLOCK = 250;

/** Customers in blocks, as the folders come in the order of ids too; no mail is made for it. */
function recordReader({ workshop, rows, places }: Site) {
  let block = -1;
  let records: readonly CustomerRecord[] = [];
  return async (id: string): Promise<CustomerRecord> => {
    const place = places.get(id) as number;
    const wanted = Math.floor(place / BLOCK);
    if (wanted !== block) {
      records = await workshop.store.customers(rows[wanted * BLOCK - 1]?.id ?? '', BLOCK);
      block = wanted;
    }
    return records[place % BLOCK] as CustomerRecord;
  };
}

/** What lies below `data/media/`, by names, sizes and the notes beside the files. */
export async function readStock(dataDir: string): Promise<MediaStock> {
  const root = mediaFolder(dataDir);
  const cache = openCache(root);
  const spent = new Map<ProviderName, number>();
  for (const name of await readdir(cache.folder).catch(() => [])) {
    const entry = KEY.test(name) ? await cache.find(name) : undefined;
    if (entry && entry.cost > 0) spent.set(entry.provider, (spent.get(entry.provider) ?? 0) + entry.cost);
  }
  return { bytes: await sizeOf(root), spent };
}

const KEY = /^[0-9a-f]{64}$/;

/** Of all files in a folder and below; what goes away meanwhile counts nothing. */
async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await sizeOf(path);
    else if (entry.isFile()) bytes += (await lstat(path).catch(() => undefined))?.size ?? 0;
  }
  return bytes;
}
