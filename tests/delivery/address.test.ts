import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressProblem,
  domainOf,
  isSendable,
  needsSmtpUtf8,
  wireAddress,
} from '../../src/delivery/address.ts';

describe('an address that can be written to', () => {
  it.each([
    'asha@example.com',
    "o'brien+news@mail.in.example",
    'first.last@sub.example.com',
    'C0000001@people.test',
    'a_b@x_y.example.com',
    'jürgen@example.com',
    'आशा@उदाहरण.example',
    'a@xn--mnchen-3ya.example',
    `${'x'.repeat(64)}@example.com`,
    `a@${'x'.repeat(63)}.com`,
  ])('%s', (address) => {
    expect(addressProblem(address)).toBeUndefined();
    expect(isSendable(address)).toBe(true);
  });
});

describe('an address that cannot', () => {
  it.each([
    ['nobody', 'it is not of the form name@domain'],
    ['', 'it is not of the form name@domain'],
    ['@example.com', 'it is not of the form name@domain'],
    ['a@b@example.com', 'it is not of the form name@domain'],
    ['a b@example.com', 'it holds characters that no address has'],
    ['a@example.com\r\nBcc: b', 'it holds characters that no address has'],
    ['a\0@example.com', 'it holds characters that no address has'],
    ['a\u202e@example.com', 'it holds characters that no address has'],
    ['"a"@example.com', 'it holds characters that no address has'],
    ['a,b@example.com', 'it holds characters that no address has'],
    ['<a@example.com>', 'it holds characters that no address has'],
    ['.a@example.com', 'the part before @ begins or ends with a dot, or has two in a row'],
    ['a.@example.com', 'the part before @ begins or ends with a dot, or has two in a row'],
    ['a..b@example.com', 'the part before @ begins or ends with a dot, or has two in a row'],
    [`${'x'.repeat(65)}@example.com`, 'the part before @ is longer than 64 bytes'],
    [`${'क'.repeat(22)}@example.com`, 'the part before @ is longer than 64 bytes'],
    ['a@localhost', 'the domain has no dot'],
    ['a@192.0.2.1', 'the domain ends with a number'],
    ['a@[192.0.2.1]', 'the part after @ is no domain'],
    ['a@-x.example', 'the part after @ is no domain'],
    ['a@x..com', 'the part after @ is no domain'],
    ['a@example.com.', 'the part after @ is no domain'],
    ['a@ex%61mple.com', 'the part after @ is no domain'],
    [`a@${'x'.repeat(64)}.com`, 'a part of the domain is longer than 63 characters'],
    [`a@${`${'x'.repeat(60)}.`.repeat(5)}com`, 'it is longer than 254 bytes'],
  ])('%j: %s', (address, problem) => {
    expect(addressProblem(address)).toBe(problem);
    expect(() => wireAddress(address)).toThrow(`is not an e-mail address: ${problem}`);
  });
});

describe('on the wire', () => {
  it('the domain is lower-case ASCII, the part before @ as it was', () => {
    expect(wireAddress('Jo@MÜNCHEN.Example')).toBe('Jo@xn--mnchen-3ya.example');
    expect(wireAddress('आशा@उदाहरण.example')).toBe('आशा@xn--p1b6ci4b4b3a.example');
    expect(domainOf('jo@münchen.example')).toBe('xn--mnchen-3ya.example');
  });

  it('only the part before @ can ask for SMTPUTF8', () => {
    expect(needsSmtpUtf8('jo@münchen.example')).toBe(false);
    expect(needsSmtpUtf8('jürgen@example.com')).toBe(true);
  });

  it('whatever is let through can end neither a header nor a command', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }))
        .map(([a, b]) => `${a}@${b}.com`),
      fc.emailAddress(),
    );
    fc.assert(
      fc.property(anything, (address) => {
        if (!isSendable(address)) return;
        const wire = wireAddress(address);
        expect(wire).not.toMatch(/[\s<>(),;:"[\]\\]|[\p{Cc}\p{Cs}]/u);
        expect(wire.split('@')).toHaveLength(2);
        expect(wireAddress(wire)).toBe(wire);
      }),
      { numRuns: 2000, seed: 4 },
    );
  });
});
