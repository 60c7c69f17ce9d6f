import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../src/delivery/channels/channel.ts';
import type { Mail, Mailbox } from '../../src/delivery/mail.ts';
import { slot } from '../../src/pitch/slot.ts';
import { addressed, attachment, PIXEL, sampleMail, withPictures } from './_mails.ts';
import type { Delivered } from './_parsed-mail.ts';

/** One driver, open against something real. */
export interface Opened {
  readonly channel: Channel;
  /** Everything that arrived so far, read back from where it arrived. */
  delivered(): Promise<readonly Delivered[]>;
  dispose(): Promise<void>;
}

/** What a driver cannot do, by its nature. */
export interface Traits {
  /** Headers of its own, Message-ID among them, reach the reader. */
  readonly carriesHeaders: boolean;
  /** The recipient's name, too; otherwise their address alone. */
  readonly carriesNames?: boolean;
}

/** What every channel must do, whatever it is made of. */
export function channelSuite(
  name: string,
  open: () => Promise<Opened>,
  { carriesHeaders, carriesNames = true }: Traits = { carriesHeaders: true },
): void {
  describe(`the channel ${name}`, () => {
    let at: Opened;
    beforeEach(async () => {
      at = await open();
      await at.channel.open();
    });
    afterEach(async () => {
      await at.channel.close();
      await at.dispose();
    });
    const send = (mail: Mail, commit = async () => {}) => at.channel.send(mail, commit);
    const known = (to: Mailbox): Mailbox => (carriesNames ? to : { ...to, name: '' });
    const only = async () => {
      const all = await at.delivered();
      expect(all).toHaveLength(1);
      return all[0] as Delivered;
    };

    it('says where it leads, and opens as often as it is asked', async () => {
      const facts = await at.channel.open();
      expect(facts.place).not.toBe('');
      expect(at.channel.concurrency).toBeGreaterThanOrEqual(1);
      expect(await at.delivered()).toEqual([]);
    });

    it('delivers a mail as it was made', async () => {
      const mail = sampleMail();
      expect(await send(mail)).toMatchObject({ kind: 'accepted', id: expect.stringMatching(/./) });
      const { from, to, replyTo, subject, html, text, messageId, headers } = await only();
      expect({ from, to, replyTo, subject }).toEqual({
        from: mail.from,
        to: known(mail.to),
        replyTo: mail.replyTo,
        subject: mail.message.subject,
      });
      expect(html).toBe(mail.message.html);
      expect(text).toBe(mail.message.text);
      if (!carriesHeaders) return;
      expect(messageId).toBe(mail.messageId);
      for (const [header, value] of mail.headers) expect(headers.get(header.toLowerCase())).toEqual([value]);
      expect(headers.get('content-language')).toEqual([mail.language]);
      expect(headers.get('date')).toHaveLength(1);
    });

    it.each(HOSTILE)('takes %j in every field for words, not for headers', async (evil) => {
      const plain = sampleMail();
      const mail: Mail = {
        ...plain,
        from: { ...plain.from, name: evil },
        to: { ...plain.to, name: evil },
        message: { ...plain.message, subject: evil },
        attachments: [attachment(`${evil}.pdf`, 'application/pdf', Buffer.from('%PDF-1.7 kept'))],
        headers: [...plain.headers, ['X-Pitchwright-Digest', evil]],
      };
      expect(await send(mail)).toMatchObject({ kind: 'accepted' });
      const got = await only();
      expect(got.recipients).toEqual([mail.to.address]);
      expect(got.from).toEqual({ name: slot(evil), address: mail.from.address });
      expect(got.to).toEqual(known({ name: slot(evil), address: mail.to.address }));
      expect(got.replyTo).toBe(mail.replyTo);
      expect(got.subject).toBe(slot(evil));
      expect(got.html).toBe(mail.message.html);
      expect(got.text).toBe(mail.message.text);
      expect(got.attachments.map(({ filename }) => filename)).toEqual([slot(`${evil}.pdf`)]);
      expect(got.attachments[0]?.bytes.toString()).toBe('%PDF-1.7 kept');
      for (const header of ['bcc', 'cc', 'x-evil']) expect(got.headers.has(header)).toBe(false);
    });

    it('brings attachments and pictures to the last byte', async () => {
      const every = Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 7 + (i >> 8)) & 255));
      const mail: Mail = {
        ...withPictures(sampleMail()),
        attachments: [
          attachment('catalogue.pdf', 'application/pdf', every),
          attachment('“सूची” – 2026.csv', 'text/csv', Buffer.from('a;b\r\n1;2\n.\n..\n')),
          attachment('Zoë’s "film".mp4', 'video/mp4', PIXEL),
        ],
      };
      expect(await send(mail)).toMatchObject({ kind: 'accepted' });
      const { attachments, html } = await only();
      const files = attachments.filter(({ cid }) => cid === undefined);
      expect(files.map(({ filename, contentType }) => [filename, contentType])).toEqual(
        mail.attachments.map(({ filename, contentType }) => [filename, contentType]),
      );
      for (const [index, file] of mail.attachments.entries()) {
        expect(files[index]?.bytes.equals(Buffer.from(await file.bytes()))).toBe(true);
      }
      const pictures = attachments.filter(({ cid }) => cid !== undefined);
      expect(pictures.map(({ cid }) => cid)).toEqual(mail.message.inline.map(({ cid }) => cid));
      for (const picture of pictures) {
        expect(picture.bytes.equals(PIXEL)).toBe(true);
        expect(html).toContain(`cid:${picture.cid}`);
      }
    });

    it('asks for leave once, before anything is delivered', async () => {
      const seen: number[] = [];
      const receipt = await send(sampleMail(), async () => {
        seen.push((await at.delivered()).length);
      });
      expect(receipt.kind).toBe('accepted');
      expect(seen).toEqual([0]);
      expect(await at.delivered()).toHaveLength(1);
    });

    it('breaks off when leave is refused, passes the refusal on, and can go on', async () => {
      const refusal = new Error('the ledger is gone');
      const refused = send(sampleMail(), () => Promise.reject(refusal));
      await expect(refused).rejects.toBe(refusal);
      expect(await at.delivered()).toEqual([]);
      const next = addressed(sampleMail(), 2);
      expect(await send(next)).toMatchObject({ kind: 'accepted' });
      expect((await only()).to).toEqual(known(next.to));
    });

    it('breaks off, too, when leave is refused in the same instant', async () => {
      const refusal = new Error('not now');
      const refused = send(sampleMail(), () => {
        throw refusal;
      });
      await expect(refused).rejects.toBe(refusal);
      expect(await at.delivered()).toEqual([]);
    });

    it('delivers as many at a time as it says, each to its own', async () => {
      const mails = Array.from({ length: at.channel.concurrency * 3 }, (_, i) => addressed(sampleMail(), i));
      let committed = 0;
      const receipts = await Promise.all(
        mails.map((mail) =>
          send(mail, async () => {
            committed += 1;
          }),
        ),
      );
      expect(receipts.map(({ kind }) => kind)).toEqual(mails.map(() => 'accepted'));
      expect(committed).toBe(mails.length);
      const got = (await at.delivered()).map(({ to }) => to.address).sort();
      expect(got).toEqual(mails.map(({ to }) => to.address).sort());
    });

    it.each(['nobody', 'a@example.com, b@example.com', 'a@example.com>\r\nRCPT TO:<b@example.com', ''])(
      'does not write to %j, and says so',
      async (address) => {
        const plain = sampleMail();
        let committed = 0;
        const receipt = await send({ ...plain, to: { name: 'Asha', address } }, async () => {
          committed += 1;
        });
        expect(receipt).toMatchObject({ kind: 'rejected', suppress: false, reason: expect.any(String) });
        expect(committed).toBe(0);
        expect(await at.delivered()).toEqual([]);
      },
    );

    it('knows what became of a mail, where it can be asked', async () => {
      const [sent, never] = [sampleMail(), addressed(sampleMail(), 9)];
      await send(sent);
      if (!at.channel.ask) return;
      expect(await at.channel.ask(sent)).toMatchObject({ kind: 'accepted' });
      expect(await at.channel.ask(never)).toBeUndefined();
      const other = { ...sent, messageId: never.messageId };
      expect(await at.channel.ask(other)).toBeUndefined();
    });

    it('closes as often as it is asked', async () => {
      await send(sampleMail());
      await at.channel.close();
      await at.channel.close();
      expect(await at.delivered()).toHaveLength(1);
    });
  });
}

const HOSTILE = [
  'x\r\nBcc: victim@example.com',
  'x\nBcc: victim@example.com\n\n<p>body</p>',
  'x\r\n.\r\nMAIL FROM:<evil@example.com>',
  '"\r\n X-Evil: 1',
  'a" <victim@example.com>, "b',
  '=?utf-8?Q?x=0D=0ABcc:_victim@example.com?=',
  'x\u2028Bcc: victim@example.com',
  'क्षितिज “श्रीवास्तव” ज़ोया',
  'Zoë, O’Brien (née Σ) 🎉👩‍👩‍👧',
  'ab"cd\\ef;gh=ij',
];
