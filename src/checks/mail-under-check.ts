import type { PitchwrightError } from '../errors.ts';
import type { MailContent } from '../pitch/pitch.ts';
import type { Message } from '../render/message.ts';
import type { TemplateName } from '../render/template.ts';
import type { Page } from './page.ts';

/** One mail as it would be sent, and all that the rules ask about it: there is nothing left to load. */
export interface MailUnderCheck {
  readonly customerId: string;
  readonly content: MailContent;
  readonly message: Message;
  /** The message's HTML, read. */
  readonly page: Page;
  /** Real people get it, not those of a generated sample. */
  readonly isReal: boolean;
  /** `SITE_URL`, or `''` for a preview. */
  readonly siteUrl: string;
  readonly envelope: Envelope;
  readonly making: Making;
}

/** The printed mail around a message, without attachments; or why it cannot be printed. */
export type Envelope =
  | {
      /** Header lines as they stand on the wire. */
      readonly lines: readonly string[];
      /** Of the whole mail. */
      readonly bytes: number;
      readonly from: string;
    }
  | { readonly problem: PitchwrightError };

/** How a message came to be: see `createRenderer`. */
export interface Making {
  readonly template: TemplateName;
  /** Why its shape is rendered directly; undefined when a compiled plan is filled. */
  readonly directBecause?: string | undefined;
  /** What a direct render would print differently. */
  readonly difference?: string | undefined;
}
