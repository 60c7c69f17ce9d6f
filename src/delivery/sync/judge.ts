import { addressKeyOf, hashAddress, readUnsubscribeToken } from '../../pitch/unsubscribe-token.ts';
import type { Delivery, Feedback, Suppression } from '../ledger/ledger.ts';
import { withoutAddresses } from '../without-addresses.ts';
import { classOf } from './bounce-class.ts';
import type { Finding, Whose } from './finding.ts';
import type { Incoming, ReportedRecipient, Trace } from './incoming.ts';
import type { SentMail } from './sent-mails.ts';

/** What follows from a mail that came in. */
export interface Judgement {
  readonly finding: Finding;
  /** For people, where there is more to say. */
  readonly fact?: string;
  /** Where `feedback` does not say it. */
  readonly whose?: Whose;
  readonly suppression?: Suppression;
  readonly feedback?: Feedback;
}

/** Everything a judgement is made from. */
export interface Evidence {
  readonly sent: ReadonlyMap<string, SentMail>;
  /** UNSUBSCRIBE_SECRET. */
  readonly secret: string | undefined;
  readonly now: Date;
}

/** The kinds that are about a mail of ours. */
export type About = Extract<Incoming, { kind: 'report' | 'complaint' | 'reply' }>;

/**
 * Anybody can write a bounce. It counts only when it names a Message-ID we sent *and* either the address we sent it to or
 * the signed token that stood in it: who has both has seen the mail.
 */
export function judge(incoming: About, evidence: Evidence): Judgement {
  if (incoming.kind === 'report') return judgeReport(incoming, evidence);
  const ids = incoming.kind === 'reply' ? incoming.messageIds : incoming.trace.messageIds;
  const mails = mailsOf(ids, evidence);
  if (incoming.kind === 'reply') {
    const [mail] = mails;
    return mail
      ? { finding: 'replied', feedback: feedback(mail, 'replied', '', '', at(incoming, mail, evidence)) }
      : { finding: 'other' };
  }
  const mail = mails.find(({ delivery }) => isProven(delivery, incoming.trace, evidence.secret));
  if (!mail) return foreign(mails);
  const when = at(incoming, mail, evidence);
  return {
    finding: 'complained',
    suppression: suppression(mail, 'complained', 'reported as spam', when),
    feedback: feedback(mail, 'complained', '', 'reported as spam', when),
  };
}

function judgeReport(incoming: About & { kind: 'report' }, evidence: Evidence): Judgement {
  const mails = mailsOf(incoming.trace.messageIds, evidence);
  for (const mail of mails) {
    const recipient = recipientOf(mail.delivery, incoming, evidence.secret);
    if (!recipient) continue;
    const { kind, code } = classOf(recipient);
    if (kind === 'fine') return { finding: 'delivered' };
    const detail = withoutAddresses(recipient.diagnostic.replace(/^[\w-]+;\s*/, ''));
    const when = at(incoming, mail, evidence);
    const heard = feedback(mail, kind === 'soft' ? 'deferred' : 'bounced', code, detail, when);
    if (kind === 'hard') {
      const source = [code, detail].filter((part) => part !== '').join(' ');
      return {
        finding: 'hard',
        suppression: suppression(mail, 'bounced', source, when),
        feedback: heard,
      };
    }
    return { finding: kind, feedback: heard };
  }
  return foreign(mails);
}

/** Our mails have one recipient each: the block about them, or the only one if the mail that came back was to them. */
function recipientOf(
  delivery: Delivery,
  { recipients, trace }: About & { kind: 'report' },
  secret: string | undefined,
): ReportedRecipient | undefined {
  const named = recipients.find(({ addresses }) => isAmong(delivery, addresses));
  if (named) return named;
  return recipients.length === 1 && isProven(delivery, trace, secret) ? recipients[0] : undefined;
}

const isAmong = ({ addressHash }: Delivery, addresses: readonly string[]) =>
  addresses.some((address) => hashAddress(address) === addressHash);

const isProven = (delivery: Delivery, { addresses, tokens }: Trace, secret: string | undefined) =>
  isAmong(delivery, addresses) ||
  tokens.some((token) => {
    const told = secret === undefined ? undefined : readUnsubscribeToken(token, secret);
    return told?.customerId === delivery.customerId && told.addressKey === addressKeyOf(delivery.addressHash);
  });

const mailsOf = (ids: readonly string[], { sent }: Evidence) =>
  ids.map((id) => sent.get(id)).filter((mail) => mail !== undefined);

const foreign = (mails: readonly SentMail[]): Judgement => ({
  finding: 'foreign',
  fact: mails.length > 0 ? 'is about another address than the mail went to' : 'names no mail that was sent',
});

/** The same however often it is told: the mail's own date or, if it has none that can be, that of the delivery. */
function at({ date }: Incoming, { delivery }: SentMail, { now }: Evidence): Date {
  return date && date <= now ? date : delivery.at;
}

const suppression = (
  { delivery }: SentMail,
  reason: Suppression['reason'],
  source: string,
  when: Date,
): Suppression => ({ addressHash: delivery.addressHash, reason, source, at: when });

const feedback = (
  { campaign, delivery }: SentMail,
  kind: Feedback['kind'],
  code: string,
  detail: string,
  when: Date,
): Feedback => ({ campaign, customerId: delivery.customerId, kind, code, detail, at: when });
