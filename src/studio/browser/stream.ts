import type { JobEvent } from '../live/job.ts';
import type { Snapshot } from '../live/jobs.ts';
import { send } from './ask.ts';

export type Heard = { readonly kind: 'snapshot'; readonly snapshot: Snapshot } | JobEvent;

const PAUSE_MS = 1500;

/**
 * Listens to the studio for as long as the page is open; after a break it begins again with a snapshot. It is read by
 * `fetch`, since `EventSource` cannot send the token.
 */
export async function listen(hear: (heard: Heard) => void, onBreak: () => void): Promise<never> {
  for (;;) {
    try {
      const answer = await send('events', {});
      if (answer.body) await read(answer.body, hear);
    } catch {
      // Said below, and tried again.
    }
    onBreak();
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

async function read(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  hear: (heard: Heard) => void,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const kind = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (kind === undefined || data === undefined) continue;
      const told: unknown = JSON.parse(data);
      hear(kind === 'snapshot' ? { kind, snapshot: told as Snapshot } : (told as JobEvent));
    }
  }
}
