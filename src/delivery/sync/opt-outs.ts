import type { Suppression } from '../ledger/ledger.ts';
import type { FoundMail } from './mailbox.ts';
import { type SyncParts, syncMail } from './sync-mail.ts';

/**
 * Who asks in these mails not to be mailed any more, as far as it can be told without the ledger: their token is signed,
 * and the dataset knows the address it was made for. Bounces, complaints and replies are about mails that only the ledger
 * knows.
 */
export async function optOutsIn(
  mails: AsyncIterable<FoundMail> | Iterable<FoundMail>,
  parts: Omit<SyncParts, 'ledger'>,
): Promise<readonly Suppression[]> {
  const found: Suppression[] = [];
  await syncMail(mails, {
    ...parts,
    ledger: {
      runs: async () => [],
      deliveries: async () => [],
      find: async () => undefined,
      isSuppressed: async () => new Map(),
      hear: async () => 0,
      suppress: async (entries) => found.push(...entries),
    },
  });
  return found;
}
