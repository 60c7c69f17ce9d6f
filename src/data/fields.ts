import { z } from 'zod';

/** Field schemas shared by customer, order and product. Messages read after "<field> is "value"; ". */

/** Safe as a file name and as a part of an address. `.` and `..` would name folders. */
export const idSchema = z
  .string()
  .regex(/^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/, 'use 1 to 64 letters, digits, ".", "_" or "-"');

/**
 * An id that names a folder of the site: none that Windows keeps for devices or cannot end with, and none of the site's
 * own files beside it.
 */
export const folderIdSchema = idSchema.regex(
  /^(?!(con|prn|aux|nul|com\d|lpt\d)(\.|$))(?!(index\.html|list\.json)$)(?!.*\.$)/i,
  'use another id: this one cannot name a folder of the site',
);

/** A calendar day, `YYYY-MM-DD`, that exists, from 1900 to 2199. */
export const dateSchema = z.string().refine(isCalendarDay, 'use a date that exists, as YYYY-MM-DD');

/** A non-negative amount of money in minor units (paise, cents) from a decimal string such as `1499.50`. */
export const moneySchema = z
  .string()
  .regex(/^\d{1,10}(\.\d{1,2})?$/, 'use an amount of 0 or more with at most two decimals, such as 1499.50')
  .transform(parseMoney);

/** What a person typed. No NUL: a database cannot keep it. */
export const textSchema = z.string().refine((text) => !text.includes('\0'), 'take out the NUL character');

/** Values joined with `|`; empty values and repeats are refused, an empty field is the empty list. */
export function listSchema<T extends string>(item: z.ZodType<T, string>) {
  return z
    .string()
    .transform((text) => (text === '' ? [] : text.split('|')))
    .pipe(z.array(item))
    .transform((list): readonly T[] => list)
    .refine((list) => new Set(list).size === list.length, 'name each value once');
}

/** `1499.5` → 149950. Exact: works on the digits, never through a binary fraction. */
export function parseMoney(text: string): number {
  const [whole = '0', fraction = ''] = text.split('.');
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}

/** 149950 → `1499.50`, 149900 → `1499`: as people write prices in a file. */
export function printPrice(minor: number): string {
  return printMoney(minor).replace(/\.00$/, '');
}

/** 149950 → `1499.50`. */
export function printMoney(minor: number): string {
  const sign = minor < 0 ? '-' : '';
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function isCalendarDay(text: string): boolean {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
