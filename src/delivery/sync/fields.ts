/** Header fields by lower-case name, unfolded, in the order they stand. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** A field that is longer is cut: it was made to be searched for long. */
const LONGEST = 10_000;

/** A block of `Name: value` lines; what is not one is passed over. */
export function readFields(text: string): Fields {
  const fields = new Map<string, string[]>();
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name, value] = /^([\x21-\x39\x3b-\x7e]+)[ \t]*:(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    const key = name.toLowerCase();
    const values = fields.get(key) ?? [];
    values.push(value.trim().slice(0, LONGEST));
    fields.set(key, values);
  }
  return fields;
}

export const firstOf = (fields: Fields, name: string): string => fields.get(name)?.[0] ?? '';

/** The header of a mail: what stands before the first empty line. */
export const headerOf = (mail: string): string => mail.split(/\r?\n\r?\n/, 1)[0] ?? '';

/** Every Message-ID in some text, without angle brackets. */
export const messageIdsIn = (text: string): readonly string[] =>
  [...text.matchAll(/<([^<>\s@]{1,250}@[^<>\s@]{1,250})>/g)].map(([, id]) => id as string);

/** Every address in some text that is as long as a field may be, lower-case. */
export const addressesIn = (text: string): readonly string[] =>
  [
    ...text
      .slice(0, LONGEST)
      .toLowerCase()
      .matchAll(/[^\s<>"',;:()[\]]{1,64}@[^\s<>"',;:()[\]]{1,255}/g),
  ].map(([address]) => address);

/** Whatever could be an unsubscribe token; only the signature tells. */
export const tokensIn = (text: string): readonly string[] =>
  [...text.replace(/%7e/gi, '~').matchAll(/[A-Za-z0-9._-]{1,80}~[\w-]{22}~[\w-]{22}(?![\w-])/g)].flatMap(
    ([token]) => [token, token.replace(/^unsubscribe-/i, '')],
  );
