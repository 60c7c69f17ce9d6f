import { type AddressObject, simpleParser } from 'mailparser';
import type { Mailbox } from '../../src/delivery/mail.ts';

/** A mail as a reader's program sees it. */
export interface Delivered {
  /** Everybody it went to, copies included. */
  readonly recipients: readonly string[];
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly replyTo: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Without angle brackets; '' when it has none. */
  readonly messageId: string;
  /** Lower-case name → its values, as often as the header stands there. Empty when the channel has none. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly attachments: readonly {
    readonly filename: string;
    readonly contentType: string;
    /** Of a picture inside the HTML. */
    readonly cid: string | undefined;
    readonly bytes: Buffer;
  }[];
}

/** Reads an RFC 5322 mail. */
export async function parsedMail(raw: Uint8Array): Promise<Delivered> {
  const parsed = await simpleParser(Buffer.from(raw), { keepCidLinks: true });
  const headers = new Map<string, string[]>();
  for (const { key, line } of parsed.headerLines) {
    const value = line
      .slice(line.indexOf(':') + 1)
      .replace(/\r?\n/g, '')
      .trim();
    headers.set(key, [...(headers.get(key) ?? []), value]);
  }
  const boxes = [parsed.to, parsed.cc, parsed.bcc].flatMap((field) => field ?? []).flatMap(mailboxes);
  return {
    recipients: boxes.map(({ address }) => address),
    from: mailboxes(parsed.from)[0] as Mailbox,
    to: boxes[0] as Mailbox,
    replyTo: mailboxes(parsed.replyTo)[0]?.address ?? '',
    subject: parsed.subject ?? '',
    html: parsed.html || '',
    text: parsed.text ?? '',
    messageId: parsed.messageId?.slice(1, -1) ?? '',
    headers,
    attachments: parsed.attachments.map(({ filename, contentType, cid, related, content }) => ({
      filename: filename ?? '',
      contentType,
      cid: related ? cid : undefined,
      bytes: content,
    })),
  };
}

const mailboxes = (field: AddressObject | undefined): readonly Mailbox[] =>
  field?.value.map(({ name, address = '' }) => ({ name, address })) ?? [];
