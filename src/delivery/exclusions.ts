import { type Copy, localeFor } from '../copy/copy.ts';
import type { Customer } from '../data/customer.ts';
import { hashAddress } from '../pitch/unsubscribe-token.ts';
import type { Store } from '../store/store.ts';
import { addressProblem } from './address.ts';
import type { Campaign } from './campaign.ts';
import type { Delivery, Ledger, Suppression } from './ledger/ledger.ts';
import type { Exclusion } from './plan.ts';

/** Why somebody gets no mail; `detail` says more exactly, or nothing. */
export interface Objection {
  readonly code: Exclusion;
  readonly detail: string;
}

/** What a plan asks the ledger. */
export type PlanLedger = Pick<Ledger, 'isSuppressed' | 'mailedSince' | 'deliveries'>;

/** What is known about everybody before the first customer is looked at. */
export interface Background {
  /** Address → the customer who unsubscribed with it: an opt-out counts for all who share the address. */
  readonly optedOut: ReadonlyMap<string, string>;
  /** Address → live mails of other campaigns within the days of the cap. */
  readonly mailed: ReadonlyMap<string, number>;
  /** Customer id → the live mail of this campaign that they got, or may have got; and the same by address. */
  readonly before: {
    readonly byId: ReadonlyMap<string, Delivery>;
    readonly byAddress: ReadonlyMap<string, Delivery>;
  };
}

export async function readBackground(
  { name, cap }: Campaign,
  store: Store,
  ledger: PlanLedger,
  now: Date,
): Promise<Background> {
  const optedOut = new Map<string, string>();
  const rows = await store.query<Pick<Customer, 'customer_id' | 'email'>>(
    "SELECT customer_id, email FROM customers WHERE email_consent = 'unsubscribed' AND email <> '' ORDER BY customer_id",
  );
  for (const { customer_id, email } of rows) optedOut.set(hashAddress(email), customer_id);
  const since = new Date(now.getTime() - (cap?.days ?? 0) * 86_400_000);
  return {
    optedOut,
    mailed: cap === undefined ? new Map() : await ledger.mailedSince(since, name),
    before: await mailedBefore(name, ledger),
  };
}

async function mailedBefore(campaign: string, ledger: PlanLedger): Promise<Background['before']> {
  const [byId, byAddress] = [new Map<string, Delivery>(), new Map<string, Delivery>()];
  for (let after = ''; ; ) {
    const page = await ledger.deliveries(
      { campaign, lane: 'live' },
      { states: ['sent', 'unknown'], after, limit: PAGE },
    );
    for (const delivery of page) {
      byId.set(delivery.customerId, delivery);
      byAddress.set(delivery.addressHash, delivery);
    }
    const last = page.at(-1);
    if (!last) return { byId, byAddress };
    after = last.customerId;
  }
}

const PAGE = 5000;

/**
 * The first reason not to write to a customer that can be known without making their mail; `duplicate` is left to
 * `onePerAddress`, which knows who else gets one.
 */
export function objectionTo(
  customer: Customer,
  addressHash: string,
  suppression: Suppression | undefined,
  { optedOut, mailed, before }: Background,
  { cap, words }: Campaign,
  copy: Copy,
): Objection | undefined {
  const { customer_id: id, email_consent: consent, email } = customer;
  if (email === '') return { code: 'no_address', detail: '' };
  const twin = optedOut.get(addressHash);
  if (consent === 'unsubscribed' || twin !== undefined) {
    return {
      code: 'unsubscribed',
      detail: consent === 'unsubscribed' ? '' : `${twin}, with the same address, unsubscribed`,
    };
  }
  if (consent === 'unknown') return { code: 'no_consent', detail: '' };
  if (suppression) {
    return { code: 'suppressed', detail: `${suppression.reason}: ${suppression.source}` };
  }
  const problem = addressProblem(email);
  if (problem !== undefined) return { code: 'invalid_address', detail: problem };
  const count = mailed.get(addressHash) ?? 0;
  if (cap && count >= cap.count) {
    const times = count === 1 ? '1 mail' : `${count} mails`;
    return {
      code: 'capped',
      detail: `${times} of other campaigns in ${cap.days === 1 ? 'a day' : `${cap.days} days`}`,
    };
  }
  const earlier = before.byId.get(id) ?? before.byAddress.get(addressHash);
  // Who may have got it keeps their place, so that it can be sent again when somebody asks for that.
  if (earlier && !(earlier.state === 'unknown' && earlier.customerId === id)) {
    const fact = earlier.state === 'sent' ? 'sent' : 'perhaps sent';
    const who = earlier.customerId === id ? '' : ` to ${earlier.customerId}, with the same address,`;
    return { code: 'already_mailed', detail: `${fact}${who} on ${earlier.at.toISOString().slice(0, 10)}` };
  }
  const { locale } = localeFor(copy, customer.locale).copy;
  if (Object.keys(words).length > 0 && !(locale in words)) {
    return { code: 'missing_copy', detail: `no words for ${locale}` };
  }
  return undefined;
}
