import { sha256Of } from '../digest.ts';

/** One rendered mail: what a page shows and what a channel is given, byte for byte. */
export interface Message {
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
  /** The pictures that the HTML shows as `cid:…`, in the order they appear; none when all are linked. */
  readonly inline: readonly InlineImage[];
  /**
   * SHA-256 over subject, html, text and then cid and base64 of each inline picture, each prefixed by its length in
   * UTF-16 units and a colon.
   */
  readonly sha256: string;
}

/** A picture that travels inside the mail. */
export interface InlineImage {
  /** Unique in the message, without angle brackets: `journey@digest`. */
  readonly cid: string;
  readonly filename: string;
  readonly contentType: 'image/png' | 'image/gif';
  readonly bytes: Uint8Array;
}

export function message(
  subject: string,
  preheader: string,
  html: string,
  text: string,
  inline: readonly InlineImage[] = [],
): Message {
  const pictures = inline.flatMap(({ cid, bytes }) => [cid, base64Of(bytes)]);
  return { subject, preheader, html, text, inline, sha256: sha256Of([subject, html, text, ...pictures]) };
}

/** The same few pictures are in many mails. */
const encoded = new WeakMap<Uint8Array, string>();

function base64Of(bytes: Uint8Array): string {
  const known = encoded.get(bytes);
  if (known !== undefined) return known;
  const text = Buffer.from(bytes).toString('base64');
  encoded.set(bytes, text);
  return text;
}
