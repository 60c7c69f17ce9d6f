import MailComposer from 'nodemailer/lib/mail-composer';
import { encodeWord, foldLines } from 'nodemailer/lib/mime-funcs';
import { slot } from '../pitch/slot.ts';
import { wireAddress } from './address.ts';
import type { Mail, Mailbox } from './mail.ts';

/** What of a mail is printed; the rest of it is for the accounts. */
export type Printable = Pick<
  Mail,
  'from' | 'to' | 'replyTo' | 'messageId' | 'date' | 'language' | 'message' | 'headers' | 'attachments'
>;

/**
 * A mail as the bytes of RFC 5322: text and HTML as multipart/alternative, pictures beside the HTML as multipart/related,
 * attachments around both as multipart/mixed. Names, subjects, file names and headers may hold anything; a line end in
 * them is a blank. No clock and no chance: the same mail gives the same bytes.
 * ASCII throughout, but for an address whose part before @ is not (RFC 6532).
 * @throws PitchwrightError `ADDRESS_INVALID`, and what `bytes()` of an attachment throws.
 */
export async function printMail(mail: Printable): Promise<Uint8Array> {
  const { message } = mail;
  // nodemailer passes on a name that looks like an encoded word, and readers decode it: the addresses are printed here.
  const addresses = [
    `From: ${mailbox(mail.from)}`,
    `To: ${mailbox(mail.to)}`,
    `Reply-To: ${wireAddress(mail.replyTo)}`,
  ];
  const composer = new MailComposer({
    headers: [...mail.headers, ['Content-Language', mail.language] as const].map(([name, value]) => ({
      key: token(name),
      value: ready(value),
    })),
    subject: looksEncoded(message.subject) ? encoded(slot(message.subject)) : slot(message.subject),
    date: mail.date,
    messageId: `<${wireAddress(mail.messageId)}>`,
    text: message.text,
    html: message.html,
    attachments: [...(await Promise.all(mail.attachments.map(attached))), ...message.inline.map(inline)],
    boundaryPrefix: 'pitchwright',
    baseBoundary: message.sha256.slice(0, 32),
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const rest = await composer.compile().build();
  return Buffer.concat([Buffer.from(addresses.map((line) => `${foldLines(line)}\r\n`).join('')), rest]);
}

/** A name in front of an address: as it is, in quotes or encoded (RFC 2047), whichever it needs. */
function mailbox({ name, address }: Mailbox): string {
  const [words, box] = [slot(name), wireAddress(address)];
  if (words === '') return box;
  if (/^[\w ]*$/.test(words)) return `${words} <${box}>`;
  if (!/^[\x20-\x7e]*$/.test(words) || looksEncoded(words)) return `${encoded(words)} <${box}>`;
  return `"${words.replace(/["\\]/g, '\\$&')}" <${box}>`;
}

const looksEncoded = (words: string) => words.includes('=?');
/** Several words when it is long, with blanks between them. */
const encoded = (words: string) => encodeWord(words, 'B', 52);

const attached = async ({ filename, contentType, bytes }: Mail['attachments'][number]) => ({
  filename: slot(filename),
  contentType,
  content: Buffer.from(await bytes()),
  contentDisposition: 'attachment' as const,
});

const inline = ({ cid, filename, contentType, bytes }: Mail['message']['inline'][number]) => ({
  cid,
  filename,
  contentType,
  content: Buffer.from(bytes),
  contentDisposition: 'inline' as const,
});

/** A header's name: letters, digits and hyphens. */
const token = (name: string) => name.replace(/[^A-Za-z0-9-]/g, '');

/**
 * A value that is printed as it is, in one line: folding List-Unsubscribe between its addresses would leave its first
 * line empty, which some readers take for an empty header.
 */
const ready = (value: string) => ({ prepared: true, foldLines: false, value: asciiOf(slot(value)) });

const asciiOf = (value: string) => value.replace(/[^\x20-\x7e]/g, '?');
