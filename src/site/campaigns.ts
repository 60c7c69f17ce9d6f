import type { Campaign } from '../delivery/campaign.ts';
import { pieceMaker } from '../delivery/campaign-piece.ts';
import { driftOf } from '../delivery/drift.ts';
import type { Plan } from '../delivery/plan.ts';
import { readPlan } from '../delivery/plan-file.ts';
import { planInputs } from '../delivery/plan-inputs.ts';
import { readCampaigns } from '../delivery/read-campaign.ts';
import { readRunSummary } from '../delivery/run-file.ts';
import { sha256 } from '../digest.ts';
import { isPitchwrightError } from '../errors.ts';
import type { Piece } from '../render/workshop.ts';
import type { CustomerRecord } from '../store/store.ts';
import type { Runs } from './campaign-stage.ts';
import type { Site } from './site.ts';

/** A campaign with what was planned for it. */
export interface SiteCampaign {
  readonly campaign: Campaign;
  readonly plan: Plan | undefined;
  /** Why there is none although there is a file of one, and what to do. */
  readonly unreadable: string | undefined;
  /** What changed since the plan was made, in sentences; none: the plan still holds. */
  readonly moved: readonly string[];
  /** SHA-256 over everything the plan would be made from today. */
  readonly inputsKey: string;
  /** The mail that the campaign makes of a customer today, as a send would make it. */
  make(record: CustomerRecord): Promise<Piece>;
}

const known = new WeakMap<Site, Promise<readonly SiteCampaign[]>>();

/**
 * Every campaign, in the order of names; read once for a site.
 * @throws PitchwrightError as `readCampaigns` does.
 */
export function campaignsOf(site: Site): Promise<readonly SiteCampaign[]> {
  const campaigns = known.get(site) ?? readAll(site);
  known.set(site, campaigns);
  return campaigns;
}

export async function campaignOf(site: Site, name: string): Promise<SiteCampaign> {
  const campaigns = await campaignsOf(site);
  return campaigns.find(({ campaign }) => campaign.name === name) as SiteCampaign;
}

/** How its runs stand. Read anew each time: a live site shows a run while it goes on. */
export async function runsOf({ env }: Site, { campaign }: SiteCampaign): Promise<Runs> {
  const [outbox, live] = await Promise.all([
    readRunSummary(env.DATA_DIR, campaign.name, 'outbox'),
    readRunSummary(env.DATA_DIR, campaign.name, 'live'),
  ]);
  return { outbox, live };
}

async function readAll({ env, workshop }: Site): Promise<readonly SiteCampaign[]> {
  const files = await readCampaigns(env.CONTENT_DIR, workshop.copy);
  const campaigns: SiteCampaign[] = [];
  for (const file of files) {
    const { campaign } = file;
    const { plan, unreadable } = await planOf(env.DATA_DIR, campaign.name);
    const inputs = plan ? await planInputs(env, campaign.name) : {};
    campaigns.push({
      campaign,
      plan,
      unreadable,
      moved: plan ? driftOf(plan.inputs, inputs, env.SITE_URL) : [],
      inputsKey: sha256(JSON.stringify(inputs)),
      make: pieceMaker(workshop, file, env.SITE_URL),
    });
  }
  return campaigns;
}

async function planOf(folder: string, name: string): Promise<Pick<SiteCampaign, 'plan' | 'unreadable'>> {
  try {
    return { plan: await readPlan(folder, name), unreadable: undefined };
  } catch (error) {
    if (!isPitchwrightError(error)) throw error;
    return { plan: undefined, unreadable: error.code === 'PLAN_MISSING' ? undefined : error.message };
  }
}
