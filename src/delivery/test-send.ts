import { join } from 'node:path';
import type { Env } from '../env.ts';
import type { PitchwrightError } from '../errors.ts';
import { openWorkshop } from '../render/workshop.ts';
import type { CustomerRecord } from '../store/store.ts';
import type { Receipt } from './channels/channel.ts';
import { demandFilmPages } from './film-pages.ts';
import { checkLive } from './live-checks.ts';
import { openChannels } from './open-channels.ts';
import { notPlanned } from './planned.ts';
import { openPress } from './press.ts';
import { readCampaign } from './read-campaign.ts';
import { readFreshPlan } from './send.ts';

export interface TestSendOptions {
  readonly campaign: string;
  readonly isLive: boolean;
  /** Who gets the mails: somebody of the sender's own house. */
  readonly to: string;
  /** Whose mail; the first of the plan when left out. */
  readonly customer?: string | undefined;
  /** How many of the plan, from the first. */
  readonly limit: number;
  readonly warn: (error: PitchwrightError) => void;
}

export interface TestSent {
  readonly customerId: string;
  readonly channel: string;
  readonly place: string;
  readonly receipt: Receipt;
}

/**
 * Sends some mails of a plan to an address of one's own, as they would go to the customers. The ledger is not touched:
 * nobody counts as mailed.
 * @throws PitchwrightError `PLAN_MISSING` | `PLAN_STALE` | `CUSTOMER_NOT_PLANNED` and those of `checkLive` and `openChannels`.
 */
export async function* testSend(env: Env, options: TestSendOptions): AsyncGenerator<TestSent> {
  const { campaign, isLive, to, customer, limit } = options;
  const plan = await readFreshPlan(env, campaign);
  if (isLive) checkLive(plan, env, to);
  const chosen =
    customer === undefined
      ? plan.recipients.slice(0, limit)
      : plan.recipients.filter(({ id }) => id === customer);
  if (chosen.length === 0) throw notPlanned(plan, customer);
  const names = isLive ? plan.channels.filter((name) => name !== 'outbox') : (['outbox'] as const);
  const workshop = await openWorkshop(env);
  try {
    const file = await readCampaign(env.CONTENT_DIR, campaign, workshop.copy);
    if (isLive) demandFilmPages(plan, file.campaign, workshop.copy, env);
    const press = openPress({ env, plan, file, workshop }, isLive, to);
    // Beside the rehearsal, whose files would be written over.
    const outbox = join(env.DATA_DIR, 'outbox-tests');
    const [open, ...rest] = await openChannels(names, env, options.warn, { outbox });
    for (const { channel } of rest) await channel.close();
    if (!open) return;
    const { channel, facts } = open;
    try {
      for (const recipient of chosen) {
        const [record] = (await press.find([recipient.id])) as [CustomerRecord];
        const piece = await press.make(record);
        const { files } = await press.attachments(record);
        const mail = press.compose(piece, recipient, files);
        const receipt = await channel.send(mail, async () => {});
        yield { customerId: recipient.id, channel: channel.name, place: facts.place, receipt };
      }
    } finally {
      await channel.close();
    }
  } finally {
    workshop.close();
  }
}
