import type { Delivery, Ledger } from '../ledger/ledger.ts';

/** A mail that really went out. */
export interface SentMail {
  readonly campaign: string;
  readonly delivery: Delivery;
}

const PAGE = 5000;

/**
 * The live mails with one of these Message-IDs. `unknown` counts as sent: whoever answers to a mail has got it.
 */
export async function sentMails(
  ledger: Pick<Ledger, 'runs' | 'deliveries'>,
  messageIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, SentMail>> {
  const found = new Map<string, SentMail>();
  if (messageIds.size === 0) return found;
  for (const run of await ledger.runs()) {
    if (run.lane !== 'live') continue;
    for (let after = ''; ; ) {
      const page = await ledger.deliveries(run, { states: ['sent', 'unknown'], after, limit: PAGE });
      for (const delivery of page) {
        if (messageIds.has(delivery.messageId))
          found.set(delivery.messageId, { campaign: run.campaign, delivery });
      }
      if (page.length < PAGE) break;
      after = page.at(-1)?.customerId ?? '';
    }
  }
  return found;
}
