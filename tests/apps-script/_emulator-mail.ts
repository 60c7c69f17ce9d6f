import type { Kept } from './_emulator-store.ts';
import { type EmulatedBlob, unsigned } from './_emulator-utilities.ts';

/** A mail that left the emulated account. */
export interface SentMail {
  readonly to: string;
  readonly from: string;
  readonly name: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly body: string;
  readonly htmlBody: string;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: Buffer }[];
  readonly inlineImages: Readonly<Record<string, Buffer>>;
  readonly at: number;
}

interface Given {
  readonly to?: string;
  readonly subject?: string;
  readonly body?: string;
  readonly htmlBody?: string;
  readonly name?: string;
  readonly replyTo?: string;
  readonly attachments?: readonly EmulatedBlob[];
  readonly inlineImages?: Readonly<Record<string, EmulatedBlob>>;
}

export interface MailRules {
  readonly kept: Kept;
  readonly owner: string;
  readonly perDay: number;
  readonly bodyBytes: number;
  readonly now: () => number;
  readonly fail: (message: string) => never;
  readonly sent: SentMail[];
  /** Called before and after a mail leaves: where tests break things. */
  readonly around: (moment: 'before' | 'after') => void;
}

/** Google's limits, in Google's words. */
export function mailStub({ kept, owner, perDay, bodyBytes, now, fail, sent, around }: MailRules) {
  const left = () => {
    kept.recipients = kept.recipients.filter((at) => at > now() - 86_400_000);
    return Math.max(0, perDay - kept.recipients.length);
  };
  return {
    getRemainingDailyQuota: left,
    sendEmail(mail: Given) {
      around('before');
      const { to = '', subject = '', body = '', htmlBody = '', name = '', replyTo = '' } = mail;
      if (to.trim() === '') fail('Failed to send email: no recipient');
      const addresses = to.split(',').map((address) => address.trim());
      for (const address of addresses) {
        if (!/^[^\s@<>"]+@[^\s@<>".]+(\.[^\s@<>".]+)+$/.test(address)) fail(`Invalid email: ${address}`);
      }
      if (subject.length > 250) fail('Argument too large: subject');
      if (Math.max(Buffer.byteLength(body), Buffer.byteLength(htmlBody)) > bodyBytes) {
        fail('Limit Exceeded: Email Body Size.');
      }
      const attachments = (mail.attachments ?? []).map((blob) => ({
        name: blob.getName(),
        type: blob.getContentType(),
        bytes: unsigned(blob.getBytes()),
      }));
      const inlineImages = Object.fromEntries(
        Object.entries(mail.inlineImages ?? {}).map(([cid, blob]) => [cid, unsigned(blob.getBytes())]),
      );
      const total = [...attachments.map(({ bytes }) => bytes), ...Object.values(inlineImages)];
      if (total.reduce((sum, { length }) => sum + length, 0) * 1.37 > 25e6) {
        fail('Limit Exceeded: Email Total Attachments Size.');
      }
      if (left() < addresses.length) fail('Service invoked too many times for one day: email.');
      kept.recipients.push(...addresses.map(() => now()));
      const content = { subject, body, htmlBody, attachments, inlineImages };
      sent.push({ to, from: owner, name, replyTo, ...content, at: now() });
      around('after');
    },
  };
}
