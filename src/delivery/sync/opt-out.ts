import { addressKeyOf, type Unsubscribe } from '../../pitch/unsubscribe-token.ts';
import type { Delivery, Ledger } from '../ledger/ledger.ts';
import type { Judgement } from './judge.ts';

/** Where the full hash of an address can be found: a token carries 132 bits of it. */
export interface AddressBook {
  readonly ledger: Pick<Ledger, 'runs' | 'find'>;
  /** Of a customer of the dataset. */
  readonly hashOf: (customerId: string) => Promise<string | undefined>;
}

/**
 * What follows from a valid token: the address it was made for is never mailed again, whatever address the customer has
 * now.
 * @param source `by mail`.
 */
export async function optOut(
  { customerId, addressKey }: Unsubscribe,
  when: Date | undefined,
  now: Date,
  source: string,
  { ledger, hashOf }: AddressBook,
): Promise<Judgement> {
  const rows: { readonly campaign: string; readonly isLive: boolean; readonly delivery: Delivery }[] = [];
  for (const run of await ledger.runs()) {
    const delivery = await ledger.find(run, customerId);
    if (delivery && isOf(addressKey, delivery.addressHash))
      rows.push({ campaign: run.campaign, isLive: run.lane === 'live', delivery });
  }
  const inDataset = await hashOf(customerId);
  const addressHash =
    rows[0]?.delivery.addressHash ??
    (inDataset !== undefined && isOf(addressKey, inDataset) ? inDataset : undefined);
  if (addressHash === undefined) {
    return {
      finding: 'unresolved',
      fact: `is a valid request of ${customerId}, but neither ledger nor dataset know the address it was made for; use --suppress <address>`,
    };
  }
  const at = when && when <= now ? when : undefined;
  const last = rows
    .filter(({ isLive, delivery }) => isLive && ['sent', 'unknown'].includes(delivery.state))
    .filter(({ delivery }) => at !== undefined && delivery.at <= at)
    .sort((a, b) => a.delivery.at.getTime() - b.delivery.at.getTime())
    .at(-1);
  return {
    finding: 'unsubscribed',
    whose: { customerId, campaign: last?.campaign ?? '' },
    suppression: { addressHash, reason: 'unsubscribed', source, at: at ?? now },
    ...(last && at
      ? {
          feedback: {
            campaign: last.campaign,
            customerId,
            kind: 'unsubscribed',
            code: '',
            detail: source,
            at,
          },
        }
      : {}),
  };
}

const isOf = (addressKey: string, addressHash: string) =>
  addressHash !== '' && addressKeyOf(addressHash) === addressKey;
