import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Jobs } from './jobs.ts';

/** So often a line that nobody reads is written, so that a connection that is gone is noticed. */
const BEAT_MS = 15_000;

/** Server-sent events: first `snapshot`, with everything that goes on, then each `JobEvent` under its kind. */
export function sendEvents(jobs: Jobs, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  const write = (kind: string, data: unknown) =>
    response.write(`event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`);
  write('snapshot', jobs.snapshot());
  const deafen = jobs.listen((event) => write(event.kind, event));
  const beat = setInterval(() => response.write(': here\n\n'), BEAT_MS);
  beat.unref();
  request.once('close', () => {
    deafen();
    clearInterval(beat);
  });
}
