import type { ChannelName } from './channels/channel.ts';

/** Why somebody of the audience gets no mail. In the order they are tried: the first that holds is the reason. */
export const EXCLUSIONS = {
  no_address: 'no address on file',
  unsubscribed: 'unsubscribed',
  no_consent: 'consent is not known',
  suppressed: 'on the suppression list',
  invalid_address: 'the address cannot be written to',
  duplicate: 'another customer with the same address gets it',
  capped: 'got enough mail lately',
  already_mailed: 'got this campaign before',
  missing_copy: 'the campaign has no words in their language',
  missing_attachment: 'their attachment is missing',
  too_big: 'their mail is bigger than the channel takes',
} as const;
export type Exclusion = keyof typeof EXCLUSIONS;

/** One person the plan will write to. */
export interface Recipient {
  readonly id: string;
  readonly addressHash: string;
  readonly segment: string;
  readonly behavior: string;
  readonly locale: string;
  readonly subject: string;
  /** Of the message, as the page shows it. */
  readonly sha256: string;
  /** Over names and digests of the attachments; '' without. */
  readonly attachments: string;
  /** UTF-8 bytes of the HTML. */
  readonly htmlBytes: number;
  /** Bytes of the finished mail, about: with its pictures and attachments in base64. */
  readonly mailBytes: number;
  /** ISO 8601 in UTC. */
  readonly due: string;
}

export interface Excluded {
  readonly id: string;
  readonly segment: string;
  readonly code: Exclusion;
  /** More exactly, where there is more to say: `same address as C0000007`. */
  readonly detail: string;
}

/** How a note ends that says why a live send cannot begin. */
export const REFUSED = 'a live send will be refused';

/** The frozen campaign: what a person reviews and `send` carries out, and nothing else. */
export interface Plan {
  readonly version: 1;
  /**
   * SHA-256 over all of the plan but what follows from the clock (`madeAt`, `due`, `waves`, `estimatedSeconds`): the same
   * inputs make the same plan, whenever it is made. See `planId`.
   */
  readonly id: string;
  readonly campaign: string;
  readonly title: string;
  /** ISO 8601. Waves are counted from here. */
  readonly madeAt: string;
  readonly isSample: boolean;
  readonly asOf: string;
  /** Everything it was made from: relative path (or name of a setting) → SHA-256. What moved is named by it. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly template: string;
  readonly images: 'hosted' | 'inline';
  readonly channels: readonly ChannelName[];
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo: string;
  /** As the campaign names them: `data/media/customers/{{ customer.id }}/film.mp4`. */
  readonly attachments: readonly string[];
  /** IANA: the zone of customers without one, and the one that times are shown in. */
  readonly timeZone: string;
  /** What a reviewer should look at, in sentences: `audience › city: nobody has "Jaipurr"`. */
  readonly notes: readonly string[];
  /** Customers of the dataset that the audience's conditions meet: recipients + excluded. */
  readonly audience: number;
  readonly recipients: readonly Recipient[];
  readonly excluded: readonly Excluded[];
  /** Recipients by hour, for people: `{ at: '2026-11-23T03:30:00Z', count: 120 }`. */
  readonly waves: readonly { readonly at: string; readonly count: number }[];
  /** Mails per second, when limited. */
  readonly perSecond: number | undefined;
  /** From the first to the last mail, with waves and rate. */
  readonly estimatedSeconds: number;
}
