import type { Memory } from './memory.ts';
import { sha256WebSafe } from './signature.ts';

/**
 * What became of each key (Message-ID): `attempting` is written before the mail is handed over. Who finds it later, with
 * the lock in hand, knows that the run in between died.
 *
 * Kept as records of a fixed width, the newest last, in properties named by day, `k.20261123.00`: 96 bits of the key's
 * SHA-256, a letter for the state, the time of day in milliseconds (base 36). 15,600 of them fit; then the oldest go,
 * and `horizon` says how far back memory is complete.
 */
export type State = 'attempting' | 'sent' | 'failed' | 'unknown';

export interface Entry {
  readonly id: string;
  readonly state: State;
  readonly at: number;
}

const ID = 16;
const WIDTH = ID + 1 + 6;
const PER_SHARD = 390;
const SHARDS = 40;
const LETTERS: Readonly<Record<string, State>> = { a: 'attempting', s: 'sent', f: 'failed', u: 'unknown' };

export const shortKey = (key: string) => sha256WebSafe(key).slice(0, ID);

export function findKey(memory: Memory, id: string): Entry | undefined {
  // The cache outlives pruning by some hours.
  const cached = CacheService.getScriptCache().get(`key.${id}`);
  const place = locate(memory, id);
  if (place) return entryAt(memory, place.shard, place.offset);
  return cached ? (JSON.parse(cached) as Entry) : undefined;
}

/** Written when this returns. */
export function putKey(memory: Memory, id: string, state: State): void {
  const at = memory.stamp();
  const old = locate(memory, id);
  if (old) {
    const value = memory.get(old.shard);
    const rest = value.slice(0, old.offset) + value.slice(old.offset + WIDTH);
    if (rest === '') memory.drop(old.shard);
    else memory.set(old.shard, rest);
  }
  const shard = openShard(memory, at);
  memory.set(shard, memory.get(shard) + record(id, state, at));
  prune(memory);
  memory.save();
  try {
    CacheService.getScriptCache().put(`key.${id}`, JSON.stringify({ id, state, at }), 21_600);
  } catch {
    // It is a second copy.
  }
}

/** Newer than `since`, the oldest first. */
export function entriesSince(memory: Memory, since: number): readonly Entry[] {
  const entries: Entry[] = [];
  for (const shard of memory.names('k.')) {
    if (dayOf(shard) + 86_400_000 <= since) continue;
    for (let offset = 0; offset < memory.get(shard).length; offset += WIDTH) {
      const entry = entryAt(memory, shard, offset);
      if (entry.at > since) entries.push(entry);
    }
  }
  return entries.sort((a, b) => a.at - b.at);
}

export const horizon = (memory: Memory) => Number(memory.get('horizon'));

function locate(memory: Memory, id: string): { shard: string; offset: number } | undefined {
  // From the newest: what is asked for is mostly fresh.
  for (const shard of [...memory.names('k.')].reverse()) {
    const value = memory.get(shard);
    let offset = value.indexOf(id);
    while (offset !== -1 && offset % WIDTH !== 0) offset = value.indexOf(id, offset + 1);
    if (offset !== -1) return { shard, offset };
  }
  return undefined;
}

function entryAt(memory: Memory, shard: string, offset: number): Entry {
  const text = memory.get(shard).slice(offset, offset + WIDTH);
  return {
    id: text.slice(0, ID),
    state: LETTERS[text.charAt(ID)] || 'unknown',
    at: dayOf(shard) + Number.parseInt(text.slice(ID + 1), 36),
  };
}

function record(id: string, state: State, at: number): string {
  return id + state.charAt(0) + `00000${(at % 86_400_000).toString(36)}`.slice(-6);
}

/** The shard of that day with room for one more. */
function openShard(memory: Memory, at: number): string {
  const day = `k.${new Date(at).toISOString().slice(0, 10).replace(/-/g, '')}`;
  const shards = memory.names(`${day}.`);
  const last = shards[shards.length - 1];
  if (last && memory.get(last).length < PER_SHARD * WIDTH) return last;
  const next = last ? Number(last.slice(day.length + 1)) + 1 : 0;
  return `${day}.${`0${next}`.slice(-2)}`;
}

function prune(memory: Memory): void {
  const shards = memory.names('k.');
  for (const shard of shards.slice(0, Math.max(0, shards.length - SHARDS))) {
    const last = entryAt(memory, shard, memory.get(shard).length - WIDTH);
    memory.set('horizon', String(Math.max(horizon(memory), last.at + 1)));
    memory.drop(shard);
  }
}

function dayOf(shard: string): number {
  return Date.UTC(Number(shard.slice(2, 6)), Number(shard.slice(6, 8)) - 1, Number(shard.slice(8, 10)));
}
