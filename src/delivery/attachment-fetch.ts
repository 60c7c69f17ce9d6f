import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { isIP } from 'node:net';
import { PitchwrightError } from '../errors.ts';
import { slot } from '../pitch/slot.ts';
import { isPublicAddress } from './private-address.ts';

/** The way to the network; a test gives its own. */
export interface Network {
  /** Every address of a host. Asked once for each hop: what was checked is what is connected to. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
  readonly isAllowed: (address: string) => boolean;
  /** Addresses never name one. */
  readonly port: number;
  /** PEM; the system's authorities when left out. */
  readonly ca?: string;
  /** For everything together, redirects included. */
  readonly timeLimitMs: number;
}

export const INTERNET: Network = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  isAllowed: isPublicAddress,
  port: 443,
  timeLimitMs: 30_000,
};

const MOST_REDIRECTS = 3;
const REDIRECTS = [301, 302, 303, 307, 308];
const GONE = [404, 410];

/**
 * Fetches a file: https on port 443 only, from a host of the list, at a public address. Every redirect passes the same
 * checks.
 *
 * @param mostBytes beyond it the connection is closed, whatever was announced.
 * @returns the bytes; `undefined` when there is no such file (404, 410).
 * @throws PitchwrightError `ATTACHMENT_URL` (it may not be fetched) | `ATTACHMENT_FETCH` (it could not be)
 */
export async function fetchAttachment(
  url: string,
  hosts: readonly string[],
  mostBytes: number,
  network: Network = INTERNET,
): Promise<Uint8Array | undefined> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), network.timeLimitMs);
  let place = checkUrl(url, hosts);
  try {
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      const response = await get(place, network, limit.signal);
      const { statusCode: status = 0, headers } = response;
      if (status === 200) return await bodyOf(response, place, mostBytes);
      response.destroy();
      if (GONE.includes(status)) return undefined;
      if (!REDIRECTS.includes(status) || headers.location === undefined) {
        throw failure(place, `answers ${status}`);
      }
      place = checkUrl(headers.location, hosts, place);
    }
    throw failure(place, `is the end of more than ${MOST_REDIRECTS} redirects`);
  } catch (error) {
    if (limit.signal.aborted) throw failure(place, `took more than ${network.timeLimitMs / 1000} s`);
    if (error instanceof PitchwrightError) throw error;
    throw failure(place, `cannot be fetched: ${(error as Error).message}`, error);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param from the page that redirected there.
 * @throws PitchwrightError `ATTACHMENT_URL`
 */
export function checkUrl(text: string, hosts: readonly string[], from?: URL): URL {
  if (!URL.canParse(text, from)) throw refusal(`"${slot(text)}" is not an address`);
  const url = new URL(text, from);
  const where = from ? `${printUrl(from)} redirects to ${printUrl(url)}, which` : printUrl(url);
  if (url.protocol !== 'https:') throw refusal(`${where} does not begin with https://`);
  if (url.username || url.password) throw refusal(`${where} carries a user or a password`);
  if (url.port) throw refusal(`${where} names the port ${url.port}`);
  if (isIP(url.hostname.replace(/^\[|\]$/g, ''))) throw refusal(`${where} names no host but a number`);
  if (!hosts.includes(url.hostname)) {
    throw new PitchwrightError('ATTACHMENT_URL', `${where} is on a host that attachments may not come from`, {
      hint: `add ${url.hostname} to ATTACHMENT_HOSTS if you trust it`,
    });
  }
  return url;
}

/** Without the query, which may hold a signature. */
export const printUrl = ({ protocol, hostname, pathname }: URL) => `${protocol}//${hostname}${pathname}`;

async function get(url: URL, network: Network, signal: AbortSignal): Promise<IncomingMessage> {
  const addresses = await untilAborted(network.resolve(url.hostname), signal);
  const inside = addresses.find((address) => !network.isAllowed(address));
  if (inside !== undefined)
    throw refusal(`${url.hostname} leads to ${inside}, which is not a public address`);
  if (addresses.length === 0) throw failure(url, 'has a host without an address');
  const checked = addresses.map((address) => ({ address, family: isIP(address) }));
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: url.hostname,
        port: network.port,
        // The answer that was checked, not a second one; the connection tries them one after the other.
        lookup: (_host, _options, answer) => answer(null, checked),
        ...(network.ca === undefined ? {} : { ca: network.ca }),
        path: `${url.pathname}${url.search}`,
        headers: {
          Host: url.hostname,
          Accept: '*/*',
          'Accept-Encoding': 'identity',
          'User-Agent': 'Pitchwright',
        },
        agent: false,
        signal,
      },
      resolve,
    );
    sent.on('error', reject);
    // What is neither an answer nor an error, such as 101, would leave us waiting.
    sent.once('close', () => reject(new Error('the connection ended without an answer')));
    sent.end();
  });
}

async function bodyOf(response: IncomingMessage, url: URL, mostBytes: number): Promise<Uint8Array> {
  const encoding = response.headers['content-encoding'] ?? 'identity';
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    if (Number(response.headers['content-length']) > mostBytes) throw tooBig(url, mostBytes);
    if (encoding !== 'identity') throw failure(url, `arrives packed (${encoding}), unasked`);
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > mostBytes) throw tooBig(url, mostBytes);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    response.destroy();
  }
}

/** A look-up cannot be called back; it may end when nobody waits any more. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
    work.then(resolve, reject);
  });
}

const refusal = (fact: string) =>
  new PitchwrightError('ATTACHMENT_URL', fact, {
    hint: 'use an https address of a public host named in ATTACHMENT_HOSTS',
  });

const tooBig = (url: URL, mostBytes: number) => failure(url, `is bigger than ${mostBytes / 1e6} MB`);

const failure = (url: URL, fact: string, cause?: unknown) =>
  new PitchwrightError('ATTACHMENT_FETCH', `${printUrl(url)} ${fact}`, {
    hint: 'look whether the address opens in a private browser window, then try again',
    cause,
  });
