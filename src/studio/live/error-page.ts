import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Env } from '../../env.ts';
import { describeError, isPitchwrightError } from '../../errors.ts';
import { wrongsOf } from './error-place.ts';
import { brokenHtml, failedHtml } from './own-pages.ts';

/** What of Vite's server is needed here. */
interface Server {
  ssrFixStacktrace(error: Error): void;
  readonly config: { readonly base: string };
}

/** The first error of a page that is being made. */
interface Making {
  error?: unknown;
}

/**
 * A page that cannot be made is answered with a page of our own: what is wrong, where, and how to put it right. It opens
 * again by itself when the files change.
 *
 * Astro gives every error of a page to `ssrFixStacktrace` before it answers; no other place tells error and request.
 */
export function errorPages(server: Server, env: Pick<Env, 'CONTENT_DIR' | 'DATA_DIR'>) {
  const making = new AsyncLocalStorage<Making>();
  const fixStacktrace = server.ssrFixStacktrace.bind(server);
  server.ssrFixStacktrace = (error) => {
    const page = making.getStore();
    if (page) page.error ??= error;
    fixStacktrace(error);
  };
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    if (!request.headers.accept?.includes('text/html')) {
      next();
      return;
    }
    const page: Making = {};
    holdPage(response, () => {
      const known = causes(page.error).find(isPitchwrightError);
      if (known) return brokenHtml(wrongsOf(known, env), server.config.base);
      // Astro says only where it began.
      if (page.error !== undefined) console.error(describeError(page.error));
      return failedHtml(server.config.base);
    });
    making.run(page, next);
  };
}

/**
 * Holds a page back until it is whole: its beginning is written before its end has failed. What is no page goes through
 * as it comes.
 * @param instead the page for status 500.
 */
function holdPage(response: ServerResponse, instead: () => string): void {
  const original = { writeHead: response.writeHead, write: response.write, end: response.end };
  const held: Uint8Array[] = [];
  let head: unknown[] | undefined;

  const release = (): void => {
    Object.assign(response, original);
    if (head) Reflect.apply(response.writeHead, response, head);
    for (const part of held) response.write(part);
  };
  response.writeHead = (...given: unknown[]) => {
    head = given;
    if (!isHtml(typeOf(given) ?? response.getHeader('content-type'))) release();
    return response;
  };
  response.write = (part: unknown, ...given: unknown[]) => {
    if (!head && !isHtml(response.getHeader('content-type'))) {
      release();
      return Reflect.apply(response.write, response, [part, ...given]) as boolean;
    }
    held.push(bytesOf(part));
    return true;
  };
  response.end = (...given: unknown[]) => {
    const status = head ? head[0] : response.statusCode;
    if (status !== 500) {
      release();
      return Reflect.apply(response.end, response, given) as ServerResponse;
    }
    Object.assign(response, original);
    const html = instead();
    response.writeHead(500, 'Internal Server Error', {
      'content-type': 'text/html; charset=utf-8',
      'content-length': Buffer.byteLength(html),
      'cache-control': 'no-store',
    });
    return response.end(html);
  };
}

const bytesOf = (part: unknown) => (typeof part === 'string' ? Buffer.from(part) : (part as Uint8Array));

const isHtml = (type: unknown) => type === undefined || String(type).startsWith('text/html');

/** The type among the arguments of `writeHead`. */
function typeOf(given: readonly unknown[]): unknown {
  const headers = given.find((each) => typeof each === 'object' && each !== null) ?? {};
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
}

/** An error and what it came from. */
function causes(error: unknown): readonly unknown[] {
  return error instanceof Error ? [error, ...causes(error.cause)] : [];
}
