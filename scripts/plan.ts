import { styleText } from 'node:util';
import { Command } from 'commander';
import { readCopy } from '../src/copy/read-copy.ts';
import { attachmentHosts } from '../src/delivery/attachment-place.ts';
import { openAttachments } from '../src/delivery/attachments.ts';
import { openLedger } from '../src/delivery/ledger/open-ledger.ts';
import { makePlan } from '../src/delivery/make-plan.ts';
import type { Plan } from '../src/delivery/plan.ts';
import { planPath, readPlan, writePlan } from '../src/delivery/plan-file.ts';
import { planLines, planWarnings } from '../src/delivery/plan-words.ts';
import { type CampaignFile, readCampaign, readCampaigns } from '../src/delivery/read-campaign.ts';
import { isSamePlan } from '../src/delivery/same-plan.ts';
import { type Env, readEnv } from '../src/env.ts';
import { isPitchwrightError } from '../src/errors.ts';
import { openWorkshop } from '../src/render/workshop.ts';
import { ensureDataset, SAMPLE } from '../src/site/sample.ts';
import { campaignName, run } from './_command.ts';
import { progressBar } from './_progress-bar.ts';
import { tellStudio } from './_studio.ts';

const command = new Command('plan')
  .description('Freezes a campaign: who gets which mail and when, who does not and why. Sends nothing.')
  .argument(
    '[campaign]',
    'a file of content/campaigns, without .yaml; left out, they are listed',
    campaignName,
  );

run(command, async () => {
  const env = readEnv();
  const [name] = command.args;
  const copy = await readCopy(env.CONTENT_DIR, env.DATA_DIR);
  if (name === undefined) {
    listCampaigns(await readCampaigns(env.CONTENT_DIR, copy));
    return;
  }
  // What is wrong with the campaign is said before anything is made.
  const file = await readCampaign(env.CONTENT_DIR, name, copy);
  if (await ensureDataset(env.DATA_DIR, copy.catalogue)) {
    console.log(
      `There is no dataset in ${env.DATA_DIR}/ yet: made a sample of ${SAMPLE.customers} customers.`,
    );
  }
  const made = await planNow(env, file);
  const before = await readPlan(env.DATA_DIR, name).catch(notYet);
  const isKept = before !== undefined && isSamePlan(before, made);
  const plan = isKept ? before : made;
  const path = isKept ? planPath(env.DATA_DIR, name) : await writePlan(env.DATA_DIR, plan);

  console.log(styleText('bold', plan.title));
  console.log(
    planLines(plan)
      .map(([label, value]) => `  ${styleText('dim', label.padEnd(10))} ${value}`)
      .join('\n'),
  );
  for (const warning of planWarnings(plan, env)) console.log(`${styleText('yellow', '!')} ${warning}`);
  console.log(
    isKept
      ? `${styleText('green', '✓')} ${path} is unchanged since ${plan.madeAt.slice(0, 16).replace('T', ' ')} UTC`
      : `${styleText('green', '✓')} ${path}`,
  );
  const [people, all] = [plan.recipients.length, plan.audience].map((count) => count.toLocaleString('en-IN'));
  tellStudio({ result: `${people} of ${all} in the audience get it.` });
  console.log(`Carry it out with: npm run send -- ${name}`);
});

async function planNow(env: Env, file: CampaignFile): Promise<Plan> {
  const attachments = openAttachments(file.campaign.attachments, {
    root: process.cwd(),
    hosts: attachmentHosts(env),
    dataFolder: env.DATA_DIR,
    isFresh: true,
  });
  const workshop = await openWorkshop(env);
  const bar = progressBar('customers');
  try {
    const ledger = await openLedger(env);
    try {
      const now = new Date();
      return await makePlan({ workshop, file, ledger, attachments, env, now, onProgress: bar.update });
    } finally {
      bar.end();
      await ledger.close();
    }
  } finally {
    workshop.close();
  }
}

/** A plan that is missing or damaged is made anew. */
function notYet(error: unknown): undefined {
  if (isPitchwrightError(error)) return undefined;
  throw error;
}

function listCampaigns(files: readonly CampaignFile[]): void {
  if (files.length === 0) console.log('There are no campaigns in content/campaigns yet.');
  const width = Math.max(0, ...files.map(({ campaign }) => campaign.name.length));
  for (const { campaign } of files) {
    console.log(
      `  ${campaign.name.padEnd(width)}  ${styleText('dim', campaign.description ?? campaign.title)}`,
    );
  }
  if (files.length > 0) console.log(`Plan one with: npm run plan -- ${files[0]?.campaign.name}`);
}
