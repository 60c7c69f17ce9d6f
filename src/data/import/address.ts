import { sha256 } from '../../digest.ts';
import { canonicalAddress } from '../canonical-address.ts';
import { customerSchema } from '../customer.ts';
import { folderIdSchema } from '../fields.ts';

/** Why a cell is no address; completes `email "…" …`. */
export type NoAddress = { readonly reason: string };

/**
 * Takes one address out of what people and programs put around it: `Nea Nord <NEA@EXAMPLE.COM>`, `mailto:`, an
 * apostrophe of Excel, spaces. Lower-cased, so that one person is one person.
 */
export function readAddress(cell: string): string | NoAddress {
  if (PLAIN_ADDRESS.test(cell)) return cell;
  let text = cell.replace(/[\u200b-\u200d\ufeff\u00a0]/g, ' ').trim();
  const angled = /<([^<>]*)>\s*$/.exec(text)?.[1];
  if (angled !== undefined) text = angled.trim();
  text = text
    .replace(/^['"`]+|['"`]+$/g, '')
    .replace(/^mailto:([^?]*).*$/i, '$1')
    .trim()
    .toLowerCase();
  if (/[,;\s]/.test(text) && text.split('@').length > 2) return { reason: 'holds more than one address' };
  if (text === '') return { reason: 'holds no address' };
  return ADDRESS.safeParse(text).success ? text : { reason: 'is no address such as asha@example.com' };
}

const ADDRESS = customerSchema.shape.email;
/** Most addresses; cheaper than the schema. */
const PLAIN_ADDRESS = /^[a-z0-9._+-]{1,64}@[a-z0-9-]{1,60}(\.[a-z0-9-]{1,60}){1,3}$/;

/** What a withdrawn consent is remembered by: the address itself is not kept. */
export function addressKey(address: string): string {
  return sha256(canonicalAddress(address)).slice(0, 32);
}

/** The same for an id, as a file has it or as a dataset does. */
export function idKey(id: string): string {
  return `id:${sha256(folderId(id)).slice(0, 32)}`;
}

/** All addresses in a text, however they are put: of a row that is not taken, whoever it names counts. */
export function addressesIn(text: string): readonly string[] {
  return text
    .split(/[\s,;<>()"'|\t]+/)
    .map((word) => (word.includes('@') ? readAddress(word) : ''))
    .filter((found) => typeof found === 'string' && found !== '') as string[];
}

/** The id of somebody whose file has none: the same canonical address gets the same id in every import. */
export function idOfAddress(address: string): string {
  return `c-${sha256(address).slice(0, 16)}`;
}

/** An id as a file has it, without the apostrophe that keeps spreadsheets from changing it. */
export function cleanId(cell: string): string {
  return cell
    .trim()
    .replace(/^'+/, '')
    .replace(/^(\d+)\.0$/, '$1')
    .trim();
}

/** `7.21045E+12`: a spreadsheet rounded it, and several people may share what is left. */
export const isRoundedId = (id: string) => /^\d+(\.\d+)?E\+\d+$/i.test(id);

/** The id to use for the id of a file: itself where it can name a folder of the site, else one made from it. */
export function folderId(id: string): string {
  return isFolderId(id) ? id : `i-${sha256(id).slice(0, 16)}`;
}

export function isFolderId(id: string): boolean {
  return PLAIN.test(id) || folderIdSchema.safeParse(id).success;
}

/** Most ids; cheaper than the schema. */
const PLAIN = /^\d{1,20}$/;
