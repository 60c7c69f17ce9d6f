import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface StaticServer {
  /** `http://127.0.0.1:…`, without a slash at its end. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves a folder the way a plain web host does: `index.html` of a folder, `404.html` for what is not there.
 * @param ready answers wait for it; when it fails they say why, with status 500.
 */
export async function serveFolder(
  folder: string,
  ready: Promise<unknown> = Promise.resolve(),
): Promise<StaticServer> {
  const server = createServer(async ({ url = '/' }, response) => {
    try {
      await ready;
    } catch (error) {
      response.writeHead(500).end(String(error));
      return;
    }
    const path = decodeURIComponent(new URL(url, 'http://host').pathname);
    const file = normalize(join(folder, path.endsWith('/') ? `${path}index.html` : path));
    const isInside = file.startsWith(folder + sep);
    if (isInside && (await send(response, 200, file))) return;
    await send(response, 404, join(folder, '404.html'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function send(response: ServerResponse, status: number, file: string): Promise<boolean> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch {
    return false;
  }
  response
    .writeHead(status, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' })
    .end(bytes);
  return true;
}
