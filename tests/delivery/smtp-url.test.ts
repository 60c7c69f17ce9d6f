import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { placeName, readSmtpUrl } from '../../src/delivery/channels/smtp-url.ts';

describe('SMTP_URL', () => {
  it.each([
    ['smtp://mail.example.com', 'mail.example.com:587', 'starttls'],
    ['smtp://mail.example.com:25', 'mail.example.com:25', 'starttls'],
    ['smtp://mail.example.com?tls=required', 'mail.example.com:587', 'starttls'],
    ['smtp://mail.example.com?tls=off', 'mail.example.com:587', 'off'],
    ['smtps://mail.example.com', 'mail.example.com:465', 'tls'],
    ['smtps://mail.example.com:2465/', 'mail.example.com:2465', 'tls'],
    ['smtp://localhost:1025', 'localhost:1025', 'offered'],
    ['smtp://127.0.0.1', '127.0.0.1:587', 'offered'],
    ['smtp://[::1]:25', '[::1]:25', 'offered'],
    ['smtp://localhost?tls=required', 'localhost:587', 'starttls'],
    ['smtp://localhost?tls=off', 'localhost:587', 'off'],
    ['smtp://localhost.example.com', 'localhost.example.com:587', 'starttls'],
  ])('%s is %s, %s', (url, place, security) => {
    const read = readSmtpUrl(url);
    expect([placeName(read), read.security, read.user, read.connections]).toEqual([
      place,
      security,
      undefined,
      5,
    ]);
  });

  it('holds a user and a password with any signs, and never shows the password', () => {
    const place = readSmtpUrl('smtp://a%40b.example:p%2Fw%3F%23%25%3A@mail.example.com?connections=12');
    expect([place.user, place.password(), place.connections]).toEqual(['a@b.example', 'p/w?#%:', 12]);
    expect(inspect(place, { showHidden: true }) + JSON.stringify(place)).not.toContain('p/w');
  });

  it('trusts a certificate nobody signed on this machine only', () => {
    const isLoopback = (url: string) => readSmtpUrl(url).isLoopback;
    expect(isLoopback('smtps://localhost')).toBe(true);
    expect(isLoopback('smtps://localhost?tls=required')).toBe(false);
    expect(isLoopback('smtps://mail.example.com')).toBe(false);
  });
});

describe('an SMTP_URL that is wrong is refused without being repeated', () => {
  it.each([
    ['hello s3cret', /not an address of a mail server/],
    ['https://user:s3cret@example.com', /not an address of a mail server/],
    ['smtp://user:s3cret@', /not an address of a mail server/],
    ['smtp://user:12/s3cret@mail.example.com', /not an address of a mail server|goes on after the host/],
    ['smtp://user:12#s3cret@mail.example.com', /not an address of a mail server|goes on after the host/],
    ['smtp://user:12?s3cret@mail.example.com', /a setting that is not known/],
    ['smtp://user:s3cret%@mail.example.com', /is not percent-encoded/],
    ['smtp://user@mail.example.com?x=s3cret', /a setting that is not known/],
    ['smtp://:s3cret@mail.example.com', /a user or a password, not both/],
    ['smtp://user@mail.example.com', /a user or a password, not both/],
    ['smtp://u:s3cret@mail.example.com?connections=0', /a setting that is not known/],
    ['smtp://u:s3cret@mail.example.com?connections=many', /a setting that is not known/],
    ['smtp://u:s3cret@mail.example.com?tls=maybe', /a setting that is not known/],
    ['smtp://u:s3cret@mail.example.com?tls=required&tls=off', /says a setting twice/],
    ['smtp://u:s3cret@mail.example.com?tls=off&tls=required', /says a setting twice/],
    ['smtp://u:s3cret@mail.example.com:0', /names port 0/],
    ['smtp://u:s3cret@mail.example.com:65536', /not an address of a mail server/],
    ['smtps://u:s3cret@mail.example.com?tls=off', /asks for TLS and for tls=off/],
  ])('%s', (url, fact) => {
    let caught: unknown;
    try {
      readSmtpUrl(url);
    } catch (error) {
      caught = error;
    }
    expect(caught).toMatchObject({ code: 'ENV_INVALID', message: expect.stringMatching(fact), hint: /./ });
    expect(inspect(caught, { depth: 9, showHidden: true })).not.toContain('s3cret');
  });

  it('and one that would send a password in clear text', () => {
    expect(() => readSmtpUrl('smtp://u:s3cret@mail.example.com?tls=off')).toThrow(
      expect.objectContaining({
        code: 'CHANNEL_INSECURE',
        message: 'SMTP_URL would send a password to mail.example.com in clear text',
      }),
    );
    expect(readSmtpUrl('smtp://u:p@localhost?tls=off').security).toBe('off');
  });
});
