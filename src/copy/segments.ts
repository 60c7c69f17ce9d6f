import { z } from 'zod';
import { isSegment, SEGMENTS, type Segment } from '../data/vocabulary.ts';
import { KEYS_AS_NAMES, type SegmentNames } from './segment-names.ts';
import { type SegmentRule, whenSchema } from './segment-rules.ts';

/**
 * What `content/segments.yaml` makes of the four segments, as plain data. Their keys stay as they are, in data and in
 * addresses.
 */
export interface Segments {
  readonly names: SegmentNames;
  /** The names in other languages, by locale and segment. */
  readonly localNames: Readonly<Record<string, Partial<SegmentNames>>>;
  /** From top to bottom, the first that holds counts; none: as customers.csv says. */
  readonly rules: readonly SegmentRule[];
}

const name = z.string().trim().min(1, 'write the name').max(24, 'use at most 24 characters');

const entry = z.preprocess(
  (value) => value ?? {},
  z.strictObject({
    /** What people read instead of the key, in the brand's default language. */
    name: name.optional(),
    /** The same in other languages, by locale: `{ hi: स्वर्ण सदस्य }`. */
    names: z.record(z.string(), name).default({}),
    /** Who belongs to it. */
    when: whenSchema.optional(),
  }),
);

/**
 * `segments.yaml`. Not one object of four keys, because the order of the file is the order of its rules. An empty file
 * is like none.
 */
export const segmentsSchema = z
  .preprocess((value) => value ?? {}, z.record(z.string(), entry))
  .superRefine((entries, context) => {
    const keys = Object.keys(entries);
    const issue = (path: string[], message: string) =>
      context.addIssue({ code: 'custom', path, message, input: entries });
    for (const key of keys) {
      if (!isSegment(key))
        issue([key], `use ${SEGMENTS.join(', ')} as keys; what people read is the \`name\` below a key`);
    }
    const names = new Map<string, string>();
    for (const key of SEGMENTS) {
      const own = entries[key]?.name ?? key;
      const other = names.get(own.toLowerCase());
      if (other) issue([entries[key] ? key : other], `${other} and ${key} would both be called "${own}"`);
      names.set(own.toLowerCase(), key);
    }
    if (!keys.some((key) => entries[key]?.when)) return;
    const missing = SEGMENTS.filter((key) => !keys.includes(key));
    for (const key of missing) issue([key], 'add it: once one segment has a rule, the file lists all four');
    keys.forEach((key, at) => {
      const isLast = at === keys.length - 1;
      if (isLast && entries[key]?.when && missing.length === 0)
        issue([key, 'when'], 'remove it: the last segment takes everybody who is left');
      if (!isLast && !entries[key]?.when)
        issue([key], 'give it a rule (when), or move it to the end: only the last has none');
    });
  });

/** @param entries the file as it was read; none without one. */
export function segmentsOf(entries: z.output<typeof segmentsSchema>): Segments {
  const list = Object.entries(entries) as [Segment, z.output<typeof entry>][];
  const localNames: Record<string, Partial<SegmentNames>> = {};
  for (const [segment, { names }] of list) {
    for (const [locale, own] of Object.entries(names))
      localNames[locale] = { ...localNames[locale], [segment]: own };
  }
  return {
    names: {
      ...KEYS_AS_NAMES,
      ...Object.fromEntries(list.flatMap(([segment, { name }]) => (name ? [[segment, name]] : []))),
    },
    localNames,
    rules: list.some(([, { when }]) => when) ? list.map(([segment, { when }]) => ({ segment, when })) : [],
  };
}

/** A message that names a key of the copy (`…: VIP › headline is missing`), with the name that people know beside it. */
export function withSegmentNames(message: string, names: SegmentNames): string {
  return SEGMENTS.reduce((text, key) => {
    if (names[key] === key) return text;
    return text.replace(new RegExp(`(: |› )${key}(?= (›|is) )`, 'gm'), `$1${key} (“${names[key]}”)`);
  }, message);
}
