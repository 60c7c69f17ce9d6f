import fc from 'fast-check';
import { expect, test } from 'vitest';
import { customerSchema } from '../../src/data/customer.ts';
import { maskAddress } from '../../src/site/mask.ts';

fc.configureGlobal({ seed: 7 });

const part = fc.oneof(
  fc.stringMatching(/^[a-z0-9._+-]{1,20}$/),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
);
/** Whatever a dataset may hold. */
const address = fc
  .tuple(part, part, fc.stringMatching(/^[a-z]{2,6}$/))
  .map(([local, domain, top]) => `${local}@${domain}.${top}`)
  .filter((text) => customerSchema.shape.email.safeParse(text).success);

test.each([
  ['asha@example.com', 'as•••@e•••.com'],
  ['asha.k+news@mail.shop.example', 'as•••@m•••.example'],
  ['ab@ab.example', 'a•••@a•••.example'],
  ['a@b.example', '•••@•••.example'],
  ['आशा@उदाहरण.example', 'आश•••@उ•••.example'],
  ['🌿🌿🌿@shop.example', '🌿🌿•••@s•••.example'],
])('%s is shown as %s', (full, masked) => {
  expect(maskAddress(full)).toBe(masked);
});

test('at most two characters of a name and one of a domain are shown, and never all of them', () => {
  fc.assert(
    fc.property(address, (full) => {
      const [local = '', domain = ''] = splitAt(full);
      const [shown = '', rest = ''] = maskAddress(full).split('•••');
      expect([...shown].length).toBeLessThanOrEqual(2);
      expect([...shown].length).toBeLessThan([...local].length);
      expect(local.startsWith(shown)).toBe(true);
      const host = domain.slice(0, domain.lastIndexOf('.'));
      const first = rest.slice(1);
      expect(rest[0]).toBe('@');
      expect([...first].length).toBeLessThanOrEqual(1);
      expect([...first].length).toBeLessThan([...host].length);
    }),
    { numRuns: 500 },
  );
});

test('nothing of what is hidden can be told, not even how long it is', () => {
  const tail = fc.stringMatching(/^[a-z]{1,30}$/);
  fc.assert(
    fc.property(tail, tail, tail, tail, (a, b, c, d) => {
      expect(maskAddress(`as${a}@e${b}.com`)).toBe(maskAddress(`as${c}@e${d}.com`));
    }),
  );
});

function splitAt(full: string): readonly [string, string] {
  const at = full.lastIndexOf('@');
  return [full.slice(0, at), full.slice(at + 1)];
}
