/** What a report says about one recipient. Fields as in RFC 3464, empty when they are missing. */
export interface Verdict {
  readonly action: string;
  /** RFC 3463: `5.1.1`. */
  readonly status: string;
  /** `smtp; 550 5.1.1 No such user`. */
  readonly diagnostic: string;
}

/**
 * - `hard`: there is no such mailbox (5.1.x): never again.
 * - `failed`: not delivered, for a reason that may pass or is nobody's.
 * - `soft`: late, or the mailbox is full.
 * - `sender`: refused because of who sends (5.7.x, a bad sender's address): says nothing about the recipient.
 * - `fine`: delivered, or handed on.
 */
export type BounceClass = 'hard' | 'failed' | 'soft' | 'sender' | 'fine';

/** About the sender's address, though they begin like those about the recipient's (RFC 3463, 3.2). */
const SENDER = /^5\.(7\.\d+|1\.[78])$/;

export function classOf({ action, status, diagnostic }: Verdict): { kind: BounceClass; code: string } {
  const codes = [status, ...codesIn(diagnostic)].filter((code) => CODE.test(code));
  const told = codes.find((code) => !code.endsWith('.0.0')) ?? codes[0] ?? '';
  const did = action.toLowerCase();
  if (['delivered', 'relayed', 'expanded'].includes(did)) return { kind: 'fine', code: told };
  const about = codes.find((code) => SENDER.test(code));
  if (about !== undefined) return { kind: 'sender', code: about };
  if (did === 'delayed' || told.startsWith('4.') || told === '5.2.2') return { kind: 'soft', code: told };
  return { kind: told.startsWith('5.1.') ? 'hard' : 'failed', code: told };
}

const CODE = /^[245]\.\d{1,3}\.\d{1,3}$/;

/** Codes that follow a reply's number or begin the words; numbers elsewhere may be those of an address. */
const codesIn = (diagnostic: string): readonly string[] =>
  [
    ...diagnostic.matchAll(/(?:^(?:[\w-]+;)?\s*|\b[245]\d\d[ -]+#?)([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/g),
  ].map(([, code]) => code as string);
