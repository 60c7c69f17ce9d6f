import { createHash } from 'node:crypto';
import type { Attachment, Mail } from '../../src/delivery/mail.ts';
import { type InlineImage, message } from '../../src/render/message.ts';

/** A PNG of one transparent pixel. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A mail with what is hard to carry: Hindi, quotes, lines that begin with dots or "From", long lines. */
export function sampleMail(): Mail {
  return {
    campaign: 'vip-early-access',
    customerId: 'C0000001',
    segment: 'VIP',
    behavior: 'loyal',
    from: { name: 'Kachnar Lane, “क”', address: 'hello@kachnarlane.example' },
    to: { name: 'क्षितिज "K" श्रीवास्तव', address: 'kshitij@mail.example.com' },
    replyTo: 'care@kachnarlane.example',
    messageId: 'c1.pitchwright@kachnarlane.example',
    date: new Date('2026-11-23T03:30:00Z'),
    language: 'hi',
    message: message(
      'पर्यावरण-अनुकूल: ₹22,42,334 (+44 %), and what to do about the rest of it this week 🎉',
      'Preheader',
      `<!doctype html><html lang="hi"><body><p>नमस्ते, 1 &lt; 2 &amp; “so”</p>\n.\n..\n<p>${'long '.repeat(400)}</p></body></html>`,
      `नमस्ते क्षितिज,\n\nFrom the top\n.\n..\n= equals, tab\there\n${'w'.repeat(1200)}\nend`,
    ),
    headers: [
      [
        'List-Unsubscribe',
        '<https://kachnarlane.example/u?t=C0000001~AbCdEfGhIjKlMnOpQrStUv~AbCdEfGhIjKlMnOpQrStUv>, <mailto:unsubscribe@kachnarlane.example?subject=unsubscribe-C0000001~AbCdEfGhIjKlMnOpQrStUv~AbCdEfGhIjKlMnOpQrStUv>',
      ],
      ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
      ['Feedback-ID', 'vip-early-access:VIP:loyal:kachnarlane'],
    ],
    attachments: [],
  };
}

/** The same mail to another customer. */
export const addressed = (mail: Mail, n: number): Mail => ({
  ...mail,
  customerId: `C${String(n).padStart(7, '0')}`,
  to: { name: `Customer ${n}`, address: `customer-${n}@mail.example.com` },
  messageId: `c${n}.pitchwright@kachnarlane.example`,
});

/** The same mail with two pictures inside. */
export function withPictures(mail: Mail): Mail {
  const picture = (name: string): InlineImage => ({
    cid: `${name}@digest`,
    filename: `${name}.png`,
    contentType: 'image/png',
    bytes: PIXEL,
  });
  const { subject, preheader, text } = mail.message;
  const html =
    '<!doctype html><html lang="en"><img src="cid:a@digest" alt="a"><img src="cid:b@digest" alt="b"></html>';
  return { ...mail, message: message(subject, preheader, html, text, [picture('a'), picture('b')]) };
}

export const attachment = (filename: string, contentType: string, content: Buffer): Attachment => ({
  filename,
  contentType,
  size: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
  bytes: async () => content,
});
