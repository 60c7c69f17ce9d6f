import { SEGMENTS, type Segment } from '../data/vocabulary.ts';
import type { Segments } from './segments.ts';

/** What people read in place of a segment's key. */
export type SegmentNames = Readonly<Record<Segment, string>>;

/** Without `segments.yaml` a segment is called as the data has it. */
export const KEYS_AS_NAMES = Object.fromEntries(SEGMENTS.map((key) => [key, key])) as SegmentNames;

/** A name in front of a noun: `VIP` customers, or `“Gold members”` customers. */
export function beforeNoun(names: SegmentNames, segment: Segment): string {
  return names[segment] === segment ? segment : `“${names[segment]}”`;
}

/** What a reader of this language is told: their own name of it, else the one of the default language. */
export function segmentNameIn({ names, localNames }: Segments, segment: Segment, locale: string): string {
  return localNames[locale]?.[segment] ?? names[segment];
}
