import type { Segment } from '../data/vocabulary.ts';
import { remake } from '../delivery/outdated-media.ts';
import type { CustomerMedia } from '../media/medium.ts';

/** Media that say something else than the mails by now. */
export interface OutdatedMedia {
  readonly customers: number;
  /** The first of them. */
  readonly named: readonly OutdatedOwner[];
  /** Make again what they name, each what it was made of; one for each set of kinds and shapes. */
  readonly commands: readonly string[];
  /** How many customers no command names: they come next, when these are made. */
  readonly unnamed: number;
}

export interface OutdatedOwner {
  readonly id: string;
  readonly name: string;
  readonly segment: Segment;
}

/** The most customers that commands name together: a line that can still be read and pasted. */
const MOST_NAMED = 20;

/** Keeps the first customers, and counts the others. */
export function outdatedTally() {
  const named: OutdatedOwner[] = [];
  const lines = new Map<string, string[]>();
  let customers = 0;
  return {
    add({ id, name, segment, note }: OutdatedOwner & { readonly note: CustomerMedia }): void {
      customers += 1;
      if (named.length === MOST_NAMED) return;
      named.push({ id, name, segment });
      // What was made for one customer only is not made for the others as well.
      const start = remake([note]).slice(0, -` --customer ${note.customer}`.length);
      lines.set(start, [...(lines.get(start) ?? []), note.customer]);
    },
    found(): OutdatedMedia | undefined {
      if (customers === 0) return undefined;
      return {
        customers,
        named,
        commands: [...lines].map(([start, ids]) => [start, ...ids.map((id) => `--customer ${id}`)].join(' ')),
        unnamed: customers - named.length,
      };
    },
  };
}
