import { PitchwrightError } from '../../errors.ts';
import { hashAddress } from '../../pitch/unsubscribe-token.ts';
import { addressProblem } from '../address.ts';
import type { Ledger, Suppression, SuppressionReason } from '../ledger/ledger.ts';
import { plainAddress } from './plain-address.ts';

/** Entries for the suppression list, because somebody says so. */
export const byHand = (addresses: readonly string[], at: Date): readonly Suppression[] =>
  addresses.map((address) => ({
    addressHash: hashAddress(address),
    reason: 'manual',
    source: 'by hand',
    at,
  }));

/**
 * Takes an address off the suppression list.
 * @param isSure somebody has read why it is there.
 * @throws PitchwrightError `ALLOW_UNKNOWN` | `ALLOW_UNSURE`
 */
export async function allow(
  ledger: Pick<Ledger, 'isSuppressed' | 'unsuppress'>,
  address: string,
  isSure: boolean,
): Promise<void> {
  const addressHash = hashAddress(checkAddress(address));
  const found = (await ledger.isSuppressed([addressHash])).get(addressHash);
  if (!found) {
    throw new PitchwrightError('ALLOW_UNKNOWN', `${address} is not on the suppression list`, {
      hint: 'compare the spelling; nothing was changed',
    });
  }
  if (!isSure) {
    const day = found.at.toISOString().slice(0, 10);
    throw new PitchwrightError(
      'ALLOW_UNSURE',
      `${address} is suppressed since ${day}: ${found.reason}, ${found.source}`,
      {
        hint: 'if they asked for mail again, say it once more with --yes; nothing was changed',
      },
    );
  }
  await ledger.unsuppress(addressHash);
}

/** How many addresses are on the list for which reason. */
export async function countSuppressions(
  ledger: Pick<Ledger, 'suppressions'>,
): Promise<ReadonlyMap<SuppressionReason, number>> {
  const counts = new Map<SuppressionReason, number>();
  for (const { reason } of (await ledger.suppressions()).values())
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
}

/**
 * @param text also `Name <address>`.
 * @throws PitchwrightError `ADDRESS_INVALID`
 */
export function checkAddress(text: string): string {
  const address = plainAddress(text);
  const problem = addressProblem(address);
  if (problem === undefined) return address;
  throw new PitchwrightError('ADDRESS_INVALID', `"${text}" is not an e-mail address: ${problem}`, {
    hint: 'use one address such as asha@example.com',
  });
}
