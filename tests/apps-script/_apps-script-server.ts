import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Emulator, type Output, RunEnded } from './_emulator.ts';

/**
 * What befalls the next POST.
 * - `page`: HTML in place of an answer; the script did not run, or (`ran`) did.
 * - `drop-before`, `drop-after`: the connection breaks before or after the script ran: the 302 is lost.
 * - `drop-echo`: the answer's address can be reached at the second try only; `lose-echo`: not at all.
 * - `late`: the connection breaks, or a `page` comes, and the script runs only when `runLate` says so.
 * - `login`: the web app is not public.
 * - `busy-echo`: the answer's address says 503 once.
 * - `twice`: something on the way repeats the request and keeps the second answer.
 * - `nowhere`: the answer's address is none.
 * - `hold`: it runs only after `release`.
 */
export type Fault =
  | {
      readonly kind: 'page';
      readonly title: string;
      readonly text?: string;
      readonly status?: number;
      readonly ran?: boolean;
    }
  | { readonly kind: 'late'; readonly page?: string }
  | {
      readonly kind:
        | 'drop-before'
        | 'drop-after'
        | 'drop-echo'
        | 'lose-echo'
        | 'nowhere'
        | 'login'
        | 'hold'
        | 'busy-echo'
        | 'twice';
    };

export type AppsScriptServer = Awaited<ReturnType<typeof startAppsScript>>;

/**
 * Google's front: POST answers 302 to a one-time address on another origin, failures are HTML with status 200.
 * @param simultaneous runs at a time; more are refused.
 */
export async function startAppsScript(emulator: Emulator, simultaneous = 30) {
  const faults: Fault[] = [];
  const echoes = new Map<string, { content: string; drops: number; isBusy: boolean }>();
  const late: (() => void)[] = [];
  const counts = { posts: 0, late: 0 };
  let running = 0;
  const arrived = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  /** Decides about every POST that no planned fault befalls. */
  let chance: (() => Fault | undefined) | undefined;

  const echo = await listen((request, response) => {
    const key = request.url ?? '';
    const kept = echoes.get(key);
    if (request.method !== 'GET') return html(response, 405, 'Method Not Allowed');
    if (!kept) return html(response, 404, 'Page Not Found');
    if (kept.drops > 0) {
      kept.drops -= 1;
      return request.socket.destroy();
    }
    if (kept.isBusy) {
      kept.isBusy = false;
      return html(response, 503, 'Service Unavailable');
    }
    echoes.delete(key);
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(kept.content);
  });

  const script = await listen(async (request, response) => {
    const { pathname, search } = new URL(request.url ?? '', 'http://127.0.0.1');
    if (pathname !== '/macros/s/TEST/exec') return html(response, 404, 'Page Not Found');
    const query = search.slice(1);
    if (request.method === 'GET') return answer(response, emulator.get(query));
    counts.posts += 1;
    const fault = faults.shift() ?? chance?.();
    running += 1;
    try {
      const body = await read(request);
      const type = request.headers['content-type']?.split(';')[0] ?? '';
      if (running > simultaneous) {
        return html(
          response,
          200,
          'Error',
          'There are too many scripts running simultaneously for this account.',
        );
      }
      const run = () => emulator.post({ query, body, type });
      if (fault?.kind === 'hold') {
        arrived.resolve();
        await released.promise;
      }
      if (fault?.kind === 'drop-before') return request.socket.destroy();
      if (fault?.kind === 'late') {
        late.push(run);
        counts.late += 1;
        return fault.page === undefined ? request.socket.destroy() : html(response, 200, 'Error', fault.page);
      }
      if (fault?.kind === 'login') {
        const location = `https://accounts.google.com/ServiceLogin?continue=${encodeURIComponent('https://script.google.com/')}`;
        return response.writeHead(302, { location }).end();
      }
      if (fault?.kind === 'page') {
        if (fault.ran) run();
        return html(response, fault.status ?? 200, fault.title, fault.text);
      }
      if (fault?.kind === 'twice') run();
      const output = run();
      if (fault?.kind === 'drop-after') return request.socket.destroy();
      if (fault?.kind === 'nowhere') return response.writeHead(302, { location: 'http://[' }).end();
      const drops = { 'drop-echo': 1, 'lose-echo': Number.POSITIVE_INFINITY }[fault?.kind as string] ?? 0;
      answer(response, output, drops, fault?.kind === 'busy-echo');
    } catch (error) {
      if (!(error instanceof RunEnded)) throw error;
      html(response, 200, 'Error', error.message);
    } finally {
      running -= 1;
    }
  });

  function answer(response: ServerResponse, { kind, content }: Output, drops = 0, isBusy = false): void {
    if (kind === 'html') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(content);
      return;
    }
    const key = `/macros/echo?user_content_key=${randomUUID()}`;
    echoes.set(key, { content, drops, isBusy });
    response.writeHead(302, { location: origin(echo) + key, 'content-type': 'text/html' }).end();
  }

  emulator.state.url = `${origin(script)}/macros/s/TEST/exec`;
  return {
    url: emulator.state.url,
    emulator,
    counts,
    next: (...more: readonly Fault[]) => faults.push(...more),
    chance(decide: () => Fault | undefined) {
      chance = decide;
    },
    /** When the first request is held. */
    held: arrived.promise,
    release: released.resolve,
    /** Runs what arrived late. */
    runLate() {
      for (const run of late.splice(0)) run();
    },
    async close() {
      released.resolve();
      await Promise.all([script, echo].map(end));
    },
  };
}

function html(response: ServerResponse, status: number, title: string, text = title): void {
  response
    .writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
    .end(
      `<!DOCTYPE html><html><head><title>${title}</title><style>p{margin:0}</style></head><body><div>${text}</div></body></html>`,
    );
}

async function listen(
  onRequest: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<Server> {
  const server = createServer(onRequest);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const origin = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function end(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
