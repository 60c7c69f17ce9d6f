import type { ChannelName } from './channels/channel.ts';

/** Recipients by hour of the clock in UTC, in order of time; each with the first moment of it that anybody is due. */
export function wavesOf(dues: readonly string[]): readonly { readonly at: string; readonly count: number }[] {
  const hours = Map.groupBy([...dues].sort(), (due) => due.slice(0, 13));
  return [...hours.values()].map((wave) => ({ at: wave[0] as string, count: wave.length }));
}

/** What a channel manages by itself, in mails per second: rough, for an estimate when no rate is set. */
const USUAL_RATE: Readonly<Record<ChannelName, number>> = { outbox: 500, smtp: 20, 'apps-script': 1 };

/**
 * Seconds from the first mail to the last, when each is sent as soon as it is due and the rate allows it. The outbox waits
 * for nothing.
 */
export function estimateSeconds(
  dues: readonly string[],
  channels: readonly ChannelName[],
  perSecond: number | undefined,
): number {
  const live = channels.find((name) => name !== 'outbox');
  if (live === undefined) return Math.ceil(dues.length / USUAL_RATE.outbox);
  const rate = perSecond ?? USUAL_RATE[live];
  const times = dues.map((due) => Date.parse(due) / 1000).sort((a, b) => a - b);
  const [first] = times;
  if (first === undefined) return 0;
  let end = first;
  for (const time of times) end = Math.max(end, time) + 1 / rate;
  return Math.ceil(end - first);
}
