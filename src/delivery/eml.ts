import { foldLines } from 'nodemailer/lib/mime-funcs';
import { wireAddress } from './address.ts';
import type { Mail, Mailbox } from './mail.ts';
import { asciiLine, filePart, headerWords, multipart, type Part, phrase, textPart } from './mime.ts';

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
 *
 * Printed here and not by nodemailer's MailComposer, which takes four times as long: the most of a run's time.
 * @throws PitchwrightError `ADDRESS_INVALID`, and what `bytes()` of an attachment throws.
 */
export async function printMail(mail: Printable): Promise<Uint8Array> {
  const content = await contentOf(mail);
  const headers = [
    foldLines(`From: ${mailbox(mail.from)}`),
    foldLines(`To: ${mailbox(mail.to)}`),
    `Reply-To: ${wireAddress(mail.replyTo)}`,
    foldLines(`Subject: ${headerWords(mail.message.subject)}`),
    `Message-ID: <${wireAddress(mail.messageId)}>`,
    `Date: ${mail.date.toUTCString().replace('GMT', '+0000')}`,
    // In one line each: folded between its addresses, List-Unsubscribe would begin with an empty line.
    ...mail.headers.map(([name, value]) => `${name.replace(/[^A-Za-z0-9-]/g, '')}: ${asciiLine(value)}`),
    `Content-Language: ${asciiLine(mail.language)}`,
    'MIME-Version: 1.0',
    ...content.headers,
  ];
  return Buffer.concat([Buffer.from(`${headers.join('\r\n')}\r\n\r\n`), ...content.body]);
}

async function contentOf({ message, attachments }: Printable): Promise<Part> {
  // The digest of what stands in the parts cannot stand in them.
  const boundary = (level: number) => `pitchwright-${message.sha256.slice(0, 32)}-${level}`;
  const html = textPart('text/html', message.html);
  const pictures = message.inline.map(({ contentType, filename, bytes, cid }) =>
    filePart(contentType, filename, bytes, cid),
  );
  const words = multipart('alternative', boundary(2), [
    textPart('text/plain', message.text),
    pictures.length === 0 ? html : multipart('related; type="text/html"', boundary(3), [html, ...pictures]),
  ]);
  if (attachments.length === 0) return words;
  const files = attachments.map(async (file) =>
    filePart(file.contentType, file.filename, await file.bytes()),
  );
  return multipart('mixed', boundary(1), [words, ...(await Promise.all(files))]);
}

function mailbox({ name, address }: Mailbox): string {
  const words = phrase(name);
  return words === '' ? wireAddress(address) : `${words} <${wireAddress(address)}>`;
}
