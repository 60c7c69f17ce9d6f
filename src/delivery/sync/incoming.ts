import { type ParsedMail, simpleParser } from 'mailparser';
import { slot } from '../../pitch/slot.ts';
import type { Verdict } from './bounce-class.ts';
import { addressesIn, type Fields, firstOf, headerOf, messageIdsIn, readFields, tokensIn } from './fields.ts';

/** What tells which mail of ours something is about, and proves that whoever says so has seen it. */
export interface Trace {
  readonly messageIds: readonly string[];
  /** Whom the mail was to, lower-case. */
  readonly addresses: readonly string[];
  readonly tokens: readonly string[];
}

export interface ReportedRecipient extends Verdict {
  /** Final and original recipient, lower-case. */
  readonly addresses: readonly string[];
}

/** A mail that came in, as far as it matters here. `date`: of its header, if it has one. */
export type Incoming = { readonly date: Date | undefined } & (
  | { readonly kind: 'report'; readonly recipients: readonly ReportedRecipient[]; readonly trace: Trace }
  | { readonly kind: 'complaint'; readonly trace: Trace }
  /** The mailbox's owner asks by the `mailto:` of List-Unsubscribe. */
  | { readonly kind: 'unsubscribe'; readonly tokens: readonly string[] }
  /** In the mailbox for unsubscribing, but without a token. `from`: who seems to ask, lower-case; '' when nobody does. */
  | { readonly kind: 'request'; readonly from: string }
  | { readonly kind: 'reply'; readonly messageIds: readonly string[] }
  | { readonly kind: 'automatic' }
  | { readonly kind: 'unreadable'; readonly problem: string }
  | { readonly kind: 'other' }
);

/** Nobody refers to more; somebody who guesses would. */
const MOST_IDS = 20;
/** A report names the one recipient of our mail, or those of a list that handed it on. */
const MOST_RECIPIENTS = 100;
const LONGEST_SUBJECT = 1000;

/** @param mailbox the address for unsubscribing, if there is one. */
export async function readIncoming(bytes: Uint8Array, mailbox: string | undefined): Promise<Incoming> {
  let mail: ParsedMail;
  try {
    mail = await simpleParser(Buffer.from(bytes), {
      keepDeliveryStatus: true,
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipImageLinks: true,
    });
  } catch (error) {
    return { date: undefined, kind: 'unreadable', problem: `is no mail: ${slot((error as Error).message)}` };
  }
  const fields = readFields(mail.headerLines.map(({ line }) => line).join('\n'));
  const date = dateOf(firstOf(fields, 'date'));
  if (fields.size === 0) return { date, kind: 'unreadable', problem: 'is no mail: it has no header' };
  return { date, ...kindOf(mail, fields, mailbox) };
}

type Kind<T = Incoming> = T extends unknown ? Omit<T, 'date'> : never;

function kindOf(mail: ParsedMail, fields: Fields, mailbox: string | undefined): Kind {
  const part = (...types: readonly string[]) =>
    mail.attachments.find(({ contentType }) => types.includes(contentType))?.content.toString('utf8');
  const returned = part('message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers');

  const complaint = part('message/feedback-report');
  if (complaint !== undefined) {
    const told = readFields(complaint);
    const recipients = ['original-rcpt-to', 'removal-recipient'].flatMap((name) => told.get(name) ?? []);
    const type = firstOf(told, 'feedback-type').toLowerCase();
    if (type !== 'abuse' && type !== 'opt-out') return { kind: 'other' };
    return { kind: 'complaint', trace: traceOf(fields, returned, addressesIn(recipients.join(' '))) };
  }

  const status = part('message/delivery-status', 'message/global-delivery-status');
  if (status !== undefined) {
    const recipients = recipientsOf(status);
    if (recipients.length === 0)
      return { kind: 'unreadable', problem: 'is a delivery report that names no recipient' };
    return { kind: 'report', recipients, trace: traceOf(fields, returned, []) };
  }

  const subject = slot((mail.subject ?? '').slice(0, LONGEST_SUBJECT));
  const tokens = /^(re: *)?unsubscribe\b/i.test(subject) ? tokensIn(subject) : [];
  if (tokens.length > 0) return { kind: 'unsubscribe', tokens };

  const from = firstOf(fields, 'from');
  if (/\b(mailer-daemon|postmaster)\b[^@]*@/i.test(from)) {
    return { kind: 'unreadable', problem: 'looks like a bounce, but carries no delivery report (RFC 3464)' };
  }
  if (isAutomatic(fields)) return { kind: 'automatic' };
  if (firstOf(fields, 'return-path') === '<>') {
    return {
      kind: 'unreadable',
      problem: 'has no sender to answer to, but carries no delivery report (RFC 3464)',
    };
  }
  const to = ['to', 'cc', 'delivered-to', 'x-original-to'].flatMap((name) => fields.get(name) ?? []);
  if (mailbox !== undefined && to.some((value) => addressesIn(value).includes(mailbox.toLowerCase()))) {
    return { kind: 'request', from: mail.from?.value[0]?.address?.toLowerCase() ?? '' };
  }
  const messageIds = referencesOf(fields);
  return messageIds.length > 0 ? { kind: 'reply', messageIds } : { kind: 'other' };
}

/** RFC 3834, and what was in use before it. */
function isAutomatic(fields: Fields): boolean {
  const submitted = firstOf(fields, 'auto-submitted').toLowerCase();
  return (
    (submitted !== '' && !/^no\b/.test(submitted)) ||
    ['x-autoreply', 'x-autorespond', 'x-autoresponder'].some((name) => fields.has(name)) ||
    /^auto[_-]?reply/i.test(firstOf(fields, 'precedence'))
  );
}

const referencesOf = (fields: Fields): readonly string[] =>
  messageIdsIn(`${firstOf(fields, 'in-reply-to')} ${firstOf(fields, 'references')}`).slice(-MOST_IDS);

function traceOf(fields: Fields, returned: string | undefined, told: readonly string[]): Trace {
  const original = readFields(headerOf(returned ?? ''));
  const own = messageIdsIn(firstOf(original, 'message-id'));
  return {
    messageIds: [...new Set([...own, ...referencesOf(fields)])].slice(0, MOST_IDS),
    addresses: [...told, ...addressesIn(firstOf(original, 'to'))],
    tokens: tokensIn(firstOf(original, 'list-unsubscribe')),
  };
}

/** The blocks of a `message/delivery-status` that are about a recipient: all but the first, which is about the mail. */
function recipientsOf(status: string): readonly ReportedRecipient[] {
  return status
    .split(/\r?\n[ \t]*\r?\n/)
    .map(readFields)
    .filter((fields) => fields.has('final-recipient') || fields.has('original-recipient'))
    .slice(0, MOST_RECIPIENTS)
    .map((fields) => {
      const named = ['final-recipient', 'original-recipient'].map((name) => firstOf(fields, name));
      return {
        addresses: addressesIn(named.map((value) => value.replace(/^[^;]*;/, '')).join(' ')),
        action: firstOf(fields, 'action'),
        status: firstOf(fields, 'status').split(/\s/, 1)[0] ?? '',
        diagnostic: firstOf(fields, 'diagnostic-code'),
      };
    });
}

function dateOf(text: string): Date | undefined {
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time);
}
