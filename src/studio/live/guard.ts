import { timingSafeEqual } from 'node:crypto';
import { isPercentEncoded } from '../../env.ts';

/** What of a request decides whether it is let in. */
export interface Knock {
  readonly method: string;
  /** Of the address, without the query. */
  readonly path: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** `sec-fetch-site`: browsers say where a request comes from. */
  readonly site: string | undefined;
  /** `x-studio-token`. */
  readonly token: string | undefined;
}

export interface Door {
  readonly port: number;
  readonly token: string;
}

/** Why somebody is not let in. */
export interface Refusal {
  readonly status: 400 | 403 | 421;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** Below this everything needs the token. */
export const STUDIO_PATH = '/_studio/';

const READING = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Who may ask the live site for anything: its own pages, in a browser on this machine.
 *
 * A name that was made to point at 127.0.0.1 (DNS rebinding) does not get a single page, since the `Host` is not ours.
 * A page elsewhere cannot change anything: it neither has our origin nor can it read the token of this start.
 */
export function refusalOf(knock: Knock, door: Door): Refusal | undefined {
  if (!isOurs(knock.host, door.port)) {
    return {
      status: 421,
      code: 'STUDIO_HOST',
      message: `The studio does not answer as ${knock.host ?? 'a host without a name'}.`,
      hint: `Open http://127.0.0.1:${door.port}/ instead.`,
    };
  }
  if (!isPercentEncoded(knock.path)) {
    return {
      status: 400,
      code: 'STUDIO_ADDRESS',
      message: 'This address has a % that stands for nothing.',
      hint: 'Write it as %25, or leave it out.',
    };
  }
  // Vite's own door to the editor of whoever sits here asks nobody for anything.
  if (/^\/+__/.test(knock.path)) {
    return {
      status: 403,
      code: 'STUDIO_CLOSED',
      message: 'The studio does not open files.',
      hint: 'Open it in your editor.',
    };
  }
  const isStudio = knock.path.startsWith(STUDIO_PATH);
  if (!isStudio && READING.includes(knock.method)) return undefined;
  const isForeign =
    (knock.origin !== undefined && !isOurOrigin(knock.origin, door.port)) ||
    (knock.site !== undefined && knock.site !== 'same-origin');
  if (isForeign) {
    return {
      status: 403,
      code: 'STUDIO_ORIGIN',
      message: 'The studio takes nothing from pages of other sites.',
      hint: 'Use its own pages.',
    };
  }
  if (!isSame(knock.token, door.token)) {
    return {
      status: 403,
      code: 'STUDIO_TOKEN',
      message: 'This page is from an earlier start of the studio.',
      hint: 'Reload it.',
    };
  }
  return undefined;
}

const NAMES = ['127.0.0.1', 'localhost', '[::1]'];

function isOurs(host: string | undefined, port: number): boolean {
  return NAMES.some((name) => host?.toLowerCase() === `${name}:${port}`);
}

const isOurOrigin = (origin: string, port: number) =>
  NAMES.some((name) => origin.toLowerCase() === `http://${name}:${port}`);

function isSame(given: string | undefined, expected: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
