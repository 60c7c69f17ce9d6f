import type { Brand } from '../copy/brand.ts';
import type { Copy } from '../copy/copy.ts';
import { unsubscribeToken } from '../pitch/unsubscribe-token.ts';
import type { Message } from '../render/message.ts';
import type { Piece } from '../render/workshop.ts';
import type { Campaign } from './campaign.ts';
import { headersOf, testHeadersOf } from './headers.ts';
import type { Attachment, Mail, Mailbox } from './mail.ts';
import { messageIdOf, testMessageIdOf } from './message-id.ts';

export interface Parts {
  readonly piece: Piece;
  /** The piece's message; with `images: inline`, the one that carries its pictures. */
  readonly message: Message;
  readonly campaign: Pick<Campaign, 'name' | 'sender'>;
  readonly copy: Copy;
  readonly attachments: readonly Attachment[];
  readonly date: Date;
  /** `UNSUBSCRIBE_SECRET`; without it the mail's links are good for a rehearsal only. */
  readonly secret: string | undefined;
  /**
   * A rehearsal: the mail goes to this address and not to the customer. The message stays the same but for the token of its
   * unsubscribe link: neither that nor the headers can unsubscribe the customer. The Message-ID is not that of the real mail.
   */
  readonly testTo?: string;
}

/** Puts the envelope around a message. */
export function composeMail(parts: Parts): Mail {
  const { piece, message, campaign, copy, attachments, date, secret, testTo } = parts;
  const { customer, pitch } = piece;
  const { customer_id: customerId, segment, buying_behavior: behavior, email } = customer;
  const { from, replyTo } = senderOf(campaign, copy.brand);
  const facts = {
    campaign: campaign.name,
    segment,
    behavior,
    customerId,
    token: unsubscribeToken(customerId, email, secret),
    sha256: message.sha256,
  };
  const isTest = testTo !== undefined;
  return {
    campaign: campaign.name,
    customerId,
    segment,
    behavior,
    from,
    to: isTest ? { name: '', address: testTo } : { name: customer.name, address: email },
    replyTo,
    messageId: isTest
      ? testMessageIdOf(campaign.name, customerId, from.address, testTo, date)
      : messageIdOf(campaign.name, customerId, from.address, secret),
    date,
    language: pitch.mail.shape.locale,
    message: isTest
      ? harmless(message, facts.token, unsubscribeToken(customerId, email, undefined))
      : message,
    headers: isTest ? testHeadersOf(facts) : headersOf(facts, copy),
    attachments,
  };
}

/** Whoever tries the link of a test mail must not unsubscribe the customer. */
function harmless(message: Message, token: string, preview: string): Message {
  if (token === preview) return message;
  const [html, text] = [message.html, message.text].map((part) => part.replaceAll(token, preview)) as [
    string,
    string,
  ];
  return { ...message, html, text };
}

/** Who a campaign's mails are from: its own sender, where it names one, or the brand's. */
export function senderOf(
  { sender }: Pick<Campaign, 'sender'>,
  brand: Brand,
): { readonly from: Mailbox; readonly replyTo: string } {
  return {
    from: { name: sender.name ?? brand.sender.name, address: sender.email ?? brand.sender.email },
    replyTo: sender.reply_to ?? brand.reply_to,
  };
}
