import type { Channel } from './channels/channel.ts';
import type { Delivery, Ledger, Outcome, RunKey } from './ledger/ledger.ts';

/**
 * Asks the channels that remember what became of deliveries whose answer was lost. What a channel has is `sent`; what it
 * surely never saw goes back into the queue; the rest stays `unknown`.
 * @returns how many are known now.
 */
export async function recover(
  ledger: Ledger,
  run: RunKey,
  channels: readonly Channel[],
  now: Date,
): Promise<number> {
  const asking = new Map(
    channels.filter(({ ask }) => ask !== undefined).map((channel) => [channel.name, channel]),
  );
  let known = 0;
  for (let after = ''; ; ) {
    const page = await ledger.deliveries(run, { states: ['unknown'], after, limit: 200 });
    const last = page.at(-1);
    if (!last) return known;
    after = last.customerId;
    const outcomes: Outcome[] = [];
    for (const delivery of page) {
      const channel = delivery.channel && asking.get(delivery.channel);
      const outcome = channel && (await answerOf(channel, delivery, run, now));
      if (outcome) outcomes.push(outcome);
    }
    if (outcomes.length > 0) await ledger.settle(run, outcomes);
    known += outcomes.length;
  }
}

async function answerOf(
  channel: Channel,
  { customerId, messageId, at }: Delivery,
  { campaign }: RunKey,
  now: Date,
): Promise<Outcome | undefined> {
  const receipt = await channel.ask?.({ campaign, customerId, messageId, since: at });
  const base = { customerId, channel: channel.name };
  if (receipt === undefined) {
    const reason = 'the channel never saw it: it is sent again';
    return { ...base, state: 'queued', due: now, code: 'never_seen', reason, counts: false };
  }
  if (receipt.kind === 'accepted') {
    return { ...base, state: 'sent', receipt: receipt.id, reason: receipt.detail };
  }
  return receipt.kind === 'rejected'
    ? { ...base, state: 'rejected', code: receipt.code, reason: receipt.reason }
    : undefined;
}
