import type { State } from './ledger/ledger.ts';
import type { RunEvent } from './run-event.ts';
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
      return { sign: '⏸️ ', text: `${event.reason}; again at ${clockTime(event.until)}` };
    case 'waiting':
      return {
        sign: '⏳',
        text: `${number.format(event.count)} wait for their time, the next at ${clockTime(event.until)}`,
      };
    case 'draining':
      return { sign: '✋', text: 'finishing what is under way; once more Ctrl-C leaves at once' };
  }
}

function settledLine({ state, customerId, code, reason }: Extract<RunEvent, { kind: 'settled' }>) {
  const sign = SIGNS[state];
  return sign === undefined
    ? undefined
    : { sign, text: `${customerId}: ${reason}${code === '' ? '' : ` (${code})`}` };
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

/** `1,000 = 940 sent + 12 waiting + 3 rejected + 45 skipped`: every recipient, in one line that adds up. */
export function sumLine({ counts, total }: Pick<RunSummary, 'counts' | 'total'>): string {
  const parts = (Object.keys(STATE_WORDS) as State[])
    .filter((state) => counts[state] > 0 || state === 'sent')
    .map((state) => `${number.format(counts[state])} ${STATE_WORDS[state]}`);
  return `${number.format(total)} = ${parts.join(' + ')}`;
}

/** The closing summary: label and value for each line. */
export function summaryLines(summary: RunSummary): readonly (readonly [label: string, value: string])[] {
  const { lane, sentNow, seconds, channels, reasons, happiness, because, next, counts, state } = summary;
  const rate = seconds > 0 ? Math.round(sentNow / seconds) : 0;
  return [
    ['recipients', sumLine(summary)],
    [
      'this time',
      `${number.format(sentNow)} ${lane === 'outbox' ? 'written' : 'sent'} in ${seconds.toFixed(1)} s${rate > 1 ? `, ${number.format(rate)} a second` : ''}`,
    ],
    ...channels
      .filter(({ sent }) => sent > 0)
      .map(({ name, sent, place }) => [name, `${number.format(sent)}${place ? `  ${place}` : ''}`] as const),
    ...reasons
      .slice(0, MOST_REASONS)
      .map(
        ({ state: of, code, reason, count }) =>
          [
            STATE_WORDS[of as State] ?? of,
            `${number.format(count)}  ${reason}${reason.includes(code) || code === '' ? '' : ` (${code})`}`,
          ] as const,
      ),
    ...(because === '' ? [] : [[state, because] as const]),
    ...(openOf(counts) > 0 && next !== undefined ? [['next', clockTime(new Date(next))] as const] : []),
    ['happiness', `${happiness.level}  ${happiness.score} of 100. ${happiness.message}`],
  ];
}

const MOST_REASONS = 8;
