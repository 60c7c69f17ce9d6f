import { EXCLUSIONS, type Excluded, type Exclusion, type Recipient } from './plan.ts';

/** Somebody who could be written to, and what decides between people who share an address. */
export interface Candidate {
  readonly recipient: Recipient;
  /** `YYYY-MM-DD`; '' without orders. */
  readonly lastOrder: string;
  readonly orders: number;
}

export type Refused = Excluded & { readonly addressHash: string };

/**
 * One mail to an address: of those who share one, the customer who ordered last, or oftener, or has the smaller id gets
 * it; the others are duplicates. Whoever is left out for a reason that comes after `duplicate` in the order of
 * exclusions, while somebody else gets the mail at that address, counts as a duplicate, too.
 */
export function onePerAddress(
  candidates: readonly Candidate[],
  refused: readonly Refused[],
): { readonly recipients: readonly Recipient[]; readonly excluded: readonly Excluded[] } {
  const kept = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const { addressHash } = candidate.recipient;
    const other = kept.get(addressHash);
    if (!other || isBefore(candidate, other)) kept.set(addressHash, candidate);
  }
  const recipients: Recipient[] = [];
  const excluded: Excluded[] = [];
  const duplicate = (id: string, segment: string, addressHash: string): Excluded => {
    const keeper = kept.get(addressHash) as Candidate;
    return { id, segment, code: 'duplicate', detail: `same address as ${keeper.recipient.id}` };
  };
  for (const candidate of candidates) {
    const { id, segment, addressHash } = candidate.recipient;
    if (kept.get(addressHash) === candidate) recipients.push(candidate.recipient);
    else excluded.push(duplicate(id, segment, addressHash));
  }
  for (const { addressHash, ...each } of refused) {
    const isDuplicate = kept.has(addressHash) && rankOf(each.code) > rankOf('duplicate');
    excluded.push(isDuplicate ? duplicate(each.id, each.segment, addressHash) : each);
  }
  return { recipients, excluded: excluded.sort((a, b) => compare(a.id, b.id)) };
}

function isBefore(a: Candidate, b: Candidate): boolean {
  const order =
    compare(b.lastOrder, a.lastOrder) || b.orders - a.orders || compare(a.recipient.id, b.recipient.id);
  return order < 0;
}

const rankOf = (code: Exclusion) => Object.keys(EXCLUSIONS).indexOf(code);

/** By code unit, as ids are sorted everywhere. */
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
