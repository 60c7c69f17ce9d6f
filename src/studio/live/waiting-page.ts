import type { IncomingMessage, ServerResponse } from 'node:http';
import { bell } from '../../site/progress.ts';
import { waitingHtml } from './own-pages.ts';

/** Fewer are made before anybody would have read how far it is. */
const MANY = 2000;

/**
 * Answers somebody who opens a page while the mails of many customers are being made, or have to be made first.
 * @param base address that the site is served below
 * @returns whether it was answered.
 */
export function answerWaiting(request: IncomingMessage, response: ServerResponse, base: string): boolean {
  if (request.method !== 'GET' || request.headers['sec-fetch-dest'] !== 'document') return false;
  const before = bell.site?.rows.length ?? 0;
  const isDue = bell.openedFor !== undefined && bell.openedFor !== bell.epoch && before > MANY;
  if (!bell.opening && isDue) openInBackground(request);
  const far = bell.opening ?? (isDue ? { done: 0, total: before } : undefined);
  if (!far || far.total <= MANY) return false;
  response.writeHead(503, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(waitingHtml(base, far));
  return true;
}

/** Asks for the same page as a program does, which waits for it. What goes wrong is told to whoever opens a page next. */
function openInBackground(request: IncomingMessage): void {
  void openSiteOf(`http://127.0.0.1:${request.socket.localPort}${request.url}`);
}

/** Lets the live site make what its pages are made of. @param address of one of its pages */
export async function openSiteOf(address: string): Promise<void> {
  try {
    await (await fetch(address, { headers: { accept: '*/*' } })).arrayBuffer();
  } catch {
    // The server has ended meanwhile.
  } finally {
    bell.opening = undefined;
  }
}
