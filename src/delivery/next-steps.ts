import type { Lane } from './ledger/ledger.ts';
import type { RunSummary } from './run-summary.ts';
import { openOf } from './summary.ts';

const number = new Intl.NumberFormat('en-IN');

/** The command that carries a run on. */
export const sendCommand = (campaign: string, lane: Lane) =>
  `npm run send -- ${campaign}${lane === 'live' ? ' --live' : ''}`;

/** What a person can do now, in whole sentences; none when a run is through and everybody is known. */
export function nextSteps({ campaign, lane, state, counts }: RunSummary): readonly string[] {
  const isCutShort = state !== 'finished' && state !== 'running';
  const { unknown } = counts;
  const what = lane === 'outbox' ? 'may have been written' : 'may have gone out';
  const where = lane === 'outbox' ? ' --lane outbox' : '';
  return [
    ...(isCutShort && openOf(counts) > 0 ? [`go on with: ${sendCommand(campaign, lane)}`] : []),
    ...(unknown > 0
      ? [
          `${number.format(unknown)} ${what}: npm run status -- ${campaign}${where} --state unknown says who; --resend-unknown sends again`,
        ]
      : []),
  ];
}

/** When the next wave is due, if that is still to come. */
export function nextWave({ next, updatedAt }: Pick<RunSummary, 'next' | 'updatedAt'>): string | undefined {
  return next !== undefined && Date.parse(next) > Date.parse(updatedAt) ? next : undefined;
}
