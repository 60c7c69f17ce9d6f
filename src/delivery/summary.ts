import type { ChannelName } from './channels/channel.ts';
import { happinessOf } from './happiness.ts';
import { type Counts, type Ledger, type RunKey, STATES, type State } from './ledger/ledger.ts';
import type { RunSummary } from './run-summary.ts';

/** All recipients of a run, whatever became of them. */
export const totalOf = (counts: Counts) => STATES.reduce((sum, state) => sum + counts[state], 0);

/** Still to be done: everything that is in no final state. */
export const openOf = ({ queued, claimed, sending }: Counts) => queued + claimed + sending;

/** How a run stands, from the ledger. */
export async function summarise(
  ledger: Ledger,
  run: RunKey,
  session: Pick<
    RunSummary,
    'planId' | 'startedAt' | 'updatedAt' | 'state' | 'because' | 'seconds' | 'sentNow'
  > & {
    readonly places: ReadonlyMap<ChannelName, string>;
  },
): Promise<RunSummary> {
  const { places, ...rest } = session;
  const counts = await ledger.counts(run);
  const rows = await ledger.bySegment(run);
  const segments = [...Map.groupBy(rows, ({ segment }) => segment)].map(([segment, list]) => ({
    segment,
    sent: among(list, ['sent']),
    failed: among(list, ['failed', 'rejected', 'unknown']),
  }));
  const channels = await ledger.byChannel(run);
  const { next } = await ledger.waiting(run, new Date(rest.updatedAt));
  return {
    ...run,
    ...rest,
    counts,
    total: totalOf(counts),
    channels: channels.map(({ channel, sent }) => ({
      name: channel,
      sent,
      place: places.get(channel) ?? '',
    })),
    reasons: await ledger.reasons(run),
    segments,
    happiness: happinessOf({
      sent: counts.sent,
      failed: counts.failed + counts.rejected + counts.unknown,
      bySegment: Object.fromEntries(segments.map(({ segment, sent }) => [segment, sent])),
    }),
    next: next?.toISOString(),
  };
}

const among = (
  list: readonly { readonly state: State; readonly count: number }[],
  states: readonly State[],
) => list.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0);
