import type { Mail } from '../mail.ts';

export const CHANNELS = ['outbox', 'smtp', 'apps-script'] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** What a channel found out about itself when it was opened. */
export interface ChannelFacts {
  /** In words and without secrets: `smtp.example.com:587, STARTTLS, as hello@…`. */
  readonly place: string;
  /** The largest mail it takes, in bytes of the finished mail; undefined when it does not say. */
  readonly maxBytes?: number;
  /** How many recipients it will still take today; undefined when there is no such limit. */
  readonly quota?: number;
}

/** What became of one mail. Everything but `accepted` and `unknown` means: it was not delivered. */
export type Receipt =
  /** The channel has it. `id` is the channel's own name for it, `detail` its words. */
  | { readonly kind: 'accepted'; readonly id: string; readonly detail: string; readonly quota?: number }
  /** Never for this recipient: a 5.1.x, an address the channel cannot write. `suppress`: nobody should ever try again. */
  | { readonly kind: 'rejected'; readonly code: string; readonly reason: string; readonly suppress: boolean }
  /** Not now for this recipient: mailbox full, greylisted. */
  | { readonly kind: 'deferred'; readonly code: string; readonly reason: string; readonly afterMs?: number }
  /** Not now for anybody: 421, 454, "too many". The whole channel waits. */
  | { readonly kind: 'busy'; readonly code: string; readonly reason: string; readonly afterMs?: number }
  /** No more today. `until`: when it may take more again, if it said so. */
  | { readonly kind: 'exhausted'; readonly code: string; readonly reason: string; readonly until?: Date }
  /** Cannot be reached: nobody answers, the connection broke before the point of no return. */
  | { readonly kind: 'down'; readonly code: string; readonly reason: string }
  /** It is about the sender (5.7.x, authentication, a wrong key): nobody will get anything; the run must stop. */
  | { readonly kind: 'stop'; readonly code: string; readonly reason: string }
  /** The point of no return was passed and no answer came: it may have been delivered. */
  | { readonly kind: 'unknown'; readonly code: string; readonly reason: string };

/**
 * A way mails leave by. A driver is a function that takes its settings and returns one of these; every driver passes
 * the one suite in `tests/conformance`.
 */
export interface Channel {
  readonly name: ChannelName;
  /** Real people get real mail. */
  readonly isLive: boolean;
  /** How many mails it handles well at a time. */
  readonly concurrency: number;
  /**
   * Connects, proves who it is, asks for limits. Sends nothing.
   * @throws PitchwrightError `CHANNEL_…`; the secret is in none of them.
   */
  open(): Promise<ChannelFacts>;
  /**
   * Delivers one mail. Never throws for what a channel can do wrong: that is a receipt.
   *
   * @param commit called once, right before the point of no return (SMTP: all of DATA is written but the final dot; HTTP:
   * before the request; outbox: before the rename). When it rejects, the channel must break off so that nothing is
   * delivered, and rejects with the same error. A receipt given without having called it means: surely not delivered.
   */
  send(mail: Mail, commit: () => Promise<void>): Promise<Receipt>;
  /**
   * What became of a mail whose answer was lost, by its Message-ID; undefined when the channel never saw it and never
   * will: then any channel may have it. A channel without memory has no such method: those mails stay `unknown`.
   * @param mail `since`: when it was handed over, about. A channel that forgets old mails cannot tell without it.
   */
  ask?(
    mail: Pick<Mail, 'campaign' | 'customerId' | 'messageId'> & { readonly since?: Date },
  ): Promise<Receipt | undefined>;
  close(): Promise<void>;
}
