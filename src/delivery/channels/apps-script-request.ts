import { slot } from '../../pitch/slot.ts';
import { addressKeyOf, hashAddress } from '../../pitch/unsubscribe-token.ts';
import { wireAddress } from '../address.ts';
import type { Attachment, Mail } from '../mail.ts';
import type { WireFile, WirePayload } from '../wire.ts';

/**
 * A mail as the web app takes it. Headers of its own it cannot have: MailApp sets none, so the link in the mail is the
 * way to unsubscribe.
 * @param hosts from which the script fetches attachments itself.
 */
export async function sendPayload(
  mail: Mail,
  hosts: ReadonlySet<string>,
): Promise<Extract<WirePayload, { action: 'send' }>> {
  const { campaign, segment, from, to, replyTo, messageId, message, attachments } = mail;
  return {
    action: 'send',
    key: messageId,
    campaign,
    segment,
    addressKey: addressKeyOf(hashAddress(to.address)),
    mail: {
      to: wireAddress(to.address),
      fromName: slot(from.name),
      replyTo: wireAddress(replyTo),
      subject: slot(message.subject),
      text: message.text,
      html: message.html,
      inline: message.inline.map(({ cid, filename, contentType, bytes }) => ({
        cid,
        filename,
        contentType,
        base64: Buffer.from(bytes).toString('base64'),
      })),
      attachments: await Promise.all(attachments.map((file) => wireFile(file, hosts))),
    },
  };
}

async function wireFile(file: Attachment, hosts: ReadonlySet<string>): Promise<WireFile> {
  const { contentType, url, size, sha256 } = file;
  const filename = slot(file.filename);
  if (url !== undefined && hosts.has(new URL(url).hostname)) {
    return { filename, contentType, url, size, sha256 };
  }
  return { filename, contentType, base64: Buffer.from(await file.bytes()).toString('base64') };
}
