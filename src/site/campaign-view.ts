import type { SegmentNames } from '../copy/segment-names.ts';
import type { Campaign } from '../delivery/campaign.ts';
import { nextWave, sendCommand } from '../delivery/next-steps.ts';
import type { Plan, Recipient } from '../delivery/plan.ts';
import { rateWords, spanWords } from '../delivery/plan-words.ts';
import { happinessOfRun, type RunHappiness } from '../delivery/run-happiness.ts';
import type { RunSummary } from '../delivery/run-summary.ts';
import { reasonWords, withTimes } from '../delivery/run-words.ts';
import { address } from './address.ts';
import { type Runs, type Stage, stageOf } from './campaign-stage.ts';
import { runSum, type Sum } from './campaign-sum.ts';
import {
  audienceWords,
  listWords,
  plural,
  printBytes,
  printCount,
  printMoment,
  scheduleWords,
} from './campaign-words.ts';
import type { SiteCampaign } from './campaigns.ts';
import { printKilobytes } from './variants.ts';

/** A campaign in the list of all. */
export interface CampaignCard {
  readonly name: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly audience: string;
  readonly stage: Stage;
  readonly figures: readonly { readonly label: string; readonly value: string }[];
}

export function cardOf(
  { campaign, plan, moved }: SiteCampaign,
  runs: Runs,
  names: SegmentNames,
): CampaignCard {
  const stage = stageOf(plan, moved, runs);
  const { name, title, description } = campaign;
  const run = plan && [runs.live, runs.outbox].find((each) => each?.planId === plan.id);
  return {
    name,
    title,
    description,
    audience: whoWords(campaign, names),
    stage,
    figures: plan
      ? [
          { label: 'to send', value: printCount(plan.recipients.length) },
          { label: 'left out', value: printCount(plan.excluded.length) },
          ...(run
            ? [{ label: run.lane === 'live' ? 'sent' : 'rehearsed', value: printCount(run.counts.sent) }]
            : []),
        ]
      : [],
  };
}

/** `VIP or Returning customers, last order at least 90 days ago`. */
export function whoWords({ audience }: Campaign, names: SegmentNames): string {
  const words = audienceWords(audience, names);
  return words.length === 0 ? 'everybody' : words.join(', ');
}

/** A label and what stands beside it: words, or a moment in ISO 8601. */
export type Fact = {
  readonly label: string;
  /** Where it says more. */
  readonly link?: { readonly label: string; readonly href: string };
} & ({ readonly value: string } | { readonly at: string });

/** What a campaign is, by its file; also before there is a plan. */
export function campaignFacts(campaign: Campaign, names: SegmentNames): readonly Fact[] {
  return [
    { label: 'Audience', value: whoWords(campaign, names) },
    { label: 'Leaves', value: scheduleWords(campaign.schedule) },
    { label: 'Template', value: campaign.template },
    channelFact(campaign.channels),
    {
      label: 'Attachments',
      value: campaign.attachments.map(({ path, url }) => path ?? url).join(', ') || 'none',
    },
  ];
}

/** What the plan froze, as a person reviews it. */
export function planFacts(
  plan: Plan,
  campaign: Campaign,
  siteUrl: string | undefined,
  names: SegmentNames,
): readonly Fact[] {
  const dues = plan.recipients.map(({ due }) => due).sort((a, b) => Date.parse(a) - Date.parse(b));
  const [first] = dues;
  const last = dues.at(-1);
  const biggest = biggestOf(plan.recipients);
  return [
    { label: 'Planned', at: plan.madeAt },
    { label: 'From', value: `${plan.from.name} <${plan.from.address}>` },
    { label: 'Replies to', value: plan.replyTo },
    { label: 'Audience', value: whoWords(campaign, names) },
    { label: 'Leaves', value: scheduleWords(campaign.schedule) },
    ...(first !== undefined && last !== undefined
      ? [{ label: 'First mail', at: first }, ...(last === first ? [] : [{ label: 'Last mail', at: last }])]
      : []),
    {
      label: 'Takes',
      value: `about ${spanWords(plan.estimatedSeconds)}${plan.perSecond === undefined ? '' : `, at most ${rateWords(plan.perSecond)}`}`,
    },
    channelFact(plan.channels),
    { label: 'Template', value: plan.template },
    { label: 'Pictures', value: pictureWords(plan.images, siteUrl) },
    { label: 'Attachments', value: plan.attachments.join(', ') || 'none' },
    ...(biggest
      ? [
          {
            label: 'Biggest mail',
            value: `${printKilobytes(biggest.htmlBytes)} HTML, ${printBytes(biggest.mailBytes)} in all (${biggest.id})`,
          },
        ]
      : []),
    { label: 'Times are in', value: plan.timeZone },
  ];
}

function biggestOf(recipients: readonly Recipient[]): Recipient | undefined {
  let biggest = recipients[0];
  for (const each of recipients) if (biggest && each.mailBytes > biggest.mailBytes) biggest = each;
  return biggest;
}

function channelFact(channels: Plan['channels']): Fact {
  const isOutbox = channels.every((name) => name === 'outbox');
  return {
    label: 'Channels',
    value: isOutbox ? 'outbox: files, nobody is mailed' : channels.join(', then '),
    ...(channels.includes('apps-script') && {
      link: { label: 'set up the web app', href: address.setupAppsScript() },
    }),
  };
}

function pictureWords(images: Plan['images'], siteUrl: string | undefined): string {
  if (images === 'inline') return 'travel inside the mail';
  return siteUrl === undefined
    ? 'on the site, which has no address yet (SITE_URL)'
    : `loaded from ${siteUrl}`;
}

/** How a run went, ready to be shown. */
export interface RunView {
  readonly lane: RunSummary['lane'];
  readonly state: RunSummary['state'];
  readonly stage: Stage;
  readonly isOfThisPlan: boolean;
  readonly sum: Sum;
  /** In a sentence or two. */
  readonly words: string;
  /** What goes on with it; undefined when there is nothing left to do. */
  readonly command: string | undefined;
  readonly campaign: string;
  readonly next: string | undefined;
  readonly updatedAt: string;
  /** Of the latest session: `6 mails in 2 seconds`; undefined when it had nothing to do. */
  readonly pace: string | undefined;
  readonly happiness: RunHappiness | undefined;
  readonly channels: RunSummary['channels'];
  readonly segments: RunSummary['segments'];
  readonly reasons: RunSummary['reasons'];
}

export function runView(run: RunSummary, plan: Plan | undefined, folder: string): RunView {
  const { lane, state, counts, segments, channels, reasons, updatedAt, sentNow, seconds } = run;
  const isOfThisPlan = run.planId === plan?.id;
  return {
    lane,
    state,
    stage: stageOf({ id: run.planId }, [], { outbox: undefined, live: undefined, [lane]: run }),
    isOfThisPlan,
    sum: runSum(run),
    words: runWords(run, folder, plan?.timeZone),
    campaign: run.campaign,
    command: isOfThisPlan && state !== 'finished' ? sendCommand(run.campaign, lane) : undefined,
    next: state === 'waiting' ? nextWave(run) : undefined,
    updatedAt,
    pace:
      sentNow > 0
        ? `${plural(sentNow, 'mail')} in ${spanWords(Math.max(1, Math.round(seconds)))}`
        : undefined,
    // Before anything was tried there is nothing to be happy or sad about.
    happiness:
      counts.sent + counts.failed + counts.rejected + counts.unknown > 0 ? happinessOfRun(run) : undefined,
    channels: channels.filter(({ sent }) => sent > 0),
    segments: segments.filter(({ sent, failed }) => sent + failed > 0),
    // What a server answered says more than its reason; our own codes say the same in another spelling.
    reasons: reasons.map(({ reason, code, ...each }) => ({
      ...each,
      reason: reasonWords('', reason) || reasonWords(code, ''),
      code: /\d/.test(code) && reason !== '' ? code : '',
    })),
  };
}

export const planCommand = (name: string) => `npm run plan -- ${name}`;

function runWords(
  { lane, state, because, campaign, counts }: RunSummary,
  folder: string,
  zone: string | undefined,
): string {
  const print = zone === undefined ? undefined : (iso: string) => `${printMoment(iso, zone, true)} ${zone}`;
  const reason = because === '' ? '' : ` ${sentence(withTimes(because, print))}`;
  const open = counts.queued + counts.claimed + counts.sending;
  switch (state) {
    case 'running':
      return `It was under way when this page was made.${reason}`;
    case 'waiting':
      return `${plural(open, 'mail')} ${open === 1 ? 'waits' : 'wait'}.${reason}`;
    case 'stopped':
      return because === '' ? 'It stopped before the end.' : `It stopped.${reason}`;
    case 'interrupted':
      return `It was ended before it was through; nothing is lost.${reason}`;
    case 'finished':
      return lane === 'outbox'
        ? `The mails are files in ${folder}/outbox/${campaign}/. Nobody was mailed.`
        : `Everybody is accounted for.${reason}`;
  }
}

const sentence = (text: string) =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

/** What moved, in one sentence: `customers.csv, content/locales/en/labels.yaml and 3 more`. */
export function movedWords(moved: readonly string[]): string {
  const shown = moved.length > 3 ? [...moved.slice(0, 2), `${moved.length - 2} more`] : moved;
  return listWords(shown);
}
