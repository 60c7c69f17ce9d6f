import { shortKey } from './keys.ts';
import type { Memory } from './memory.ts';
import { Refusal } from './refusal.ts';
import type { OpenedRequest } from './request.ts';
import { SKEW } from './version.ts';

/** A run ends after six minutes. */
const RUN = 360_000;
/** How long a request that was signed now may still come, or be worked on. */
const LIFE = 2 * SKEW + 60_000;
/** Characters of a property, which holds 9 KB. */
const MOST = 8900;

// CacheService keeps nothing for sure: what a replay must never do, send twice, the memory of keys prevents as well.
/** @throws Refusal when it was used before, or declared void, or comes from before a fence. */
export function spendNonce(memory: Memory, { nonce, timestamp, payload }: OpenedRequest): void {
  const cache = CacheService.getScriptCache();
  const isVoid = entriesOf(memory, 'void').some(([each]) => each === nonce);
  if (isVoid || isFenced(memory, payload, timestamp) || cache.get(`nonce.${nonce}`)) {
    throw new Refusal('replayed', 'This request was here before, or comes too late.');
  }
  cache.put(`nonce.${nonce}`, '1', LIFE / 1000);
}

/**
 * Requests with these are refused from now on, for as long as they could still be fresh.
 * @throws Refusal when there are more than can be kept: then nothing may be believed to be void.
 */
export function voidNonces(memory: Memory, nonces: readonly string[]): void {
  const until = Date.now() + LIFE;
  keep(
    memory,
    'void',
    nonces.map((nonce) => [nonce, until]),
  );
}

/**
 * Requests to send these keys are refused from now on when they were signed before `timestamp`. Both times are by the
 * sender's clock, whatever that of Google says.
 * @throws Refusal as `voidNonces` does.
 */
export function fenceKeys(memory: Memory, keys: readonly string[], timestamp: number): void {
  keep(
    memory,
    'fences',
    keys.map((key) => [shortKey(key), timestamp]),
  );
}

function isFenced(memory: Memory, payload: OpenedRequest['payload'], timestamp: number): boolean {
  if (payload.action !== 'send') return false;
  const id = shortKey(payload.key);
  return entriesOf(memory, 'fences').some(([each, fence]) => each === id && timestamp < fence);
}

type Entry = readonly [name: string, time: number];

function keep(memory: Memory, property: 'void' | 'fences', more: readonly Entry[]): void {
  if (more.length === 0) return;
  const all = new Map([...entriesOf(memory, property), ...more]);
  const text = [...all].map(([name, time]) => `${name}:${time}`).join(' ');
  if (text.length > MOST) throw new Refusal('busy', 'Too many requests were lost within minutes.', true);
  memory.set(property, text);
  memory.save();
}

/** Those that still matter. A fence does for as long as a request from before it could come and be worked on. */
function entriesOf(memory: Memory, property: 'void' | 'fences'): readonly Entry[] {
  const since = property === 'void' ? Date.now() : Date.now() - SKEW - RUN;
  return memory
    .get(property)
    .split(' ')
    .map((entry): Entry => [entry.split(':')[0] || '', Number(entry.split(':')[1])])
    .filter(([, time]) => time > since);
}
