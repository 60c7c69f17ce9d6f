import type { Message } from '../render/message.ts';

/** Bytes of a finished mail that big mailboxes take: Gmail's limit, and that of most others. */
export const MOST_MAIL_BYTES = 25 * 2 ** 20;

/** Base64 in lines of 76 characters grows what it carries by so much. */
const GROWTH = 1.37;
/** Header fields, boundaries and the headers of parts, with room for a DKIM signature. */
const HEADERS = 3000;

/**
 * The bytes of a finished mail, about and rather too many: every part is counted as base64, also those that are shorter
 * as quoted-printable.
 * @param attached bytes of its attachments.
 */
export function mailBytesOf({ html, text, inline }: Message, attached: number): number {
  const pictures = inline.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return (
    Math.ceil((Buffer.byteLength(html) + Buffer.byteLength(text) + pictures + attached) * GROWTH) + HEADERS
  );
}
