import { describe, expect, it } from 'vitest';
import { readFields } from '../../src/delivery/sync/fields.ts';
import { readIncoming } from '../../src/delivery/sync/incoming.ts';

const MAILBOX = 'unsubscribe@kachnarlane.example';
const incoming = (text: string) => readIncoming(Buffer.from(text), MAILBOX);

/** A delivery report with these fields about the recipient. */
const report = (recipient: string) =>
  `From: MAILER-DAEMON@mx.example\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n` +
  `--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n${recipient}\r\n--b--\r\n`;

describe('a mail that was made to be searched for long is read at once', () => {
  it.each([
    ['its sender', `From: ${'postmaster '.repeat(90_000)}\r\n\r\nhello`, 'other'],
    ['its subject', `Subject: ${'unsubscribe~'.repeat(80_000)}\r\n\r\nhello`, 'other'],
    ['its recipients', `To: ${'a'.repeat(1_000_000)}\r\n\r\nhello`, 'other'],
    ['its references', `References: ${'<a@'.repeat(300_000)}\r\n\r\nhello`, 'other'],
  ] as const)('by %s', async (_name, text, kind) => {
    expect((await incoming(text)).kind).toBe(kind);
  });

  it('by a report on many', async () => {
    const many = Array.from({ length: 20_000 }, (_, n) => `Final-Recipient: rfc822; c${n}@mail.example`);
    const found = await incoming(report(many.join('\r\n\r\n')));
    expect(found).toMatchObject({ kind: 'report', recipients: { length: 100 } });
  });

  it('by a long diagnostic', async () => {
    const words = `smtp; 550 5.1.1 ${'5.1.1'.repeat(200_000)}`;
    const found = await incoming(
      report(`Final-Recipient: rfc822; c1@mail.example\r\nDiagnostic-Code: ${words}`),
    );
    expect(found).toMatchObject({ kind: 'report', recipients: [{ addresses: ['c1@mail.example'] }] });
  });
});

it('fields of one name are kept in their order, however many', () => {
  const values = readFields(Array.from({ length: 100_000 }, (_, n) => `Received: ${n}`).join('\r\n')).get(
    'received',
  );
  expect(values?.length).toBe(100_000);
  expect(values?.slice(0, 3)).toEqual(['0', '1', '2']);
});

it('the address for unsubscribing is found in any of the fields it may stand in, also behind a long one', async () => {
  const long = `To: ${'x@mail.example, '.repeat(2000)}`;
  expect(await incoming(`${long}\r\nDelivered-To: ${MAILBOX}\r\n\r\nplease`)).toMatchObject({
    kind: 'request',
  });
});
