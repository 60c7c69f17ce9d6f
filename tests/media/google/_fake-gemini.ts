import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What the library calls, by what it is for. */
export type Route =
  /** Veo: `POST /v1beta1/publishers/google/models/{m}:predictLongRunning` */
  | 'begin'
  /** Veo: `POST …:fetchPredictOperation` */
  | 'ask'
  /** Omni: `POST /v1beta/interactions` */
  | 'create'
  /** Omni: `GET /v1beta/interactions/{id}` */
  | 'get'
  /** Voices and pictures: `POST …/models/{m}:generateContent` */
  | 'generate'
  /** Films at an address: `GET /files/…` */
  | 'file'
  | 'unknown';

export interface Seen {
  readonly route: Route;
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
  readonly body: unknown;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly body?: string | Buffer;
  /** Never answers, or cuts the line. */
  readonly instead?: 'hang' | 'reset';
  /** The same in the middle of the answer. */
  readonly midway?: 'hang' | 'reset';
}

export interface FakeGemini {
  readonly url: string;
  /** Everything that was asked, in order. */
  readonly seen: Seen[];
  /** What a route answers, one after the other; the last one for good. */
  on(route: Route, ...replies: readonly Reply[]): void;
  count(route: Route): number;
  close(): Promise<void>;
}

/** Speaks what the library speaks, on 127.0.0.1, and says whatever a test wants. A route without a script gives 501. */
export async function startFakeGemini(): Promise<FakeGemini> {
  const seen: Seen[] = [];
  const scripts = new Map<Route, Reply[]>();
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', headers } = request;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString();
    const route = routeOf(method, url);
    const key = headers['x-goog-api-key'];
    seen.push({ route, method, path: url, key: key?.toString(), body: text && JSON.parse(text) });
    const script = scripts.get(route);
    const reply = (script && script.length > 1 ? script.shift() : script?.[0]) ?? { status: 501 };
    if (reply.instead === 'hang') return;
    if (reply.instead === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    const isJson = reply.body === undefined;
    response.writeHead(reply.status ?? 200, {
      'content-type': isJson ? 'application/json; charset=UTF-8' : 'text/html; charset=UTF-8',
      ...reply.headers,
    });
    if (reply.midway) {
      await new Promise((resolve) => response.write('{"half": ', resolve));
      if (reply.midway === 'reset') request.socket.destroy();
      return;
    }
    response.end(isJson ? JSON.stringify(reply.json ?? {}) : reply.body);
  };
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    on: (route, ...replies) => scripts.set(route, [...replies]),
    count: (route) => seen.filter((each) => each.route === route).length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function routeOf(method: string, path: string): Route {
  const model = '/v1beta1/publishers/google/models/[a-z0-9.-]+';
  const is = (pattern: string) => new RegExp(`^${pattern}$`).test(`${method} ${path}`);
  if (is(`POST ${model}:predictLongRunning`)) return 'begin';
  if (is(`POST (/v1beta1/[a-z0-9./-]+):fetchPredictOperation`)) return 'ask';
  if (is('POST /v1beta/interactions')) return 'create';
  if (is('GET /v1beta/interactions/[^/?]+(\\?.*)?')) return 'get';
  if (is(`POST (${model}|/v1beta/models/[a-z0-9.-]+):generateContent`)) return 'generate';
  return is('GET /files/.*') ? 'file' : 'unknown';
}

/** An error as Google writes it. */
export function refusal(status: number, message: string, details: readonly unknown[] = []): Reply {
  return { status, json: { error: { code: status, message, status: 'SOME_STATUS', details } } };
}

export const HANG: Reply = { instead: 'hang' };
export const RESET: Reply = { instead: 'reset' };
export const HTML: Reply = { body: '<!doctype html><title>Sign in to the network</title>' };

/** An operation of Veo, as its beginning is answered, while it lasts, and when it is done. */
export const OPERATION =
  'projects/p-1/locations/us-central1/publishers/google/models/veo-3.1-fast-generate-001/operations/op-1';
export const BEGUN: Reply = { json: { name: OPERATION } };
export const MAKING: Reply = { json: { name: OPERATION, metadata: {} } };
export const done = (response: unknown): Reply => ({ json: { name: OPERATION, done: true, response } });
export const veoFilm = (film: Buffer): Reply =>
  done({ videos: [{ bytesBase64Encoded: film.toString('base64'), mimeType: 'video/mp4' }] });

/** An interaction with Omni. */
export const interaction = (status: string, more: object = {}): Reply => ({
  json: { id: 'int_1', status, model: 'gemini-omni-1.2-flash', object: 'interaction', steps: [], ...more },
});
export const omniFilm = (video: object): Reply =>
  interaction('completed', {
    steps: [{ type: 'model_output', content: [{ type: 'video', mime_type: 'video/mp4', ...video }] }],
  });

/** An answer with something made in it. */
export const made = (bytes: Buffer, mimeType: string): Reply => ({
  json: {
    candidates: [
      {
        content: { role: 'model', parts: [{ inlineData: { mimeType, data: bytes.toString('base64') } }] },
        finishReason: 'STOP',
      },
    ],
  },
});
