import type { Env } from '../env.ts';
import { isPitchwrightError } from '../errors.ts';
import { hashAddress } from '../pitch/unsubscribe-token.ts';
import type { Workshop } from '../render/workshop.ts';
import { type CustomerRecord, pages } from '../store/store.ts';
import type { Attachments, WhyNot } from './attachments.ts';
import { lastOrderOf, openAudience } from './audience.ts';
import { pieceMaker } from './campaign-piece.ts';
import { senderOf } from './compose-mail.ts';
import {
  type Background,
  type Objection,
  objectionTo,
  type PlanLedger,
  readBackground,
} from './exclusions.ts';
import { type FilmTally, filmTally } from './film-notes.ts';
import { MOST_MAIL_BYTES, mailBytesOf } from './mail-size.ts';
import { type Candidate, onePerAddress, type Refused } from './one-per-address.ts';
import { mediaChecks, outdatedWords } from './outdated-media.ts';
import { sampleKeys, sampleSender } from './own-brand.ts';
import { type Plan, REFUSED, type Recipient } from './plan.ts';
import { planId } from './plan-id.ts';
import { planInputs } from './plan-inputs.ts';
import type { CampaignFile } from './read-campaign.ts';
import { dueTimes } from './schedule.ts';
import { type ShopProblem, shopProblems } from './shop-problems.ts';
import { estimateSeconds, wavesOf } from './waves.ts';
import { zoneNotes } from './zone-notes.ts';

export interface PlanOptions {
  readonly workshop: Workshop;
  readonly file: CampaignFile;
  readonly ledger: PlanLedger;
  readonly attachments: Attachments;
  readonly env: Pick<Env, 'CONTENT_DIR' | 'DATA_DIR' | 'SITE_URL' | 'UNSUBSCRIBE_SECRET'>;
  readonly now: Date;
  /** The project folder. */
  readonly root?: string;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Makes every mail of a campaign once and keeps what identifies it. Customers are streamed; what stays in memory is a row
 * for each of the audience.
 * @throws PitchwrightError for what is wrong with copy, content or attachments, naming the customer.
 */
export async function makePlan(options: PlanOptions): Promise<Plan> {
  const { workshop, file, ledger, env, now, root, onProgress } = options;
  const { campaign } = file;
  const { store, copy } = workshop;
  const { asOf, isSample, customers: total } = store.facts;
  const inputs = await planInputs(env, campaign.name, root);
  const background = await readBackground(campaign, store, ledger, now);
  const audience = openAudience(campaign.audience, asOf);
  const problems = await shopProblems(copy, env.DATA_DIR);
  const films = filmTally(workshop.films, campaign);
  const mailFor = mailsOf(options, films);

  const candidates: Candidate[] = [];
  const refused: Refused[] = [];
  const zones = new Map<string, string>();
  let done = 0;
  for await (const page of pages(store)) {
    const members = page
      .filter((record) => audience.includes(record))
      .map((record) => ({ record, addressHash: hashAddress(record.customer.email) }));
    const suppressed = await ledger.isSuppressed(members.map(({ addressHash }) => addressHash));
    for (const { record, addressHash } of members) {
      const { customer, orders } = record;
      const suppression = suppressed.get(addressHash);
      const made =
        objectionTo(customer, addressHash, suppression, background, campaign, copy) ??
        (await mailFor(record, addressHash));
      if ('code' in made) {
        refused.push({ id: customer.customer_id, segment: customer.segment, ...made, addressHash });
      } else {
        zones.set(customer.customer_id, customer.time_zone);
        candidates.push({ recipient: made, lastOrder: lastOrderOf(orders) ?? '', orders: orders.length });
      }
    }
    done += page.length;
    onProgress?.(done, total);
  }

  const { recipients, excluded } = onePerAddress(candidates, refused);
  const dues = recipients.map(({ due }) => due);
  const plan: Omit<Plan, 'id'> = {
    version: 1,
    campaign: campaign.name,
    title: campaign.title,
    madeAt: now.toISOString(),
    isSample,
    asOf,
    inputs,
    template: campaign.template,
    images: campaign.images,
    channels: campaign.channels,
    ...senderOf(campaign, copy.brand),
    attachments: campaign.attachments.map(({ path, url }) => (path ?? url) as string),
    timeZone: campaign.schedule.time_zone,
    notes: [
      ...audience.unmet(),
      ...zoneNotes(
        campaign.schedule,
        recipients.map(({ id }) => zones.get(id) ?? ''),
      ),
      ...films.notes(recipients.map(({ id }) => id)),
      ...notesOn(recipients, background, campaign, workshop, problems),
    ],
    audience: recipients.length + excluded.length,
    recipients,
    excluded,
    waves: wavesOf(dues),
    perSecond: campaign.rate?.perSecond,
    estimatedSeconds: estimateSeconds(dues, campaign.channels, campaign.rate?.perSecond),
  };
  return { id: planId(plan), ...plan };
}

/** What a person should know who is about to say yes. */
function notesOn(
  recipients: readonly Recipient[],
  { before }: Background,
  campaign: CampaignFile['campaign'],
  { copy, store }: Pick<Workshop, 'copy' | 'store'>,
  problems: readonly ShopProblem[],
): readonly string[] {
  const notes: string[] = [];
  const perhaps = recipients.filter(({ id }) => before.byId.get(id)?.state === 'unknown').length;
  if (perhaps > 0) {
    notes.push(
      `${perhaps} of them may have got it already: they are left alone unless you say --resend-unknown`,
    );
  }
  const isReal = !store.facts.isSample && campaign.channels.some((name) => name !== 'outbox');
  if (!isReal) return notes;
  const keys = sampleKeys(copy.brand, campaign);
  if (keys.length > 0) {
    notes.push(
      `content/brand.yaml still has the sample's ${keys.slice(0, 3).join(', ')}${keys.length > 3 ? ' …' : ''}: ${REFUSED}`,
    );
  }
  const shop = sampleSender(copy.brand, campaign);
  if (shop) notes.push(`the campaign's sender is still “${shop}”, the shop of the sample: ${REFUSED}`);
  for (const { fact, fix } of problems) notes.push(`${fact}: ${fix}; ${REFUSED}`);
  return notes;
}

/** Makes somebody's mail as it would be sent, and keeps what identifies it. */
function mailsOf({ workshop, file, attachments, env, now, root }: PlanOptions, films: FilmTally) {
  const checkOf = mediaChecks(workshop, env, root);
  const make = pieceMaker(workshop, file, env.SITE_URL);
  const dueOf = dueTimes(file.campaign.schedule, now);
  return async (record: CustomerRecord, addressHash: string): Promise<Recipient | Objection> => {
    const { customer } = record;
    const check = checkOf(record);
    const attached = await attachmentsOf(customer.customer_id, attachments, async (path) => {
      const outdated = await check.at(path);
      if (!outdated) return undefined;
      films.addLeftOut(customer.customer_id, outdated);
      return outdatedWords(outdated);
    });
    if ('code' in attached) return attached;
    const piece = await make(record);
    const { pitch, message } = piece;
    await films.addMail(piece, check);
    const mailBytes = mailBytesOf(message, attached.bytes);
    if (mailBytes > MOST_MAIL_BYTES) {
      return { code: 'too_big', detail: `about ${(mailBytes / 1e6).toFixed(1)} MB` };
    }
    return {
      id: customer.customer_id,
      addressHash,
      segment: customer.segment,
      behavior: customer.buying_behavior,
      locale: pitch.mail.shape.locale,
      subject: message.subject,
      sha256: message.sha256,
      attachments: attached.digest,
      htmlBytes: Buffer.byteLength(message.html),
      mailBytes,
      due: dueOf(customer).toISOString(),
    };
  };
}

async function attachmentsOf(
  id: string,
  attachments: Attachments,
  whyNot: WhyNot,
): Promise<{ readonly digest: string; readonly bytes: number } | Objection> {
  try {
    const found = await attachments.forCustomer(id, whyNot);
    if (!('missing' in found)) return found;
    return { code: 'missing_attachment', detail: found.because ?? found.missing };
  } catch (error) {
    if (!isPitchwrightError(error) || error.code !== 'ATTACHMENT_TOO_BIG') throw error;
    return { code: 'too_big', detail: error.message };
  }
}
