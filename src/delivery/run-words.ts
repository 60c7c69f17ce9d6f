import type { Lane, State } from './ledger/ledger.ts';
import { nextWave } from './next-steps.ts';
import { EXCLUSIONS } from './plan.ts';
import type { RunEvent } from './run-event.ts';
import { happinessOfRun } from './run-happiness.ts';
import type { RunSummary } from './run-summary.ts';
import { openOf } from './summary.ts';

const number = new Intl.NumberFormat('en-IN');

/** One line about one event, with the sign that stands before it; undefined for what a reader need not see. */
export function lineOf(event: RunEvent): { readonly sign: string; readonly text: string } | undefined {
  switch (event.kind) {
    case 'opened': {
      const quota = event.quota === undefined ? '' : `, ${number.format(event.quota)} more today`;
      return { sign: '🎬', text: `${event.channel}: ${event.place}${quota}` };
    }
    case 'recovered':
      return {
        sign: '🩹',
        text: `an earlier run was cut off: ${number.format(event.released)} go back into the queue, ${number.format(event.unknown)} may have been sent`,
      };
    case 'settled':
      return settledLine(event);
    case 'paused':
      return { sign: '⏸️ ', text: `${withTimes(event.reason)}; again at ${clockTime(event.until)}` };
    case 'waiting':
      return {
        sign: '⏳',
        text: `${number.format(event.count)} wait for their time, the next at ${clockTime(event.until)}`,
      };
    case 'kept':
      return {
        sign: '🤝',
        text: `${number.format(event.count)} not sent again: no longer in the plan, or on the suppression list (npm run status says which; npm run sync -- --allow <address> takes one off)`,
      };
    case 'draining':
      return { sign: '✋', text: 'finishing what is under way; once more Ctrl-C leaves at once' };
  }
}

function settledLine({ state, customerId, code, reason }: Extract<RunEvent, { kind: 'settled' }>) {
  const sign = SIGNS[state];
  return sign === undefined ? undefined : { sign, text: `${customerId}: ${reasonWords(code, reason)}` };
}

/** What went well is counted, not told one by one. */
const SIGNS: Partial<Readonly<Record<State, string>>> = {
  rejected: '❌',
  failed: '❌',
  unknown: '❓',
  skipped: '⏭️ ',
  queued: '🔁',
};

const clockTime = (time: Date) => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** A text with every ISO 8601 moment in it told as `2026-11-23 08:00 UTC`, or as `print` has it. */
export function withTimes(text: string, print: (iso: string) => string = (iso) => clockTime(new Date(iso))) {
  return text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g, (iso) => print(iso));
}

/** A reason with the code that a server gave. Our own codes are words already, and speak where no reason was written down. */
export function reasonWords(code: string, reason: string): string {
  const own = Object.hasOwn(EXCLUSIONS, code) ? EXCLUSIONS[code as keyof typeof EXCLUSIONS] : undefined;
  if (reason === '') return own ?? code;
  const text = withTimes(reason);
  return code === '' || own !== undefined || text.includes(code) ? text : `${text} (${code})`;
}

/** The words for a state in a sum. */
export const STATE_WORDS: Readonly<Record<State, string>> = {
  sent: 'sent',
  queued: 'waiting',
  claimed: 'being prepared',
  sending: 'being handed over',
  rejected: 'rejected',
  failed: 'failed',
  unknown: 'unknown',
  skipped: 'skipped',
};

/** A rehearsal writes; it sends nothing. */
const wordOf = (state: State, lane: Lane | undefined) =>
  state === 'sent' && lane === 'outbox' ? 'written' : STATE_WORDS[state];

/** `1,000 = 940 sent + 12 waiting + 3 rejected + 45 skipped`: every recipient, in one line that adds up. */
export function sumLine({
  counts,
  total,
  lane,
}: Pick<RunSummary, 'counts' | 'total'> & { readonly lane?: Lane }): string {
  const parts = (Object.keys(STATE_WORDS) as State[])
    .filter((state) => counts[state] > 0 || state === 'sent')
    .map((state) => `${number.format(counts[state])} ${wordOf(state, lane)}`);
  return `${number.format(total)} = ${parts.join(' + ')}`;
}

/**
 * The closing summary: label and value for each line.
 * @param settledNow recipients that came to an end in this session; left out when that is not known.
 */
export function summaryLines(
  summary: RunSummary,
  settledNow?: number,
): readonly (readonly [label: string, value: string])[] {
  const { channels, reasons, because, counts, state } = summary;
  const isIdle = settledNow === 0 && state === 'finished';
  const next = nextWave(summary);
  const { score, level, message } = happinessOfRun(summary);
  const verdict = score === undefined ? level : `${level}  ${score} of 100.`;
  return [
    ['recipients', sumLine(summary)],
    ['this time', isIdle ? 'nothing was left to do' : sessionWords(summary)],
    ...channels
      .filter(({ sent }) => sent > 0)
      .map(({ name, sent, place }) => [name, `${number.format(sent)}${place ? `  ${place}` : ''}`] as const),
    ...reasons
      .slice(0, MOST_REASONS)
      .map(
        ({ state: of, code, reason, count }) =>
          [STATE_WORDS[of as State] ?? of, `${number.format(count)}  ${reasonWords(code, reason)}`] as const,
      ),
    ...(because === '' ? [] : [[state, withTimes(because)] as const]),
    ...(openOf(counts) > 0 && next !== undefined ? [['next', clockTime(new Date(next))] as const] : []),
    ...(isIdle ? [] : [['happiness', `${verdict}  ${message}`] as const]),
  ];
}

function sessionWords({ lane, sentNow, seconds }: RunSummary): string {
  const deed = lane === 'outbox' ? 'written' : 'sent';
  if (sentNow === 0) return `nothing ${deed}`;
  const rate = seconds > 0 ? Math.round(sentNow / seconds) : 0;
  const pace = rate > 1 ? `, ${number.format(rate)} a second` : '';
  return `${number.format(sentNow)} ${deed} in ${seconds.toFixed(1)} s${pace}`;
}

const MOST_REASONS = 8;
