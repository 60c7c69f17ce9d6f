import type { Copy } from '../copy/copy.ts';
import type { Behavior, Segment } from '../data/vocabulary.ts';
import { PitchwrightError } from '../errors.ts';
import type { Mail } from './mail.ts';

/** What the headers of one mail are made from. */
export interface HeaderFacts {
  readonly campaign: string;
  readonly segment: Segment;
  readonly behavior: Behavior;
  readonly customerId: string;
  /** See `unsubscribeToken`. */
  readonly token: string;
  /** Of the message. */
  readonly sha256: string;
}

type Headers = Mail['headers'];

/**
 * The headers of a mail to a customer: one List-Unsubscribe with a web address and a mailbox, and, where the brand has a
 * server for it, List-Unsubscribe-Post (RFC 8058); Feedback-ID, the same for all mails of a campaign to one kind of
 * customer; and the message's digest, by which anybody can check that what came is what was shown. No Auto-Submitted:
 * a person decided to send this. No Precedence: auto-responders spare mail with a List- header.
 * @throws PitchwrightError `CONTENT_INVALID` for links that cannot stand in a header.
 */
export function headersOf(facts: HeaderFacts, copy: Copy): Headers {
  const { brand, links, folder } = copy;
  const words = { customer: { id: facts.customerId }, unsubscribe: { token: facts.token } };
  const oneClick = links.one_click && webAddress(links.one_click(words), ['https:'], 'one_click', folder);
  const target = oneClick ?? webAddress(links.unsubscribe(words), ['https:', 'http:'], 'unsubscribe', folder);
  const mailbox = brand.links.unsubscribe_mail;
  const ways = [`<${target}>`];
  if (mailbox) ways.push(`<mailto:${mailbox}?subject=${encodeURIComponent(`unsubscribe-${facts.token}`)}>`);
  const headers: [string, string][] = [['List-Unsubscribe', ways.join(', ')]];
  if (oneClick) headers.push(['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click']);
  if (brand.feedback_id) {
    const parts = [facts.campaign, facts.segment, facts.behavior, brand.feedback_id];
    headers.push(['Feedback-ID', parts.map((part) => part.replace(/[^\w-]+/g, '-')).join(':')]);
  }
  return [...headers, digestHeader(facts.sha256)];
}

/**
 * The headers of a rehearsal that goes to somebody else: nothing in them can unsubscribe the customer it was made for.
 */
export const testHeadersOf = ({ customerId, sha256 }: HeaderFacts): Headers => [
  ['X-Pitchwright-Test', customerId],
  digestHeader(sha256),
];

const digestHeader = (sha256: string) => ['X-Pitchwright-Digest', `sha256=${sha256}`] as const;

/** An address that can stand between < and > in one line. One-click must be https: RFC 8058, section 3.1. */
function webAddress(link: string, schemes: readonly string[], key: string, folder: string): string {
  const url = URL.parse(link);
  if (url && schemes.includes(url.protocol)) return url.href;
  throw new PitchwrightError('CONTENT_INVALID', `${folder}/brand.yaml › links › ${key} is "${link}"`, {
    hint: `use an address that begins with ${schemes[0]}//`,
  });
}
