import { relative, resolve, sep } from 'node:path';
import type { Env } from '../env.ts';
import { PitchwrightError } from '../errors.ts';
import { slot } from '../pitch/slot.ts';

/** Where a file is, as a campaign writes it: `data/media/customers/{{ customer.id }}/film.mp4`. */

const CUSTOMER = /\{\{\s*customer[._]id\s*\}\}/g;

/** Whether every customer has a place of their own. */
export const isPersonal = (pattern: string) => pattern.search(CUSTOMER) !== -1;

/**
 * @param write how the id is written there: as it is, or encoded for an address.
 * @throws PitchwrightError `ATTACHMENT_PATH` for any other tag.
 */
export function fillPlace(
  pattern: string,
  customerId: string,
  write: (id: string) => string = (id) => id,
): string {
  const filled = pattern.replace(CUSTOMER, () => write(customerId));
  if (!/\{\{|\{%/.test(filled)) return filled;
  throw new PitchwrightError(
    'ATTACHMENT_PATH',
    `the attachment "${slot(pattern)}" has a tag that does not exist`,
    { hint: 'write {{ customer.id }}, or no tag at all' },
  );
}

/**
 * The customer whose folder of media a path leads to, however it came to be written.
 * @param media where the media of all customers are.
 */
export function ownerOf(path: string, root: string, media: string): string | undefined {
  const [first = '', owner, file] = relative(resolve(media), resolve(root, path)).split(sep);
  return first === 'customers' && file !== undefined ? owner : undefined;
}

/** The last part of a path or an address, as a file's name. */
export function nameOf(place: string): string {
  if (!URL.canParse(place)) return place.split('/').at(-1) as string;
  const last = new URL(place).pathname.split('/').at(-1) as string;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** A name as every system can store it: without folders, controls and the signs that Windows refuses. */
export function fileName(text: string): string {
  const clean = slot(text)
    .replace(/[\\/:*?"<>|]+/g, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return clean === '' ? 'attachment' : clean;
}

/** The hosts of ATTACHMENT_HOSTS, lower-cased as they are compared. */
export function attachmentHosts({ ATTACHMENT_HOSTS = '' }: Pick<Env, 'ATTACHMENT_HOSTS'>): readonly string[] {
  return ATTACHMENT_HOSTS.split(',')
    .map((host) => host.trim().toLowerCase())
    .filter(Boolean);
}
