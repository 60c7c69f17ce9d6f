import { yaml } from '@codemirror/lang-yaml';
import { EditorState } from '@codemirror/state';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceOf } from '../../../src/studio/browser/copy-desk-difference.ts';
import { pathAt } from '../../../src/studio/browser/copy-desk-path.ts';

test('a difference holds both texts, line by line, and nothing else', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (one, other) => {
      const lines = differenceOf(one, other);
      const without = (sign: string) =>
        lines
          .filter(([own]) => own !== sign)
          .map(([, line]) => line)
          .join('\n');
      expect(without('+')).toBe(one);
      expect(without('-')).toBe(other);
    }),
    { seed: 11 },
  );
});

test('equal texts have no difference', () => {
  expect(differenceOf('a\nb', 'a\nb').every(([sign]) => sign === ' ')).toBe(true);
});

test.each([
  ['VIP:\n  - subject: "Hi |there"\n', ['VIP', '1', 'subject']],
  [
    'VIP:\n  - subject: a\n    preheader: b\n  - subject: >-\n      long\n      te|xt\n',
    ['VIP', '2', 'subject'],
  ],
  ['rows:\n  discount: Now|\n', ['rows', 'discount']],
  ['links: { home: "https://|x.in" }\n', ['links', 'home']],
  ['"At-Risk": wo|rds\n', ['At-Risk']],
  ['# a rem|ark\nclosing: x\n', []],
])('the keys under the cursor are known: %j', (written, path) => {
  const at = written.indexOf('|');
  const state = EditorState.create({ doc: written.replace('|', ''), extensions: yaml() });
  expect(pathAt(state, at)).toEqual(path);
});
