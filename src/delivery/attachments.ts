import { hash } from 'node:crypto';
import { join } from 'node:path';
import { sha256Of } from '../digest.ts';
import { PitchwrightError } from '../errors.ts';
import { mediaFolder } from '../media/shelf.ts';
import { slot } from '../pitch/slot.ts';
import { attachmentCache } from './attachment-cache.ts';
import { checkUrl, fetchAttachment, INTERNET, type Network } from './attachment-fetch.ts';
import { checkPath, readBelow } from './attachment-file.ts';
import { fileName, fillPlace, isPersonal, nameOf, ownerOf } from './attachment-place.ts';
import { readType } from './attachment-types.ts';
import type { CampaignAttachment } from './campaign.ts';
import type { Attachment } from './mail.ts';

/** Of all files of a mail together: base64 makes them a third bigger, and mailboxes take 25 MB. */
export const MOST_BYTES = 18_000_000;

export interface AttachmentOptions {
  /** The project folder: no file from outside is attached. */
  readonly root: string;
  /** Where files may be fetched from. */
  readonly hosts: readonly string[];
  /** Of it nothing but `media/` is attached; what was fetched is kept in `attachments/`. */
  readonly dataFolder: string;
  /** Fetch once more what is kept already: for making a plan, which is when files may change. */
  readonly isFresh?: boolean;
  readonly network?: Network;
}

export type CustomerAttachments =
  | {
      readonly files: readonly Attachment[];
      /** Over names and contents; '' without files. */
      readonly digest: string;
      /** Of the files as they are, before base64. */
      readonly bytes: number;
    }
  /** This file is not there, or not to be attached for a reason; the campaign says that nobody is mailed without it. */
  | { readonly missing: string; readonly required: true; readonly because?: string };

/** Why a file of the project folder counts as absent for a customer though it may be there; undefined for most. */
export type WhyNot = (path: string) => Promise<string | undefined>;

export interface Attachments {
  /**
   * @throws PitchwrightError `ATTACHMENT_…` for a file that is there and cannot be attached; `ATTACHMENT_PATH` for a place in
   * the folder of another customer, whether a file is there or not.
   */
  forCustomer(customerId: string, whyNot?: WhyNot): Promise<CustomerAttachments>;
}

/** A file, or the place where there is none. */
type Found = Attachment | string;

/**
 * The attachments of a campaign. What everybody gets is read once and kept; what belongs to a customer is read, and
 * forgotten, when asked for. Optional files that are missing are left out.
 * @throws PitchwrightError `ATTACHMENT_PATH` | `ATTACHMENT_URL` for a place that could never be right.
 */
export function openAttachments(
  list: readonly CampaignAttachment[],
  options: AttachmentOptions,
): Attachments {
  const sources = list.map((entry, at) => {
    const source = entry.path === undefined ? webSource(options) : folderSource(options);
    const pattern = (entry.path ?? entry.url) as string;
    const placeOf = (id: string) => fillPlace(pattern, id, source.write);
    source.check(placeOf('C0000001'));
    if (entry.name !== undefined) fillPlace(entry.name, 'C0000001');
    const open = async (id: string): Promise<Found> => {
      const place = placeOf(id);
      source.check(place);
      const bytes = await source.read(place);
      if (bytes === undefined) return place;
      const name = entry.name === undefined ? nameOf(place) : fillPlace(entry.name, id);
      const type = await readType(bytes, fileName(name));
      const sha256 = hash('sha256', bytes);
      const reread = async () => unchanged(await source.read(place), sha256, place);
      return {
        ...type,
        size: bytes.length,
        sha256,
        ...(entry.url === undefined ? {} : { url: place }),
        bytes: isPersonal(pattern) ? reread : async () => bytes,
      };
    };
    const isShared = !isPersonal(pattern) && !isPersonal(entry.name ?? '');
    const isFile = entry.path !== undefined;
    /** Whose film, picture or voice it is, nobody else gets. */
    const checkOwner = (id: string) => {
      const owner = isFile ? ownerOf(placeOf(id), options.root, mediaFolder(options.dataFolder)) : undefined;
      if (owner !== undefined && owner !== id) throw ofSomebodyElse(placeOf(id), owner, id, at + 1);
    };
    return { isRequired: entry.required, isFile, placeOf, checkOwner, open: isShared ? once(open) : open };
  });

  return {
    async forCustomer(customerId, whyNot) {
      const files: Attachment[] = [];
      for (const { open, placeOf, checkOwner, isFile, isRequired } of sources) {
        checkOwner(customerId);
        const because = isFile ? await whyNot?.(placeOf(customerId)) : undefined;
        const found = because === undefined ? await open(customerId) : placeOf(customerId);
        if (typeof found !== 'string') files.push(found);
        else if (isRequired) return { missing: found, required: true, ...(because && { because }) };
      }
      const bytes = files.reduce((sum, { size }) => sum + size, 0);
      if (bytes > MOST_BYTES) throw tooBig(files, bytes, customerId);
      const parts = files.flatMap(({ filename, sha256 }) => [filename, sha256]);
      return { files, digest: parts.length > 0 ? sha256Of(parts) : '', bytes };
    },
  };
}

interface Source {
  /** @throws PitchwrightError when a file may not come from there. */
  check(place: string): void;
  read(place: string): Promise<Uint8Array | undefined>;
  /** How an id is written into a place. */
  write(id: string): string;
}

function folderSource({ root, dataFolder }: AttachmentOptions): Source {
  const folders = { root, data: dataFolder };
  return {
    check: (path) => checkPath(path, folders),
    read: (path) => readBelow(folders, path, MOST_BYTES),
    write: (id) => id,
  };
}

function webSource({ hosts, dataFolder, isFresh = false, network = INTERNET }: AttachmentOptions): Source {
  const cache = attachmentCache(join(dataFolder, 'attachments'));
  const fetched = new Set<string>();
  return {
    check: (url) => void checkUrl(url, hosts),
    async read(url) {
      const kept = isFresh && !fetched.has(url) ? undefined : await cache.read(url);
      if (kept) return kept;
      const bytes = await fetchAttachment(url, hosts, MOST_BYTES, network);
      if (bytes) await cache.keep(url, bytes);
      fetched.add(url);
      return bytes;
    },
    write: encodeURIComponent,
  };
}

function once(open: (id: string) => Promise<Found>): (id: string) => Promise<Found> {
  let opened: Promise<Found> | undefined;
  return (id) => {
    opened ??= open(id);
    return opened;
  };
}

function unchanged(bytes: Uint8Array | undefined, sha256: string, place: string): Uint8Array {
  if (bytes && hash('sha256', bytes) === sha256) return bytes;
  const fact = bytes ? 'changed after it was checked' : 'went away after it was checked';
  throw new PitchwrightError('ATTACHMENT_CHANGED', `${place} ${fact}`, {
    hint: 'plan the campaign again, so that somebody sees what goes out now',
  });
}

function ofSomebodyElse(path: string, owner: string, customerId: string, number: number): PitchwrightError {
  const folder = `/customers/${owner}/`;
  return new PitchwrightError(
    'ATTACHMENT_PATH',
    `attachments › ${number}: ${slot(path)} was made for ${slot(owner)}, and would go to ${slot(customerId)}`,
    {
      hint: `write ${slot(path.replace(folder, '/customers/{{ customer.id }}/'))}, or mean nobody else: audience: { customer_id: ${slot(owner)} }`,
    },
  );
}

function tooBig(files: readonly Attachment[], bytes: number, customerId: string): PitchwrightError {
  const each = files.map(({ filename, size }) => `${filename} ${(size / 1e6).toFixed(1)} MB`).join(', ');
  return new PitchwrightError(
    'ATTACHMENT_TOO_BIG',
    `the attachments of ${customerId} have ${(bytes / 1e6).toFixed(1)} MB together (${each}); a mail may carry ${MOST_BYTES / 1e6} MB`,
    { hint: 'make them smaller, or put the biggest on the web and link to it' },
  );
}
