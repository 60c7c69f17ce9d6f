import { createHmac, randomUUID } from 'node:crypto';
import {
  type Action,
  type Answer,
  answerSchemas,
  WIRE_VERSION,
  type WirePayload,
  type WireRequest,
} from '../wire.ts';
import { receiptOfPage, wordsOfPage } from './apps-script-page.ts';
import type { Receipt } from './channel.ts';

export interface Line {
  readonly url: string;
  readonly secret: string;
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/** How one request ended. */
export type Reply<A extends Action> =
  | { readonly kind: 'answer'; readonly answer: Answer<A> }
  /** The script surely did not run. */
  | { readonly kind: 'refused'; readonly receipt: Receipt }
  /** It may have run; nobody said. `page`: what the page that came instead means, once it is sure that nothing was sent. */
  | { readonly kind: 'lost'; readonly reason: string; readonly nonce: string; readonly page?: Receipt };

/** Google ends a run after six minutes. */
const RUN = 370_000;
const FETCH = 60_000;
const PAUSES = [300, 1500, undefined];

/**
 * One signed request to the web app. Google answers every POST with a redirect to an address that gives the script's
 * words once, by GET: by then the script has run, so the GET is tried again and never the POST.
 */
export async function exchange<A extends Action>(
  { url, secret, fetch, now, sleep }: Line,
  payload: Extract<WirePayload, { action: A }>,
): Promise<Reply<A>> {
  const request = sign(payload, secret, now());
  const lost = (reason: string, page?: Receipt) =>
    ({ kind: 'lost', reason, nonce: request.nonce, ...(page && { page }) }) as const;
  const refused = (receipt: Receipt) => ({ kind: 'refused', receipt }) as const;
  let first: Response;
  let body: string;
  try {
    first = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(RUN),
    });
    body = await first.text();
  } catch (error) {
    const { code, reason, isConnected } = breakage(error);
    return isConnected ? lost(reason) : refused({ kind: 'down', code, reason });
  }
  const location = first.headers.get('location');
  if ([301, 302, 303].includes(first.status) && location !== null) {
    const target = URL.parse(location, url);
    if (!target) return lost('the script’s answer is at no address');
    if (/^accounts\.google\.com$|ServiceLogin/.test(`${target.hostname}${target.pathname}`)) {
      return refused({
        kind: 'stop',
        code: 'login',
        reason: 'the web app asks for a Google login; deploy it to be run as you, for anyone',
      });
    }
    return readAnswer(target);
  }
  if (isJson(first)) return parse(body);
  const words = wordsOfPage(body);
  const receipt = receiptOfPage(first.status, words);
  // With status 200 Google also sends what went wrong after the script had begun: it proves nothing about a mail.
  const isProof = payload.action !== 'send' || (first.status >= 400 && first.status < 500);
  return receipt && isProof ? refused(receipt) : lost(words, receipt);

  async function readAnswer(target: URL): Promise<Reply<A>> {
    let reason = '';
    for (const pause of PAUSES) {
      try {
        const response = await fetch(target, { signal: AbortSignal.timeout(FETCH) });
        const text = await response.text();
        if (response.ok && isJson(response)) return parse(text);
        reason = `${wordsOfPage(text)} (HTTP ${response.status})`;
        if (response.status < 500) break;
      } catch (error) {
        reason = breakage(error).reason;
      }
      if (pause !== undefined) await sleep(pause);
    }
    return lost(`the script’s answer could not be fetched: ${reason}`);
  }

  function parse(text: string): Reply<A> {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return lost('the answer is not JSON');
    }
    const result = answerSchemas[payload.action as A].safeParse(json);
    if (!result.success) return lost(`the answer is not of version ${WIRE_VERSION}`);
    const answer = result.data as Answer<A>;
    // A request is made once; if it was there before, something on the way repeated it, and kept the first answer.
    if (!answer.ok && answer.code === 'replayed') return lost(answer.error);
    return { kind: 'answer', answer };
  }
}

function sign(payload: WirePayload, secret: string, timestamp: number): WireRequest {
  const text = JSON.stringify(payload);
  const nonce = randomUUID();
  const signature = createHmac('sha256', secret).update(`${timestamp}.${nonce}.${text}`).digest('hex');
  return { v: WIRE_VERSION, timestamp, nonce, payload: text, signature };
}

const isJson = ({ headers }: Response) => /\bjson\b/.test(headers.get('content-type') ?? '');

/** Nobody answered the telephone, or it was somebody else: nothing of the request was read. */
const NOT_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_\w+|CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+)$/;

function breakage(error: unknown) {
  const cause = (error as Error).cause as NodeJS.ErrnoException | undefined;
  const code = cause?.code ?? (error as Error).name;
  const reason = code === 'TimeoutError' ? 'no answer in time' : (cause?.message ?? (error as Error).message);
  // A way that breaks off later has the same codes, from reading or writing.
  const isConnected = !NOT_CONNECTED.test(code) || /^(read|write)$/.test(cause?.syscall ?? '');
  return { code, reason, isConnected };
}
