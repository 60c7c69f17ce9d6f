import { sha256Of } from '../digest.ts';
import { domainOf } from './address.ts';

/**
 * The Message-ID of one customer's mail of one campaign, without angle brackets: the same whenever and however it is
 * sent, so that a second copy can be recognised anywhere. It says nothing about the customer.
 * @param secret `UNSUBSCRIBE_SECRET`: nobody else can say which Message-ID a customer got, and so forge a bounce of it.
 * @param sender the address the mail is from; its domain stands at the end.
 */
export function messageIdOf(campaign: string, customerId: string, sender: string, secret = ''): string {
  return named(['mail', campaign, customerId, secret], sender);
}

/** Of a rehearsal sent to somebody else: never that of the real mail, and a new one each time. */
export function testMessageIdOf(
  campaign: string,
  customerId: string,
  sender: string,
  to: string,
  date: Date,
): string {
  return named(['test', campaign, customerId, to, date.toISOString()], sender);
}

const named = (parts: readonly string[], sender: string) =>
  `${sha256Of(parts).slice(0, 28)}@${domainOf(sender)}`;
