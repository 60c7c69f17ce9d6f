import { slot } from '../../pitch/slot.ts';
import type { Piece } from '../../render/workshop.ts';
import { address } from '../../site/address.ts';

/** The mail of a customer with the draft in place: what a send would hand over, were it saved. */
export interface DraftMail {
  readonly customer: {
    readonly id: string;
    readonly name: string;
    readonly segment: string;
    readonly locale: string;
  };
  /** Why it is not the customer who was asked for. */
  readonly instead: string | undefined;
  readonly subject: string;
  readonly preheader: string;
  /** The exact HTML part. */
  readonly html: string;
  /** The same with its pictures addressed on this server, to look at. */
  readonly shown: string;
  readonly text: string;
  readonly sha256: string;
  /** Of the HTML part, in UTF-8. */
  readonly bytes: number;
  /** Whether it differs from the mail of the saved copy. */
  readonly changed: boolean;
}

/** @param before digest of the saved mail; undefined when none can be made. */
export function mailOf(
  { customer, pitch, message }: Piece,
  instead: string | undefined,
  before: string | undefined,
  siteUrl: string | undefined,
): DraftMail {
  const { subject, preheader, html, text, sha256, inline } = message;
  let shown = siteUrl ? html.replaceAll(`${siteUrl}/`, '/') : html;
  for (const { cid, filename } of inline)
    shown = shown.replaceAll(`cid:${cid}`, address.art(filename.replace(/\.png$/, '')));
  return {
    customer: {
      id: customer.customer_id,
      name: slot(customer.name),
      segment: customer.segment,
      locale: pitch.mail.shape.locale,
    },
    instead,
    subject,
    preheader,
    html,
    shown,
    text,
    sha256,
    bytes: Buffer.byteLength(html),
    changed: before !== sha256,
  };
}
