import type { WireEvent } from '../src/delivery/wire.ts';
import type { Memory } from './memory.ts';
import { hmacWebSafe, isSame } from './signature.ts';

/** What a link says, as in `src/pitch/unsubscribe-token.ts`: `<customer id>~<address key>~<signature>`. */
export interface Unsubscribe {
  readonly customerId: string;
  readonly addressKey: string;
}

const LENGTH = 22;
const SHARD_CHARACTERS = 8900;
const SHARDS = 12;

/** @returns undefined when it is not one of ours. */
export function readToken(token: string, secret: string): Unsubscribe | undefined {
  const [, customerId, addressKey, signature] =
    /^([A-Za-z0-9._-]{1,64})~([\w-]{22})~([\w-]{22})$/.exec(token) || [];
  if (!customerId || !addressKey || !signature || secret.length < 32) return undefined;
  const expected = hmacWebSafe(`unsubscribe:${customerId}~${addressKey}`, secret).slice(0, LENGTH);
  return isSame(signature, expected) ? { customerId, addressKey } : undefined;
}

/**
 * Written when this returns; once, however often it is asked for. Lines of `u.00`, `u.01`, …: `id~address key~time`.
 * Only what a `pull` has fetched makes room for more.
 * @returns whether it is new.
 */
export function recordUnsubscribe(memory: Memory, { customerId, addressKey }: Unsubscribe): boolean {
  const shards = memory.names('u.');
  const line = `\n${customerId}~${addressKey}~`;
  if (shards.some((shard) => memory.get(shard).includes(line))) return false;
  const record = line + memory.stamp().toString(36);
  const last = shards[shards.length - 1];
  if (last && memory.get(last).length + record.length <= SHARD_CHARACTERS) {
    memory.set(last, memory.get(last) + record);
  } else {
    const [oldest] = shards;
    if (oldest && shards.length >= SHARDS) {
      const known = Number(memory.get('acknowledged'));
      if (linesOf(memory, oldest).some(({ at }) => at > known)) {
        throw new Error('The list of unsubscribes is full; run sync.');
      }
      memory.drop(oldest);
    }
    const next = last ? Number.parseInt(last.slice(2), 36) + 1 : 0;
    memory.set(`u.${`000${next.toString(36)}`.slice(-4)}`, record);
  }
  memory.save();
  return true;
}

export function hasUnsubscribed(memory: Memory, addressKey: string): boolean {
  const key = `~${addressKey}~`;
  return memory.names('u.').some((shard) => memory.get(shard).includes(key));
}

export function unsubscribesSince(memory: Memory, since: number): readonly WireEvent[] {
  return memory
    .names('u.')
    .flatMap((shard) => linesOf(memory, shard))
    .filter(({ at }) => at > since);
}

function linesOf(memory: Memory, shard: string) {
  const lines = memory.get(shard).split('\n').filter(Boolean);
  return lines.map((line) => {
    const [customerId = '', addressKey = '', time = ''] = line.split('~');
    return { kind: 'unsubscribed' as const, customerId, addressKey, at: Number.parseInt(time, 36) };
  });
}
