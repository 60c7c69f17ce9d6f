import type { Env } from '../env.ts';
import type { ChannelName } from './channels/channel.ts';
import { EXCLUSIONS, type Exclusion, type Plan, REFUSED } from './plan.ts';

const number = new Intl.NumberFormat('en-IN');
const kB = (bytes: number) =>
  bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${number.format(Math.round(bytes / 1e3))} kB`;

/** Gmail clips a mail's HTML at about 102 kB; the foot with the unsubscribe link would be behind a click. */
export const HEAVY_HTML = 90_000;
const MOST_NAMED = 5;

/** How many are left out for which reason, in the order reasons are tried. */
export function exclusionCounts({
  excluded,
}: Pick<Plan, 'excluded'>): readonly { readonly code: Exclusion; readonly count: number }[] {
  const counts = new Map<Exclusion, number>();
  for (const { code } of excluded) counts.set(code, (counts.get(code) ?? 0) + 1);
  return (Object.keys(EXCLUSIONS) as Exclusion[])
    .map((code) => ({ code, count: counts.get(code) ?? 0 }))
    .filter(({ count }) => count > 0);
}

/** A plan at a glance: label and value for each line. A line without a label goes on with the one above. */
export function planLines(plan: Plan): readonly (readonly [label: string, value: string])[] {
  const { recipients, waves, channels, attachments, perSecond, estimatedSeconds, timeZone } = plan;
  const lines: (readonly [string, string])[] = [['audience', number.format(plan.audience)]];
  for (const { code, count } of exclusionCounts(plan)) {
    lines.push(['', `− ${number.format(count)}  ${EXCLUSIONS[code]}`]);
  }
  lines.push(['to send', `= ${number.format(recipients.length)}`]);
  const biggest = recipients.reduce<(typeof recipients)[number] | undefined>(
    (most, each) => (most && most.mailBytes >= each.mailBytes ? most : each),
    undefined,
  );
  if (biggest) {
    const dues = recipients.map(({ due }) => due).sort();
    const [first, last] = [dues[0] as string, dues.at(-1) as string];
    lines.push(['first', when(first, timeZone)]);
    if (last !== first) lines.push(['last', when(last, timeZone)]);
    if (waves.length > 1) lines.push(['waves', wavesWords(plan)]);
    lines.push([
      'biggest',
      `${biggest.id}, about ${kB(biggest.mailBytes)}, of it ${kB(biggest.htmlBytes)} of HTML`,
    ]);
  }
  if (attachments.length > 0) lines.push(['attached', attachments.join(', ')]);
  const live = channels.filter((name) => name !== 'outbox');
  lines.push([
    'transport',
    live.length === 0 ? 'outbox only' : `outbox; with --live ${live.join(', then ')}`,
  ]);
  const rate = perSecond === undefined || live.length === 0 ? '' : `, at most ${rateWords(perSecond)}`;
  lines.push(['takes', `about ${spanWords(estimatedSeconds)}${live.length > 0 ? ' live' : ''}${rate}`]);
  return lines;
}

/**
 * What a person should know before they say yes; each a sentence.
 * @param env the settings of whoever plans, where they are known.
 */
export function planWarnings(plan: Plan, env?: Settings): readonly string[] {
  const { recipients, inputs, channels, images, isSample, notes } = plan;
  const warnings = [...notes];
  if (recipients.length === 0) {
    warnings.push(
      plan.audience === 0 ? 'nobody is in the audience' : 'nobody of the audience can be written to',
    );
  }
  const heavy = recipients.filter(({ htmlBytes }) => htmlBytes >= HEAVY_HTML);
  if (heavy.length > 0) {
    const named = heavy.slice(0, MOST_NAMED).map(({ id, htmlBytes }) => `${id} (${kB(htmlBytes)})`);
    const more = heavy.length > MOST_NAMED ? ` and ${number.format(heavy.length - MOST_NAMED)} more` : '';
    warnings.push(`Gmail may clip the HTML of ${named.join(', ')}${more}: keep it below ${kB(HEAVY_HTML)}`);
  }
  if (channels.every((name) => name === 'outbox')) return warnings;
  if (isSample) warnings.push('these people are a generated sample: real channels are refused');
  if (images === 'hosted' && inputs.SITE_URL === undefined) {
    warnings.push(`pictures are hosted and SITE_URL is not set: ${REFUSED}`);
  }
  if (inputs.UNSUBSCRIBE_SECRET === undefined) {
    warnings.push(`UNSUBSCRIBE_SECRET is not set: ${REFUSED}`);
  }
  for (const name of env ? channels : []) {
    const missing = NEEDS[name].filter((setting) => env?.[setting] === undefined);
    if (missing.length > 0) warnings.push(`${name} needs ${missing.join(' and ')}: ${REFUSED}`);
  }
  return warnings;
}

/** Of these, the ones that keep a live send from beginning. */
export const refusalsOf = (warnings: readonly string[]) =>
  warnings.filter((words) => words.endsWith(REFUSED));

type Settings = Partial<Pick<Env, 'SMTP_URL' | 'APPS_SCRIPT_URL' | 'APPS_SCRIPT_SECRET'>>;

const NEEDS: Readonly<Record<ChannelName, readonly (keyof Settings)[]>> = {
  outbox: [],
  smtp: ['SMTP_URL'],
  'apps-script': ['APPS_SCRIPT_URL', 'APPS_SCRIPT_SECRET'],
};

/** `Mon, 23 Nov 2026, 09:00 Asia/Kolkata (03:30 UTC)` */
function when(time: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  });
  const utc = timeZone === 'UTC' ? '' : ` (${time.slice(11, 16)} UTC)`;
  return `${format.format(Date.parse(time))} ${timeZone}${utc}`;
}

function wavesWords({ waves, timeZone }: Plan): string {
  const hour = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  });
  const named = waves
    .slice(0, MOST_NAMED)
    .map(({ at, count }) => `${number.format(count)} from ${hour.format(Date.parse(at))}`);
  const more = waves.length > MOST_NAMED ? `, and ${waves.length - MOST_NAMED} more` : '';
  return `${waves.length}: ${named.join(', ')}${more}`;
}

/** `40 seconds`, `3 minutes`, `2 h 10 min`, `5 days`. */
export function spanWords(seconds: number): string {
  if (seconds < 100) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 100) return `${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 72) return `${Math.round(hours / 24)} days`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

/** Mails per second in the unit that gives a number of 1 or more. */
export function rateWords(perSecond: number): string {
  const [unit, factor] = (
    [
      ['second', 1],
      ['minute', 60],
      ['hour', 3600],
      ['day', 86_400],
    ] as const
  ).find(([, seconds]) => perSecond * seconds >= 1) ?? ['day', 86_400];
  return `${number.format(Math.round(perSecond * factor * 10) / 10)} a ${unit}`;
}
