import { hashAddress, readUnsubscribeToken } from '../../pitch/unsubscribe-token.ts';
import { addressProblem } from '../address.ts';
import type { Feedback, Ledger } from '../ledger/ledger.ts';
import { type Note, noReport, type SyncReport, type Whose } from './finding.ts';
import { type Incoming, readIncoming } from './incoming.ts';
import { type About, type Evidence, type Judgement, judge } from './judge.ts';
import type { FoundMail } from './mailbox.ts';
import { type AddressBook, optOut } from './opt-out.ts';
import { sentMails } from './sent-mails.ts';

export interface SyncParts {
  readonly ledger: Pick<Ledger, 'runs' | 'deliveries' | 'find' | 'isSuppressed' | 'suppress' | 'hear'>;
  /** UNSUBSCRIBE_SECRET; without it no request to unsubscribe can be believed. */
  readonly secret: string | undefined;
  /** The mailbox whose mails are requests to unsubscribe. */
  readonly mailbox: string | undefined;
  readonly hashOf: AddressBook['hashOf'];
  readonly now: Date;
}

/**
 * Reads what came back: bounces, complaints, replies and requests to unsubscribe go into the ledger and the suppression
 * list. The same mails, read again, change nothing.
 */
export async function syncMail(
  mails: AsyncIterable<FoundMail> | Iterable<FoundMail>,
  parts: SyncParts,
): Promise<SyncReport> {
  const read: { readonly place: string; readonly incoming: Incoming }[] = [];
  for await (const mail of mails) {
    const incoming: Incoming =
      'problem' in mail
        ? { date: undefined, kind: 'unreadable', problem: mail.problem }
        : await readIncoming(mail.bytes, parts.mailbox);
    read.push({ place: mail.place, incoming });
  }
  const sent = await sentMails(parts.ledger, new Set(read.flatMap(({ incoming }) => idsOf(incoming))));
  const judgements: (Judgement & { readonly place: string })[] = [];
  for (const { place, incoming } of read) {
    judgements.push({ place, ...(await judgementOf(incoming, { ...parts, sent }, parts)) });
  }
  return record(judgements, parts.ledger);
}

/** Puts judgements into the ledger, and counts. */
export async function record(
  judgements: readonly (Judgement & { readonly place: string })[],
  ledger: Pick<Ledger, 'suppress' | 'hear'>,
): Promise<SyncReport> {
  const counts = { ...noReport().counts };
  const notes: Note[] = [];
  for (const { finding, fact, place, ...judgement } of judgements) {
    counts[finding] += 1;
    const whose = judgement.whose ?? whoseOf(judgement.feedback);
    if (whose) notes.push({ finding, place, fact: detailOf(judgement.feedback), whose });
    else if (fact !== undefined) notes.push({ finding, place, fact });
  }
  const suppressed = await ledger.suppress(judgements.flatMap(({ suppression }) => suppression ?? []));
  const heard = await ledger.hear(judgements.flatMap(({ feedback }) => feedback ?? []));
  return { read: judgements.length, counts, suppressed, heard, notes };
}

const whoseOf = (feedback: Feedback | undefined): Whose | undefined =>
  feedback && { customerId: feedback.customerId, campaign: feedback.campaign };

const detailOf = ({ code, detail }: Pick<Feedback, 'code' | 'detail'> = { code: '', detail: '' }) =>
  detail.includes(code) ? detail : `${code} ${detail}`.trim();

const isAbout = (incoming: Incoming): incoming is About =>
  incoming.kind === 'report' || incoming.kind === 'complaint' || incoming.kind === 'reply';

function idsOf(incoming: Incoming): readonly string[] {
  if (!isAbout(incoming)) return [];
  return incoming.kind === 'reply' ? incoming.messageIds : incoming.trace.messageIds;
}

async function judgementOf(incoming: Incoming, evidence: Evidence, parts: SyncParts): Promise<Judgement> {
  if (isAbout(incoming)) return judge(incoming, evidence);
  switch (incoming.kind) {
    case 'unreadable':
      return { finding: 'unreadable', fact: incoming.problem };
    case 'request':
      return judgeAsking(incoming.from, parts.ledger);
    case 'unsubscribe':
      return judgeRequest(incoming, parts);
    default:
      return { finding: incoming.kind };
  }
}

async function judgeRequest(
  { tokens, date }: Incoming & { kind: 'unsubscribe' },
  { secret, now, ledger, hashOf }: SyncParts,
): Promise<Judgement> {
  if (secret === undefined) {
    return { finding: 'unresolved', fact: 'cannot be checked while UNSUBSCRIBE_SECRET is not set' };
  }
  for (const token of tokens) {
    const told = readUnsubscribeToken(token, secret);
    if (told) return optOut(told, date, now, 'unsubscribed by mail', { ledger, hashOf });
  }
  return { finding: 'foreign', fact: 'asks to unsubscribe with a token that was not signed here' };
}

/** Whoever can write a mail can write any sender into it, so a person decides, once. */
async function judgeAsking(from: string, ledger: Pick<Ledger, 'isSuppressed'>): Promise<Judgement> {
  if (addressProblem(from) !== undefined) {
    return {
      finding: 'request',
      fact: 'asks without a token, and names no sender; read it, then use --suppress <address>',
    };
  }
  const addressHash = hashAddress(from);
  if ((await ledger.isSuppressed([addressHash])).has(addressHash)) return { finding: 'heeded' };
  return {
    finding: 'request',
    fact: `${from} asks without a token; read it, then: npm run sync -- --suppress ${quoted(from)}`,
  };
}

/** As a shell takes it: an address may hold \` and |. */
const quoted = (word: string) => (/^[\w@.+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
