import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseYaml } from '../../src/copy/parse-yaml.ts';
import { PitchwrightError } from '../../src/errors.ts';

/** Takes whatever it is given. */
const read = (text: string) => parseYaml(text, 'content/brand.yaml', z.unknown());
function faultOf(text: string) {
  try {
    return { value: read(text) };
  } catch (error) {
    if (!(error instanceof PitchwrightError)) throw error;
    const { code, message, hint } = error;
    return { code, message, hint };
  }
}

/** Nine times nine times … nine words. */
function bomb(levels: number): string {
  const names = Array.from({ length: levels }, (_, level) => `level-${level}`);
  const times = (what: string) => Array(9).fill(what).join(', ');
  const lines = names.map((name, n) => `${name}: &${name} [${times(n === 0 ? 'ha' : `*${names[n - 1]}`)}]`);
  return `name: Kachnar Lane\n${lines.join('\n')}\n`;
}

describe('content that is more than plain YAML', () => {
  test.each([
    ['aliases that explode', bomb(9), '3:20: aliases (*name) within aliases make it grow beyond measure'],
    ['an alias of nothing', 'a: 1\nb: *c\n', '2:4: *c names nothing above it'],
    ['an alias of what comes later', 'b: *c\nc: &c 1\n', '1:4: *c names nothing above it'],
    ['a list inside itself', 'a: 1\nb: &b [*b]\n', '2:8: *b stands inside of what it names'],
    ['a map inside itself', 'a: &a\n  b:\n    c: *a\n', '3:8: *a stands inside of what it names'],
    ['the key __proto__', 'a: 1\nb:\n  __proto__: { x: 1 }\n', '3:3: __proto__ cannot be a name'],
    ['the key "__proto__"', '"__proto__": 1\n', '1:1: __proto__ cannot be a name'],
    ['the key __proto__ in braces', 'a: [{ b: 1, __proto__: 2 }]\n', '1:13: __proto__ cannot be a name'],
    [
      'a map as a key',
      'a: 1\n? { b: 1 }\n: 2\n',
      '2:3: a list, a map or an alias stands where a name belongs',
    ],
    ['an alias as a key', 'a: &a b\n*a : 2\n', '2:1: a list, a map or an alias stands where a name belongs'],
    ['a tag of code', 'a: 1\nb: !!js/function "x"\n', '2:4: Unresolved tag: tag:yaml.org,2002:js/function'],
    ['brackets without end', `a: ${'['.repeat(20_000)}\n`, '1:1: lists and maps are nested too deeply'],
    [
      'lines without end',
      Array.from({ length: 3000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'),
      '1:1: lists and maps are nested too deeply',
    ],
    ['a NUL', 'a: 1\nb: "x\\0y"\n', '2:4: U+0000 stands in a text, which no mail can show'],
    [
      'a line break of a header',
      'b: "x\\r\\nBcc: y"\n',
      '1:4: U+000D stands in a text, which no mail can show',
    ],
    ['half a character', 'b: [1, "\\ud83d"]\n', '1:8: U+D83D stands in a text, which no mail can show'],
    ['two documents', 'a: 1\n---\nb: 2\n', '2:1: Source contains multiple documents'],
  ])('is refused with its place and the fix: %s', (_name, text, fact) => {
    const { code, message, hint } = faultOf(text);
    expect(code).toBe('CONTENT_INVALID');
    expect(message).toContain(`content/brand.yaml line ${fact}`);
    expect(hint).toMatch(/^[a-z].{10,}/);
  });

  test('may use an alias for what it says twice', () => {
    expect(read('a: &a { x: [1, 2] }\nb: *a\n')).toEqual({ a: { x: [1, 2] }, b: { x: [1, 2] } });
  });

  test('may have names that objects have as well', () => {
    expect(read('constructor: 1\ntoString: 2\nhasOwnProperty: 3\n')).toEqual(
      Object.fromEntries([
        ['constructor', 1],
        ['toString', 2],
        ['hasOwnProperty', 3],
      ]),
    );
  });

  test('changes no object of the program', () => {
    faultOf('__proto__: { isPolluted: true }\n');
    faultOf('constructor: { prototype: { isPolluted: true } }\n');
    expect({}).not.toHaveProperty('isPolluted');
  });
});
