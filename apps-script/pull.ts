import type { WireEvent } from '../src/delivery/wire.ts';
import { entriesSince } from './keys.ts';
import type { Memory } from './memory.ts';
import { unsubscribesSince } from './unsubscribes.ts';

const PAGE = 500;

/** What was recorded after `since`, the oldest first. Asking from there on says that everything before it has arrived. */
export function pull(memory: Memory, since: string) {
  const from = Number(since);
  if (from > Number(memory.get('acknowledged'))) {
    memory.set('acknowledged', since);
    memory.save();
  }
  const events: WireEvent[] = [...unsubscribesSince(memory, from)];
  for (const { id, state, at } of entriesSince(memory, from)) {
    if (state !== 'attempting') events.push({ kind: state, id, at });
  }
  events.sort((a, b) => a.at - b.at);
  const page = events.slice(0, PAGE);
  const last = page[page.length - 1];
  return { events: page, cursor: last ? String(last.at) : since, more: events.length > PAGE };
}
