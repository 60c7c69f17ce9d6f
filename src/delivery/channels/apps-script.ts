import { setTimeout } from 'node:timers/promises';
import { PitchwrightError } from '../../errors.ts';
import { addressProblem } from '../address.ts';
import { WIRE_SKEW, type WireEvent, type WirePayload, type Yes } from '../wire.ts';
import { exchange, type Line, type Reply } from './apps-script-exchange.ts';
import { receiptOfFailure } from './apps-script-receipt.ts';
import { sendPayload } from './apps-script-request.ts';
import type { Channel, Receipt } from './channel.ts';

export interface AppsScriptOptions {
  /** The web app's address, which ends in /exec. */
  readonly url: string;
  /** The same as the script's property of this name. */
  readonly secret: string;
  /** Send again what nobody knows the fate of, once a person asked for it: `--resend-unknown`. */
  readonly again?: boolean;
  readonly fetch?: typeof globalThis.fetch;
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<unknown>;
}

export interface AppsScriptChannel extends Channel {
  /**
   * What the web app recorded after a cursor ('' at first): unsubscribes and results, at most 500 and then `more`. Asking
   * with a cursor tells it that everything before has arrived.
   * @throws PitchwrightError `CHANNEL_UNREACHABLE` | `CHANNEL_REFUSED`
   */
  pull(since: string): Promise<{
    readonly events: readonly WireEvent[];
    readonly cursor: string;
    readonly more: boolean;
  }>;
}

/** Google takes 50 MB of a request; what it makes of it must stay under 25 MB. */
const MAX_REQUEST = 25 * 1024 * 1024;

/** Before each question about a lost answer, milliseconds. */
const PAUSES = [500, 2000, 5000, 10_000, 20_000];
const OPEN_PAUSES = [1000, 4000, undefined];
const RESENDS = 2;

/**
 * Mail through the web app of `apps-script/`, from the mailbox of whoever deployed it. It cannot carry headers of its
 * own, neither Message-ID nor List-Unsubscribe, and always sends from that account.
 *
 * A lost answer is asked for by the mail's key. Where the script does not know the key, the same mail is posted again, a
 * few times: the script sends a key once, however often it gets it, and the requests that were lost are declared void
 * with the same question, so that one which arrives late does nothing. Only then may another channel have the mail.
 * While a web app answers no such question, it gets no further mail: each would be one more of unknown fate.
 */
export function appsScriptChannel(options: AppsScriptOptions): AppsScriptChannel {
  const {
    url,
    secret,
    again = false,
    fetch = globalThis.fetch,
    now = Date.now,
    sleep = setTimeout,
  } = options;
  const line: Line = { url, secret, fetch, now, sleep };
  let sender: string | undefined;
  let hosts: ReadonlySet<string> = new Set();
  let isSilent = false;

  return {
    name: 'apps-script',
    isLive: true,
    // The script works on one at a time; more only bridges the way there.
    concurrency: 4,

    async open() {
      checkAddress(url);
      const answer = await insist({ action: 'health' });
      const { sender: account } = answer;
      sender = account;
      hosts = new Set(answer.attachmentHosts);
      const place = `web app on ${new URL(url).host}, as ${account.replace(/@.*/, '@…')}`;
      return { place, maxBytes: MAX_REQUEST, ...(answer.quota >= 0 ? { quota: answer.quota } : {}) };
    },

    async send(mail, commit) {
      const problem = addressProblem(mail.to.address);
      if (problem) return { kind: 'rejected', code: 'address', reason: problem, suppress: false };
      if (sender !== undefined && sender.toLowerCase() !== mail.from.address.toLowerCase()) {
        const reason = `the web app sends as ${sender}, not as ${mail.from.address}: make that the sender’s address`;
        return { kind: 'stop', code: 'sender', reason };
      }
      const payload = await sendPayload(mail, hosts);
      const size = Buffer.byteLength(JSON.stringify(payload));
      if (size > MAX_REQUEST) {
        const reason = `the request has ${(size / 1e6).toFixed(1)} MB of 26.2`;
        return { kind: 'rejected', code: 'too_big', reason, suppress: false };
      }
      if (isSilent) {
        const trouble = await troubleOf();
        if (trouble) return trouble;
        isSilent = false;
      }
      await commit();
      const posted = now();
      const reply = await exchange(line, again ? { ...payload, again } : payload);
      return reply.kind === 'lost' ? settle(payload, reply, posted) : receiptOf(reply, payload.key);
    },

    async ask({ messageId, since }) {
      // Whoever posted it may be dead, and the request still on its way: from here on it comes too late.
      const reply = await exchange(line, { action: 'status', keys: [messageId], fence: true });
      if (reply.kind !== 'answer') {
        const reason = reply.kind === 'lost' ? reply.reason : wordsOf(reply.receipt);
        return { kind: 'unknown', code: 'no_answer', reason };
      }
      if (!reply.answer.ok) return { kind: 'unknown', code: reply.answer.code, reason: reply.answer.error };
      const { fates, horizon } = reply.answer;
      return receiptOfFate(fates[messageId]?.state, messageId, horizon, since?.getTime());
    },

    async pull(since) {
      const { events, cursor, more } = await insist({ action: 'pull', since });
      return { events, cursor, more };
    },

    async close() {},
  };

  /** What became of a mail whose answer was lost. */
  async function settle(
    payload: Extract<WirePayload, { action: 'send' }>,
    first: Extract<Reply<'send'>, { kind: 'lost' }>,
    posted: number,
  ): Promise<Receipt> {
    const { key } = payload;
    const lost = [first.nonce];
    let { reason, page } = first;
    let surely: Receipt | undefined;
    let resends = RESENDS;
    for (const pause of PAUSES) {
      await sleep(pause);
      const status = await exchange(line, { action: 'status', keys: [key], void: lost });
      if (status.kind === 'refused' && status.receipt.kind === 'stop') break;
      if (status.kind !== 'answer' || !status.answer.ok) continue;
      const { fates, horizon } = status.answer;
      const receipt = receiptOfFate(fates[key]?.state, key, horizon, posted);
      if (receipt) return receipt;
      // From here on it is sure that it was not sent: every request with it is void.
      surely = page ?? { kind: 'down', code: 'lost', reason };
      if (page || resends === 0) break;
      resends -= 1;
      const reply = await exchange(line, payload);
      if (reply.kind !== 'lost') return receiptOf(reply, key);
      surely = undefined;
      lost.push(reply.nonce);
      ({ reason, page } = reply);
    }
    if (surely) return surely;
    isSilent = true;
    return { kind: 'unknown', code: 'lost', reason };
  }

  /** Why a web app that had fallen silent can take no mail yet; undefined when it answers again. */
  async function troubleOf(): Promise<Receipt | undefined> {
    const reply = await exchange(line, { action: 'health' });
    if (reply.kind === 'refused') return reply.receipt;
    if (reply.kind === 'lost') return { kind: 'down', code: 'no_answer', reason: reply.reason };
    if (reply.answer.ok) return undefined;
    const { code, error } = reply.answer;
    const receipt = receiptOfFailure(reply.answer);
    return receipt.kind === 'stop' || receipt.kind === 'busy'
      ? receipt
      : { kind: 'down', code, reason: error };
  }

  /** For questions that change nothing: asked again when nobody answers. */
  async function insist<A extends 'health' | 'pull'>(
    payload: Extract<WirePayload, { action: A }>,
  ): Promise<Yes<A>> {
    let fact = '';
    for (const pause of OPEN_PAUSES) {
      const reply = await exchange<A>(line, payload);
      if (reply.kind === 'answer') {
        const { answer } = reply;
        if (answer.ok) return answer;
        throw new PitchwrightError('CHANNEL_REFUSED', `the web app refuses: ${answer.error}`, {
          hint: 'compare .env with the script’s properties; the page /setup/apps-script/ names them',
        });
      }
      if (reply.kind === 'refused' && reply.receipt.kind === 'stop') {
        throw new PitchwrightError('CHANNEL_REFUSED', wordsOf(reply.receipt), {
          hint: 'follow step 4 of npm run apps-script: deploy it anew and copy its address',
        });
      }
      fact = reply.kind === 'lost' ? reply.reason : wordsOf(reply.receipt);
      if (pause !== undefined) await sleep(pause);
    }
    throw new PitchwrightError('CHANNEL_UNREACHABLE', `${new URL(url).host} does not answer: ${fact}`, {
      hint: 'check APPS_SCRIPT_URL and the network, then try again',
    });
  }
}

function receiptOf(reply: Exclude<Reply<'send'>, { kind: 'lost' }>, key: string): Receipt {
  if (reply.kind === 'refused') return reply.receipt;
  const { answer } = reply;
  if (!answer.ok) return receiptOfFailure(answer);
  const detail = answer.already ? 'sent by an earlier request' : (answer.log.at(-2) ?? 'sent');
  return { kind: 'accepted', id: key, detail, ...(answer.quota >= 0 ? { quota: answer.quota } : {}) };
}

/** Undefined: it was not sent, and can be. @param since when it was handed over; without it, nothing may be forgotten. */
function receiptOfFate(
  state: string | undefined,
  key: string,
  horizon: number,
  since: number | undefined,
): Receipt | undefined {
  if (state === 'sent') return { kind: 'accepted', id: key, detail: 'the web app remembers it as sent' };
  if (state === 'failed') return undefined;
  if (state === 'unknown') {
    const reason = 'the web app broke off while sending it: it may have been delivered';
    return { kind: 'unknown', code: 'unknown', reason };
  }
  if (state === undefined) {
    return { kind: 'unknown', code: 'unknown', reason: 'the web app said nothing about it' };
  }
  if (horizon === 0 || (since !== undefined && since - WIRE_SKEW > horizon)) return undefined;
  return { kind: 'unknown', code: 'forgotten', reason: 'the web app no longer knows mails of that time' };
}

const wordsOf = (receipt: Receipt) => ('reason' in receipt ? receipt.reason : '');

function checkAddress(text: string): void {
  const { protocol, hostname } = new URL(text);
  const isNear = hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
  if (protocol !== 'https:' && !isNear) {
    throw new PitchwrightError('CHANNEL_REFUSED', `APPS_SCRIPT_URL leads to ${hostname} without encryption`, {
      hint: 'use the address that begins with https://script.google.com/ and ends in /exec',
    });
  }
}
