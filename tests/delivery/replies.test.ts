import { describe, expect, it } from 'vitest';
import { classify, type Phase, readReply } from '../../src/delivery/replies.ts';

const told = (response: string, phase: Phase = 'rcpt') => {
  const reply = readReply(response, phase);
  if (!reply) throw new Error('no reply');
  return classify(reply);
};
/** The kind in a word; `suppress` for a rejection that nobody should repeat. */
const verdict = (response: string, phase: Phase = 'rcpt') => {
  const receipt = told(response, phase);
  return receipt.kind === 'rejected' && receipt.suppress ? 'suppress' : receipt.kind;
};

// As large mail providers and the common servers write them.
describe('about the recipient', () => {
  it.each([
    [
      'suppress',
      "550-5.1.1 The email account that you tried to reach does not exist. Please try\r\n550 5.1.1 double-checking the recipient's email address",
    ],
    [
      'suppress',
      '550 5.1.1 <a@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
    ],
    ['suppress', '550 5.1.2 bad destination system'],
    ['suppress', '501 5.1.3 Bad recipient address syntax'],
    ['suppress', '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found'],
    ['suppress', '550 5.2.1 The email account that you tried to reach is disabled.'],
    ['suppress', '550 No such user here'],
    ['suppress', '550 user unknown'],
    ['suppress', '551 Unknown user'],
    ['suppress', '553 sorry, no mailbox here by that name'],
    ['rejected', '550 Requested action not taken: mailbox unavailable'],
    ['rejected', '553 mailbox name not allowed'],
    ['rejected', '550 5.2.1 receiving mail at a rate that prevents delivery'],
    ['rejected', '552 5.2.2 The email account that you tried to reach is over quota'],
    ['rejected', '552 mailbox full'],
    ['rejected', '550 5.4.1 Recipient address rejected: Access denied'],
    ['rejected', '550 5.6.7 SMTPUTF8 required'],
    ['deferred', '452 4.2.2 The email account that you tried to reach is out of storage space'],
    ['deferred', '450 4.2.1 The user you are trying to contact is receiving mail too quickly'],
    ['deferred', '450 mailbox busy'],
    ['deferred', '451 local error in processing'],
    ['deferred', '451 4.4.1 connection timed out'],
  ])('%s: %s', (kind, response) => {
    expect(verdict(response)).toBe(kind);
  });

  it('greylisting is asked again after five minutes, whatever its code', () => {
    for (const response of [
      '450 4.7.1 Greylisted, try again',
      '451 4.7.0 greylisting in action',
      '450 grey-listed',
    ]) {
      expect(told(response)).toMatchObject({ kind: 'deferred', afterMs: 300_000 });
    }
  });
});

describe('about the mail', () => {
  it.each([
    ['552 5.3.4 Message size exceeds fixed limit', 'mail'],
    ['552 message size exceeds fixed maximum', 'mail'],
    ['552 5.3.4 too big', 'dot'],
    ['550 5.2.3 message too long', 'dot'],
  ] as const)('rejected, and nobody suppressed: %s at %s', (response, phase) => {
    expect(verdict(response, phase)).toBe('rejected');
  });
});

describe('about the sender: nobody will get anything', () => {
  it.each([
    [
      '550-5.7.26 This mail has been blocked because the sender is unauthenticated.\r\n550 5.7.26 Gmail requires all senders to authenticate',
      'dot',
    ],
    ['550 5.7.515 Access denied, sending domain does not meet the required authentication level', 'dot'],
    ['554 5.7.1 Service unavailable; Client host blocked using zen.spamhaus.org', 'rcpt'],
    ['550 5.7.1 blocked by recipient policy', 'rcpt'],
    ['554 5.7.1 <a@example.com>: Relay access denied', 'rcpt'],
    ['550 relay not permitted', 'rcpt'],
    ['554 Message rejected as spam', 'dot'],
    ['550 sender verify failed', 'rcpt'],
    ['550 5.1.8 Sender address rejected: Domain not found', 'rcpt'],
    ['550 5.1.1 sender unknown', 'mail'],
    ['553 sender rejected', 'mail'],
    ['530 5.7.0 Must issue a STARTTLS command first', 'mail'],
    ['535 5.7.8 bad credentials', 'auth'],
    ['534 application-specific password required', 'auth'],
    ['538 encryption required', 'auth'],
    ['554 no SMTP service here', 'connect'],
    ['503 5.5.1 Authentication required', 'mail'],
    ['555 5.5.4 unsupported parameters', 'mail'],
  ] as const)('%s at %s', (response, phase) => {
    expect(verdict(response, phase)).toBe('stop');
  });
});

describe('about the server: not now, for anybody', () => {
  it.each([
    ['421 4.7.0 Try again later, closing connection', 'rcpt'],
    ['421 too many connections', 'connect'],
    ['421 4.3.0 temporary system problem', 'dot'],
    ['450 4.7.1 too much mail from this address', 'rcpt'],
    ['451 4.7.650 the mail server has been temporarily rate limited', 'dot'],
    ['454 4.7.0 temporary authentication failure', 'auth'],
    ['454 TLS not available due to temporary reason', 'mail'],
    ['452 4.3.1 insufficient system storage', 'rcpt'],
    ['452 insufficient system storage', 'dot'],
    ['452 4.5.3 too many recipients', 'rcpt'],
    ['451 local error', 'mail'],
  ] as const)('%s at %s', (response, phase) => {
    expect(verdict(response, phase)).toBe('busy');
  });

  it('commands out of order are the connection’s fault', () => {
    expect(verdict('503 nested MAIL command', 'mail')).toBe('down');
  });
});

describe('reading a reply', () => {
  it('joins its lines and keeps the first enhanced code', () => {
    expect(readReply('550-5.7.26 one\r\n550-5.7.26 two\r\n550 5.7.26 three', 'dot')).toEqual({
      code: 550,
      enhanced: '5.7.26',
      text: 'one two three',
      phase: 'dot',
    });
  });

  it('masks addresses: what is kept of a reply holds none', () => {
    const text = readReply(
      '550 5.1.1 <asha@example.com>: asha@example.com (asha+x@mail.example) unknown',
      'rcpt',
    )?.text;
    expect(text).toBe('<address>: <address> (<address>) unknown');
  });

  it('is none when its lines do not agree, or are no reply', () => {
    for (const response of ['250-fine\n550 no', '550-no\nhello', 'hello', '', '25', '2500 fine', '550no'])
      expect(readReply(response, 'dot'), response).toBeUndefined();
    expect(readReply('550-5.1.1 no\r\n550 such user\r\n', 'rcpt')).toMatchObject({
      code: 550,
      text: 'no such user',
    });
  });

  it('is short, in one line, without control characters', () => {
    const text = readReply(`550 a\u0007b\u202e ${'x'.repeat(900)}`, 'rcpt')?.text ?? '';
    expect(text.startsWith('ab x')).toBe(true);
    expect(text.length).toBeLessThanOrEqual(300);
  });

  it.each(['', 'hello', '55'])('%j is none', (response) => {
    expect(readReply(response, 'rcpt')).toBeUndefined();
  });

  it('without words still gives a reason', () => {
    expect(told('550', 'dot')).toEqual({
      kind: 'rejected',
      code: '550',
      reason: 'the server gave no reason',
      suppress: false,
    });
    expect(told('550 5.1.1', 'rcpt')).toMatchObject({ code: '550 5.1.1', suppress: true });
  });
});
