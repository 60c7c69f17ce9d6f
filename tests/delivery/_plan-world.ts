import { type Copy, localeFor } from '../../src/copy/copy.ts';
import { readCopy } from '../../src/copy/read-copy.ts';
import type { Customer } from '../../src/data/customer.ts';
import type { Order } from '../../src/data/order.ts';
import type { Attachments } from '../../src/delivery/attachments.ts';
import { campaignSchema } from '../../src/delivery/campaign.ts';
import type { PlanLedger } from '../../src/delivery/exclusions.ts';
import type { Delivery, Suppression } from '../../src/delivery/ledger/ledger.ts';
import { makePlan, type PlanOptions } from '../../src/delivery/make-plan.ts';
import type { Plan } from '../../src/delivery/plan.ts';
import type { CampaignFile } from '../../src/delivery/read-campaign.ts';
import { hashAddress } from '../../src/pitch/unsubscribe-token.ts';
import { message } from '../../src/render/message.ts';
import type { Workshop } from '../../src/render/workshop.ts';
import type { CustomerRecord } from '../../src/store/store.ts';

export const AS_OF = '2026-06-30';
export const NOW = new Date('2026-07-01T06:00:00Z');

let copy: Promise<Copy> | undefined;
const projectCopy = () => {
  copy ??= readCopy('content');
  return copy;
};

export function customer(over: Partial<Customer> = {}): Customer {
  const id = over.customer_id ?? 'C1';
  return {
    customer_id: id,
    name: `Asha ${id}`,
    email: `${id.toLowerCase()}@mail.example`,
    segment: 'VIP',
    interests: [],
    city: 'Jaipur',
    join_date: '2025-01-01',
    engagement_score: 50,
    preferred_contact_time: 'morning',
    pain_points: [],
    buying_behavior: 'loyal',
    response_rate: 0.5,
    lifetime_value: 0,
    locale: 'en',
    time_zone: 'Asia/Kolkata',
    email_consent: 'subscribed',
    derived: [],
    ...over,
  };
}

export const order = (customerId: string, day: string, at = 1): Order => ({
  order_id: `${customerId}-${day}-${at}`,
  customer_id: customerId,
  order_date: day,
  product_id: 'brass-lamp',
  category: 'decor',
  quantity: 1,
  amount: 100,
});

export const record = (over: Partial<Customer> = {}, days: readonly string[] = []): CustomerRecord => {
  const person = customer(over);
  return { customer: person, orders: days.map((day, at) => order(person.customer_id, day, at)) };
};

/** What `content/campaigns/test.yaml` with these keys would be. */
export function campaignFile(keys: Record<string, unknown> = {}): CampaignFile {
  const campaign = { ...campaignSchema.parse({ title: 'Test', ...keys }), name: 'test' };
  return {
    campaign,
    occasion: {
      source: 'content/campaigns/test.yaml',
      template: campaign.template,
      film: campaign.film,
      words: new Map(),
    },
  };
}

/** A ledger with nothing but what a plan asks it. */
export function ledgerWith({
  suppressed = [],
  mailed = {},
  before = [],
}: {
  readonly suppressed?: readonly string[];
  readonly mailed?: Readonly<Record<string, number>>;
  readonly before?: readonly (Pick<Delivery, 'customerId' | 'state'> & { readonly email: string })[];
} = {}): PlanLedger {
  const list = new Map(
    suppressed.map((email): [string, Suppression] => {
      const addressHash = hashAddress(email);
      return [addressHash, { addressHash, reason: 'bounced', source: '550 5.1.1', at: NOW }];
    }),
  );
  const rows = before
    .map(({ email, ...row }) => ({ ...row, addressHash: hashAddress(email), at: NOW }) as Delivery)
    .sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
  return {
    isSuppressed: async (hashes) => new Map([...list].filter(([hash]) => hashes.includes(hash))),
    mailedSince: async () =>
      new Map(Object.entries(mailed).map(([email, count]) => [hashAddress(email), count])),
    deliveries: async (run, { after = '', limit = 1, states = [] } = {}) =>
      run.lane === 'live'
        ? rows.filter((row) => row.customerId > after && states.includes(row.state)).slice(0, limit)
        : [],
  };
}

export const noAttachments: Attachments = {
  forCustomer: async () => ({ files: [], digest: '', bytes: 0 }),
};

/** Records as a store would stream them, and mails that say little: what they are made of is tested elsewhere. */
export async function workshopOf(records: readonly CustomerRecord[]): Promise<Workshop> {
  const copy = await projectCopy();
  const sorted = [...records].sort((a, b) => (a.customer.customer_id < b.customer.customer_id ? -1 : 1));
  const facts = { customers: records.length, orders: 0, asOf: AS_OF, isSample: false };
  const optedOut = sorted
    .map(({ customer }) => customer)
    .filter((each) => each.email_consent === 'unsubscribed');
  return {
    copy,
    films: { madeFor: async () => undefined },
    store: {
      facts,
      query: async () => optedOut,
      customers: async (after: string, limit: number) =>
        sorted.filter(({ customer }) => customer.customer_id > after).slice(0, limit),
    },
    make: async (each: CustomerRecord) => ({
      ...each,
      pitch: { mail: { films: [], shape: { locale: localeFor(copy, each.customer.locale).copy.locale } } },
      message: message(`For ${each.customer.name}`, 'p', `<p>${each.customer.name}</p>`, each.customer.name),
    }),
  } as unknown as Workshop;
}

export async function planOf(
  records: readonly CustomerRecord[],
  keys: Record<string, unknown> = {},
  over: Partial<Omit<PlanOptions, 'workshop' | 'file'>> = {},
): Promise<Plan> {
  return makePlan({
    workshop: await workshopOf(records),
    file: campaignFile(keys),
    ledger: ledgerWith(),
    attachments: noAttachments,
    // No dataset there: the records come from memory.
    env: {
      CONTENT_DIR: 'content',
      DATA_DIR: 'tests/delivery',
      SITE_URL: undefined,
      UNSUBSCRIBE_SECRET: undefined,
    },
    now: NOW,
    ...over,
  });
}

/** `C1: suppressed (bounced: 550 5.1.1)`, for people to read. */
export const reasonsOf = ({ excluded }: Pick<Plan, 'excluded'>): readonly string[] =>
  excluded.map(({ id, code, detail }) => `${id}: ${code}${detail === '' ? '' : ` (${detail})`}`);

export const idsOf = ({ recipients }: Pick<Plan, 'recipients'>): readonly string[] =>
  recipients.map(({ id }) => id);
