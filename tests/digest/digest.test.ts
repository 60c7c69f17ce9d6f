import { createHmac, hash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as native from '../../src/digest.ts';

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  // Lone surrogates, and lengths around the blocks of SHA-256.
  fc
    .array(fc.constantFrom('\ud800', '\udc00', '😀', 'é', 'a'), { maxLength: 10 })
    .map((parts) => parts.join('')),
  fc.nat(130).map((length) => 'x'.repeat(length)),
);
const seeded = { seed: 42, numRuns: 300 };

describe('where there is no Node', () => {
  let plain: typeof native;

  beforeEach(async () => {
    vi.resetModules();
    vi.stubGlobal('process', undefined);
    plain = await import('../../src/digest.ts');
    vi.unstubAllGlobals();
  });
  afterEach(() => vi.unstubAllGlobals());

  test('the digests are the same', () => {
    expect(plain.sha256).not.toBe(native.sha256);
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        expect(plain.sha256(a)).toBe(hash('sha256', a, 'hex'));
        expect(plain.sha256Of([a, b])).toBe(native.sha256Of([a, b]));
        expect(plain.hmacSha256(a, b)).toBe(createHmac('sha256', a).update(b).digest('hex'));
      }),
      seeded,
    );
  });
});

test('with Node, its own', () => {
  expect(native.sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  // RFC 4231, test case 2.
  expect(native.hmacSha256('Jefe', 'what do ya want for nothing?')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

test('a digest of several strings knows where one ends', () => {
  expect(native.sha256Of(['ab', 'c'])).not.toBe(native.sha256Of(['a', 'bc']));
});
