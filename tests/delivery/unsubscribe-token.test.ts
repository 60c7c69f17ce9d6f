import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../src/digest.ts';
import {
  addressKeyOf,
  hashAddress,
  readUnsubscribeToken,
  unsubscribeToken,
} from '../../src/pitch/unsubscribe-token.ts';

const SECRET = 'a secret that is long enough for a test';
const ids = fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/);
const addresses = fc.emailAddress();
const seeded = { seed: 42, numRuns: 200 };

describe('an unsubscribe token', () => {
  test('says who it is for, and keeps the address to itself', () => {
    fc.assert(
      fc.property(ids, addresses, (id, address) => {
        const token = unsubscribeToken(id, address, SECRET);
        expect(readUnsubscribeToken(token, SECRET)).toEqual({
          customerId: id,
          addressKey: addressKeyOf(hashAddress(address)),
        });
        expect(token).not.toContain('@');
        expect(encodeURIComponent(token)).toBe(token);
      }),
      seeded,
    );
  });

  test('is nobody’s when a single character of it is changed', () => {
    fc.assert(
      fc.property(
        ids,
        addresses,
        fc.nat(),
        fc.constantFrom('A', 'b', '0', '_', '~'),
        (id, address, at, other) => {
          const token = unsubscribeToken(id, address, SECRET);
          const place = at % token.length;
          fc.pre(token[place] !== other);
          const changed = token.slice(0, place) + other + token.slice(place + 1);
          expect(readUnsubscribeToken(changed, SECRET)).toBeUndefined();
        },
      ),
      seeded,
    );
  });

  test('is nobody’s under another secret, that of previews included', () => {
    expect(readUnsubscribeToken(unsubscribeToken('C1', 'a@example.com'), SECRET)).toBeUndefined();
    expect(readUnsubscribeToken(unsubscribeToken('C1', 'a@example.com', 'other'), SECRET)).toBeUndefined();
  });

  test('is the same for every spelling of an address that is one', () => {
    expect(unsubscribeToken('C1', ' Asha@Example.COM ', SECRET)).toBe(
      unsubscribeToken('C1', 'asha@example.com', SECRET),
    );
  });

  test.for(['', '~~', 'C1', 'x'.repeat(10_000), `C1~${'a'.repeat(22)}~${'b'.repeat(22)}\n`])(
    'is not this: %#',
    (text) => {
      expect(readUnsubscribeToken(text, SECRET)).toBeUndefined();
    },
  );
});

test('an address is the same one however its domain is written', () => {
  const written = [
    'asha@bücher.example',
    'Asha@BÜCHER.example',
    'asha@xn--bcher-kva.example',
    'asha@ｂücher.example',
  ];
  expect(new Set(written.map(hashAddress)).size).toBe(1);
  expect(hashAddress('asha@bucher.example')).not.toBe(hashAddress('asha@bücher.example'));
});

test('a domain is written as a mail server looks it up, or stays when it is none', () => {
  const piece = fc.constantFrom(
    ...['a', 'xn--', 'ß', 'é', '１', 'İ', '。', 'مثال', '\u00ad', '\ud800', '😀', '.', '-', '_', '1', '127'],
    ...['[', '::1', ']', ':', '/', '?', '#', '\\', '%41', '%', ' '],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 7 }), (pieces) => {
      const domain = pieces.join('').trim().normalize('NFC').toLowerCase();
      expect(hashAddress(`asha@${domain}`)).toBe(sha256(`asha@${domainToASCII(domain) || domain}`));
    }),
    { seed: 42, numRuns: 2000 },
  );
});
