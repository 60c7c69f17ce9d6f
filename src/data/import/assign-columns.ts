import type { CellKinds } from './cell-kinds.ts';
import { headerKey, ORDER_WORDS } from './header-words.ts';
import { likeness } from './likeness.ts';
import type { Target } from './mapping.ts';
import { isOptOut } from './opt-out-columns.ts';
import { DATE_TARGETS, MONEY_TARGETS } from './target-kinds.ts';

/** What only a column that forbids mail may be. */
const FORBIDS: readonly Target[] = ['suppressed', 'blocklisted', 'opted_out'];
/** Never guessed: a word more may be a "not". */
const CONSENTS: readonly Target[] = [...FORBIDS, 'email_consent', 'state', 'opted_in'];

/** The lowest likeness of names that counts. */
const ALIKE = 0.8;
/** The same for a day since when somebody is a customer, in a column that holds dates. */
const ALIKE_WITH_DATES = 0.65;

export interface Candidate {
  readonly target: Target;
  readonly header: string;
  readonly score: number;
  readonly reason: string;
}

export type Columns = ReadonlyMap<Target, Candidate>;

/** Gives every target its best column, the surest pairs first; no column serves twice. */
export function assignColumns(
  headers: readonly string[],
  kinds: readonly CellKinds[],
  words: Readonly<Partial<Record<Target, string>>>,
): Columns {
  const candidates: Candidate[] = [];
  headers.forEach((header, at) => {
    const key = headerKey(header.replace(/ \(\d+\)$/, ''));
    const repeat = / \(\d+\)$/.test(header) ? 0.05 : 0;
    for (const [target, names] of Object.entries(words) as [Target, string][]) {
      if (isOptOut(header) && !FORBIDS.includes(target)) continue;
      const best = Math.max(...keysOf(names).map((name) => likeness(key, name)));
      const content = contentScore(target, key, kinds[at] as CellKinds);
      if (content < 0) continue;
      const enough = CONSENTS.includes(target)
        ? 1
        : target === 'join_date' && content === 1
          ? ALIKE_WITH_DATES
          : ALIKE;
      if (best >= enough) {
        const reason = best === 1 ? 'the name says it' : 'the name is much like it';
        candidates.push({ target, header, score: best + content / 10 - repeat, reason });
      } else if (target === 'email' && content === 1) {
        candidates.push({ target, header, score: 0.7 - repeat, reason: 'it holds addresses' });
      }
    }
  });
  candidates.sort((a, b) => b.score - a.score);
  const found = new Map<Target, Candidate>();
  const used = new Set<string>();
  for (const candidate of candidates) {
    if (found.has(candidate.target) || used.has(candidate.header)) continue;
    found.set(candidate.target, candidate);
    used.add(candidate.header);
  }
  return found;
}

const keys = new Map<string, readonly string[]>();

function keysOf(names: string): readonly string[] {
  let found = keys.get(names);
  if (!found) {
    found = names.split(' ').map(headerKey);
    keys.set(names, found);
  }
  return found;
}

/** 1: the cells are what the target needs; 0: they say nothing; -1: they are something else. */
function contentScore(target: Target, key: string, kinds: CellKinds): number {
  const agrees = (share: number) => (kinds.filled === 0 ? 0 : share >= 0.5 ? 1 : -1);
  if (target === 'email') return agrees(kinds.email);
  if (DATE_TARGETS.includes(target)) return agrees(kinds.date);
  if (MONEY_TARGETS.includes(target)) return agrees(kinds.money);
  if (target === 'country') return agrees(Math.max(kinds.country, 0.5));
  if (target === 'customer_id' && PERSON.has(key)) return kinds.code >= 0.8 ? 1 : -1;
  if (['customer_id', 'name', 'first_name', 'last_name', 'city'].includes(target))
    return kinds.email > 0.5 || kinds.date > 0.5 ? -1 : 0;
  return 0;
}

/** "Customer" over numbers means their ids. */
const PERSON = new Set(ORDER_WORDS.name?.split(' '));
