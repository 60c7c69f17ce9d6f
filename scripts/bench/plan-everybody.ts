import { openAttachments } from '../../src/delivery/attachments.ts';
import { campaignSchema } from '../../src/delivery/campaign.ts';
import { openLedger } from '../../src/delivery/ledger/open-ledger.ts';
import { makePlan } from '../../src/delivery/make-plan.ts';
import { writePlan } from '../../src/delivery/plan-file.ts';
import { readEnv } from '../../src/env.ts';
import { openWorkshop } from '../../src/render/workshop.ts';
import { timed } from './figure.ts';

/** Plans a campaign to everybody. Prints recipients, peak memory in GB, and milliseconds: planned, and chosen and rendered alone. */
const env = readEnv();
const workshop = await openWorkshop(env);
const ledger = await openLedger(env);
const campaign = { ...campaignSchema.parse({ title: 'Everybody' }), name: 'everybody' };
const occasion = { source: 'bench', template: 'pitch', film: 'poster', words: new Map() } as const;
const attachments = openAttachments([], { root: process.cwd(), hosts: [], dataFolder: env.DATA_DIR });
const { ms, value: plan } = await timed(async () => {
  const made = await makePlan({
    workshop,
    file: { campaign, occasion },
    ledger,
    attachments,
    env,
    now: new Date(),
  });
  await writePlan(env.DATA_DIR, made);
  return made;
});
await ledger.close();
const memory = (process.resourceUsage().maxRSS / 1e6).toFixed(2);
const alone = await timed(async () => {
  for await (const _ of workshop.pieces());
});
workshop.close();
console.log(plan.recipients.length, memory, Math.round(ms), Math.round(alone.ms));
