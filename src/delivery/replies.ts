import type { Receipt } from './channels/channel.ts';
import { withoutAddresses } from './without-addresses.ts';

/** What was asked when the reply came. `dot`: the whole message was there. */
export type Phase = 'connect' | 'auth' | 'mail' | 'rcpt' | 'data' | 'dot';

/** A reply of an SMTP server that is no yes. */
export interface Reply {
  readonly code: number;
  /** RFC 3463: `5.1.1`; undefined when the server does not say. */
  readonly enhanced: string | undefined;
  /** Its words in one line; addresses in them are masked. */
  readonly text: string;
  readonly phase: Phase;
}

/** Reads a reply of one or several lines, which all have its code. @returns undefined when it is none. */
export function readReply(response: string, phase: Phase): Reply | undefined {
  const lines = response
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => /^(\d{3})(?:[ -](?:(\d\.\d{1,3}\.\d{1,3})(?: |$))?(.*))?$/.exec(line));
  const [, code, enhanced] = lines[0] ?? [];
  if (code === undefined || lines.some((line) => line?.[1] !== code)) return undefined;
  const text = withoutAddresses(lines.map((line) => line?.[3] ?? '').join(' '));
  return { code: Number(code), enhanced, text, phase };
}

type Verdict = 'suppress' | 'rejected' | 'deferred' | 'busy' | 'down' | 'stop';

/**
 * What a reply means for the run. Two questions decide: is it about the recipient, the sender or the server; and is it
 * for now or for good. When a 5xx does not say that the address is dead, nobody is suppressed for it.
 */
export function classify(reply: Reply): Receipt {
  const verdict = reply.code >= 500 ? permanent(reply) : temporary(reply);
  const code = reply.enhanced ? `${reply.code} ${reply.enhanced}` : String(reply.code);
  const reason = reply.text === '' ? 'the server gave no reason' : reply.text;
  if (verdict === 'suppress') return { kind: 'rejected', code, reason, suppress: true };
  if (verdict === 'rejected') return { kind: 'rejected', code, reason, suppress: false };
  if (verdict === 'deferred' && GREYLISTED.test(reason))
    return { kind: verdict, code, reason, afterMs: GREY_MS };
  return { kind: verdict, code, reason };
}

function temporary({ code, enhanced = '', text, phase }: Reply): Verdict {
  // Before a recipient was named, it cannot be about them. 421: the server closes; 454: no TLS or login just now.
  if (phase === 'connect' || phase === 'auth' || phase === 'mail' || code === 421 || code === 454)
    return 'busy';
  if (GREYLISTED.test(text)) return 'deferred';
  // 4.7: too much from this sender; 4.3: the server's own trouble; 4.5.3: too many recipients; 4.1.7, 4.1.8: the sender.
  if (/^4\.(7\.|3\.|5\.3$|1\.[78]$)/.test(enhanced)) return 'busy';
  if (code === 452 && enhanced === '') return 'busy';
  return 'deferred';
}

function permanent({ code, enhanced = '', text, phase }: Reply): Verdict {
  if (phase === 'connect' || phase === 'auth' || [530, 534, 535, 538].includes(code)) return 'stop';
  // Commands out of order: this connection lost the thread, unless it is the login that is missing.
  if (code === 503) return /auth/i.test(text) ? 'stop' : 'down';
  if (enhanced.startsWith('5.7.')) return 'stop';
  if (enhanced === '5.3.4' || enhanced === '5.2.3') return 'rejected';
  if (phase === 'mail') return code === 552 ? 'rejected' : 'stop';
  if (/^5\.1\.[78]$/.test(enhanced)) return 'stop';
  if (/^5\.1\.([1236]|10)$/.test(enhanced)) return 'suppress';
  if (/^5\.(1\.0|2\.1)$/.test(enhanced)) return NOBODY.test(text) ? 'suppress' : 'rejected';
  if (enhanced !== '') return enhanced.startsWith('5.5.') && phase !== 'rcpt' ? 'stop' : 'rejected';
  if (ABOUT_SENDER.test(text)) return 'stop';
  if (phase === 'rcpt' && [550, 551, 553].includes(code) && NOBODY.test(text)) return 'suppress';
  return 'rejected';
}

const GREY_MS = 5 * 60_000;
const GREYLISTED = /gr[ae]y-?list/i;
/** The words servers without enhanced codes have for a dead address. */
const NOBODY =
  /(user|recipient|mailbox|account|address)( \S+)? (is )?(unknown|not found|does ?n[o']t exist)|(unknown|no such|invalid) (local )?(user|recipient|mailbox|account)|no mailbox here|\b(is|been) (disabled|deactivated|inactive|closed)\b/i;
/** … and for a sender they do not want. */
const ABOUT_SENDER =
  /relay|spam|black ?list|block ?list|blocked|reputation|policy|authenticat|sender (address )?(rejected|verif|not allowed|denied)|\b(spf|dkim|dmarc)\b/i;
