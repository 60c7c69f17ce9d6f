import { backoff, CHANNEL } from './backoff.ts';
import type { Channel, ChannelName, Receipt } from './channels/channel.ts';
import type { ChannelPause, Ledger } from './ledger/ledger.ts';

/** Which of a campaign's channels takes the next mail: the first that is not paused. */
export interface Route {
  /** The channel to use now; or until when all of them pause. */
  choose(now: Date): Promise<Channel | Blocked>;
  /** What a receipt says about the channel as a whole: pauses it, or forgives it. @returns the pause. */
  learn(channel: Channel, receipt: Receipt, now: Date): Promise<ChannelPause | undefined>;
}

export interface Blocked {
  readonly until: Date;
  readonly reason: string;
  /** Waiting a little will not help: the quota is gone, or nobody has answered for a long time. */
  readonly isLasting: boolean;
  /** Nobody answers, on any channel: not just a quota that is used up. */
  readonly isDown: boolean;
}

/** So many failed connections in a row mean that nobody is there. */
const MOST_DOWN = 5;
const A_DAY = 86_400_000;
/** A pause that another worker made is seen this soon. */
const FRESH_MS = 1000;

interface Health {
  pause: ChannelPause | undefined;
  isLasting: boolean;
  isDown: boolean;
  troubles: number;
  seen: number;
}

/** @param random for the jitter of pauses. */
export function routeOf(
  channels: readonly Channel[],
  ledger: Pick<Ledger, 'pause' | 'paused'>,
  random: () => number = Math.random,
  waits: { readonly first: number; readonly most: number } = CHANNEL,
): Route {
  const healths = new Map<ChannelName, Health>(
    channels.map(({ name }) => [
      name,
      { pause: undefined, isLasting: false, isDown: false, troubles: 0, seen: 0 },
    ]),
  );
  const healthOf = (channel: Channel) => healths.get(channel.name) as Health;

  return {
    async choose(now) {
      const blocked: Blocked[] = [];
      for (const channel of channels) {
        const health = healthOf(channel);
        if (now.getTime() - health.seen >= FRESH_MS) {
          health.pause = await ledger.paused(channel.name, now);
          health.seen = now.getTime();
        }
        const { pause } = health;
        if (!pause || pause.until <= now) return channel;
        blocked.push({
          ...pause,
          isDown: health.isDown,
          isLasting: health.isLasting || pause.until.getTime() - now.getTime() > 3_600_000,
        });
      }
      return {
        until: new Date(Math.min(...blocked.map(({ until }) => until.getTime()))),
        reason: blocked.map(({ reason }) => reason).join('; '),
        isLasting: blocked.every(({ isLasting }) => isLasting),
        isDown: blocked.every(({ isDown }) => isDown),
      };
    },
    async learn(channel, receipt, now) {
      const health = healthOf(channel);
      if (receipt.kind === 'accepted') {
        health.troubles = 0;
        health.isLasting = false;
        health.isDown = false;
        return undefined;
      }
      const wait = waitOf(receipt, health.troubles);
      if (wait === undefined) return undefined;
      // The others that were under way hear the same; one trouble counts once.
      if (health.pause && health.pause.until > now) return undefined;
      health.troubles += 1;
      health.isDown = receipt.kind === 'down';
      health.isLasting = receipt.kind === 'exhausted' || (health.isDown && health.troubles >= MOST_DOWN);
      const until =
        receipt.kind === 'exhausted' && receipt.until ? receipt.until : new Date(now.getTime() + wait);
      health.pause = { until, reason: `${channel.name}: ${reasonOf(receipt)}` };
      health.seen = now.getTime();
      await ledger.pause(channel.name, health.pause);
      return health.pause;
    },
  };

  function waitOf(receipt: Receipt, troubles: number): number | undefined {
    if (receipt.kind === 'exhausted') return A_DAY;
    if (receipt.kind === 'busy') return receipt.afterMs ?? backoff(troubles, waits, random);
    return receipt.kind === 'down' ? backoff(troubles, waits, random) : undefined;
  }
}

const reasonOf = (receipt: Receipt) => ('reason' in receipt ? receipt.reason : '');
