import type { WireFate, WirePayload } from '../src/delivery/wire.ts';
import { findKey, horizon, shortKey } from './keys.ts';
import { fenceKeys, voidNonces } from './late-requests.ts';
import type { Memory } from './memory.ts';

/** What became of keys. With the lock in hand, so nothing is half done: an attempt without an end broke off. */
export function status(
  memory: Memory,
  { keys, void: lost = [], fence = false }: Extract<WirePayload, { action: 'status' }>,
  timestamp: number,
) {
  voidNonces(memory, lost);
  if (fence) fenceKeys(memory, keys, timestamp);
  const fates: Record<string, WireFate> = {};
  for (const key of keys) {
    const entry = findKey(memory, shortKey(key));
    if (!entry) fates[key] = { state: 'unseen', at: 0 };
    else fates[key] = { state: entry.state === 'attempting' ? 'unknown' : entry.state, at: entry.at };
  }
  return { fates, horizon: horizon(memory) };
}
