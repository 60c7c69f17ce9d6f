import type { Behavior, Segment } from '../data/vocabulary.ts';
import type { Message } from '../render/message.ts';

/** A name and an address, as they stand in a header. The name may be empty and may hold anything a person typed. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** A file that travels with a mail. What it is was read from its bytes, not from its name. */
export interface Attachment {
  readonly filename: string;
  /** One of `ATTACHMENT_TYPES`. */
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** Of the bytes, 64 hex digits. */
  readonly sha256: string;
  /** Where it came from, when that is the web; a channel that can fetch for itself may be given this instead. */
  readonly url?: string;
  bytes(): Promise<Uint8Array>;
}

/**
 * One mail to one person, complete: the one type that every channel is given. `message` is what the page showed; the
 * rest is the envelope around it.
 */
export interface Mail {
  /** Name of the campaign's file, without extension. */
  readonly campaign: string;
  readonly customerId: string;
  readonly segment: Segment;
  readonly behavior: Behavior;
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly replyTo: string;
  /** A function of (campaign, customer), without angle brackets: see `messageIdOf`. */
  readonly messageId: string;
  readonly date: Date;
  /** BCP 47. */
  readonly language: string;
  readonly message: Message;
  /** `List-Unsubscribe`, `List-Unsubscribe-Post`, `Feedback-ID` and the like, in order: see `headersOf`. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly attachments: readonly Attachment[];
}
