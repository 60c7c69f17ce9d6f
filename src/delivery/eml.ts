import MailComposer from 'nodemailer/lib/mail-composer';
import { PitchwrightError } from '../errors.ts';
import { slot } from '../pitch/slot.ts';
import type { Message } from '../render/message.ts';

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** Everything around a message that makes it one mail. No clock and no chance: the same envelope gives the same bytes. */
export interface Envelope {
  readonly from: Mailbox;
  readonly replyTo: string;
  readonly to: Mailbox;
  readonly date: Date;
  /** Unique in the world, without angle brackets: `…@kachnarlane.example`. */
  readonly messageId: string;
  /** BCP 47. */
  readonly language: string;
}

/**
 * A message as the bytes of an RFC 5322 mail: text and HTML as multipart/alternative, pictures beside the HTML as
 * multipart/related. Names and subjects may hold anything; a line end in them is a blank.
 * @throws PitchwrightError `ADDRESS_INVALID`
 */
export async function printMail(message: Message, envelope: Envelope): Promise<Uint8Array> {
  const { from, to, replyTo, date, messageId, language } = envelope;
  const composer = new MailComposer({
    from: mailbox(from),
    to: mailbox(to),
    replyTo: checked(replyTo),
    subject: slot(message.subject),
    date,
    messageId: `<${checked(messageId)}>`,
    headers: { 'Content-Language': slot(language) },
    text: message.text,
    html: message.html,
    attachments: message.inline.map(({ cid, filename, contentType, bytes }) => ({
      cid,
      filename,
      contentType,
      content: Buffer.from(bytes),
      contentDisposition: 'inline',
    })),
    boundaryPrefix: 'pitchwright',
    baseBoundary: message.sha256.slice(0, 32),
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

const mailbox = ({ name, address }: Mailbox) => ({ name: slot(name), address: checked(address) });

/** One address and nothing else: no line end, no second one, no display name. */
function checked(address: string): string {
  if (/^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+$/.test(address)) return address;
  throw new PitchwrightError('ADDRESS_INVALID', `"${slot(address)}" is not an e-mail address`, {
    hint: 'use one address such as asha@example.com',
  });
}
