import { openAudience } from '../delivery/audience.ts';
import { type Objection, objectionTo } from '../delivery/exclusions.ts';
import type { CampaignFile } from '../delivery/read-campaign.ts';
import { PitchwrightError } from '../errors.ts';
import { hashAddress } from '../pitch/unsubscribe-token.ts';
import type { Workshop } from '../render/workshop.ts';
import { countSelected, recordsOf } from '../store/selection.ts';
import type { CustomerRecord } from '../store/store.ts';
import { type ExamineOptions, examiner } from './examine.ts';
import { type CheckReport, createTally } from './tally.ts';

export interface CheckOptions extends ExamineOptions {
  /** Only this one; left out, everybody. */
  readonly customer?: string | undefined;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Checks the mail of every customer; of a campaign, of everybody it would write to if nobody was mailed before (the ledger is
 * not asked). Customers are streamed, and what is kept does not grow with them.
 * @throws PitchwrightError `CUSTOMER_UNKNOWN`, `CUSTOMER_NOT_MEANT`
 */
export async function checkEverybody(options: CheckOptions): Promise<CheckReport> {
  const { workshop, file, customer, onProgress } = options;
  const { store } = workshop;
  const selection =
    customer === undefined ? { segment: undefined, limit: Number.MAX_SAFE_INTEGER } : { ids: [customer] };
  const total = await countSelected(store, selection);
  const objectionOf = file ? recipientsOf(workshop, file) : () => undefined;
  const examine = examiner(options);
  const tally = createTally();
  let done = 0;
  for await (const record of recordsOf(store, selection)) {
    const objection = objectionOf(record);
    if (objection === undefined) tally.add(await examine(record));
    else if (customer !== undefined) throw notMeant(customer, file as CampaignFile, objection);
    done += 1;
    onProgress?.(done, total);
  }
  return tally.report();
}

/** Why a campaign would not write to somebody: the reasons of the plan that need neither ledger nor other customers. */
function recipientsOf({ store, copy }: Workshop, { campaign }: CampaignFile) {
  const audience = openAudience(campaign.audience, store.facts.asOf);
  const nothingBefore = { byId: new Map(), byAddress: new Map() };
  const background = { optedOut: new Map(), mailed: new Map(), before: nothingBefore };
  return (record: CustomerRecord): string | undefined => {
    if (!audience.includes(record)) return 'not in its audience';
    const { customer } = record;
    const objection: Objection | undefined = objectionTo(
      customer,
      hashAddress(customer.email),
      undefined,
      background,
      campaign,
      copy,
    );
    if (objection === undefined) return undefined;
    const { code, detail } = objection;
    return detail === '' ? code.replaceAll('_', ' ') : `${code.replaceAll('_', ' ')}: ${detail}`;
  };
}

function notMeant(id: string, { campaign }: CampaignFile, reason: string): PitchwrightError {
  return new PitchwrightError('CUSTOMER_NOT_MEANT', `${campaign.name} does not write to ${id}: ${reason}`, {
    hint: 'leave out --campaign to check the mail of their page, or name somebody it writes to',
  });
}
