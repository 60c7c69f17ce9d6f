import { describe, expect, test } from 'vitest';
import { textFaults } from '../../src/copy/text.ts';
import { openYaml } from '../../src/copy/yaml-source.ts';

describe('what is wrong with a tag is said to somebody who writes words', () => {
  test.each([
    ['Hi {{ customer.city', '{{ customer.city is not closed', /^write \}\}/, '{{ customer.city'],
    ['{% if customer.city', '{% if customer.city is not closed', /^write %\}/, '{% if customer.city'],
    [
      '{% if customer.city %}x',
      '{% if customer.city %} has no end',
      /\{% endif %\}/,
      '{% if customer.city %}',
    ],
    ['x{% endif %}', '{% endif %} ends nothing', /^take it out/, '{% endif %}'],
    ['{% else %}', '{% else %} stands alone', /\{% endif %\}/, '{% else %}'],
    [
      '{% unles customer.city %}',
      'the tag {% unles %} is not known',
      /^did you mean unless\?/,
      '{% unles customer.city %}',
    ],
    ['{{ customer.city | upcaze }}', 'the filter "upcaze" is not known', /^did you mean upcase\?/, 'upcaze'],
    ['{% if orders.count = 1 %}x{% endif %}', '"1" does not belong there in a tag', /compared with ==/, '1'],
    ['{{ first name }}', '{{ first }} does not exist', /use one of/, 'first'],
    ['{{ customer.city || upcase }}', 'a filter has no name', /one "\|"/, '| upcase'],
    ['{{ }}', 'a tag is empty', /^write a name/, ''],
    ['{{ “x” }}', '"“x”" cannot stand in a tag', /straight quotes/, '“x”'],
    ['{% for a in %}x{% endfor %}', '{% for a in %} is not complete', /looks like/, '{% for a in %}'],
  ])('%s', (text, fact, hint, near) => {
    expect(textFaults(text, 'text')[0]).toMatchObject({ fact, hint: expect.stringMatching(hint), near });
  });

  test('a variable that does not exist: the one that was meant first, then its like', () => {
    const [{ hint } = { hint: '' }] = textFaults('{{ customer.frist_name }}', 'text');
    expect(hint).toMatch(
      /^did you mean customer\.first_name\? Else use one of: customer\.id, (customer\.\w+(, )?)+ and \d+ more$/,
    );
  });

  test('what is not known stays as it is', () => {
    expect(textFaults('{% assign x %}', 'text')[0]?.fact).toBe('expected "="');
  });
});

describe('what is wrong with YAML is said to somebody who writes words', () => {
  test.each([
    ['a: Today: tea\n', '1:4 a text with a colon stands without quotes', /^put quotes around/],
    [
      'a: 1\n  b: 2\n',
      '1:4 the line below begins too far right, or its key stands within a text',
      /exactly below/,
    ],
    ['a: "x\nb: 1\n', '1:4 a quote is opened and not closed', /^write " at/],
    ["a: 'it's'\n", '1:8 a quote is not closed, or words stand behind it', /none of that kind within/],
    ['a: "x"\n"b\nc: "d"\n', '2:1 a quote is not closed, or words stand behind it', /line above/],
    ['a:\n\tb: 1\n', '2:1 a tab stands where only spaces may', /spaces/],
    [
      'a:\n  b: 1\n c: 2\n',
      '3:1 this line begins further left or right than those that it belongs to',
      /exactly below/,
    ],
    [
      'loose words\n# note\ntitle: x\n',
      '3:1 words that belong to no key stand above this line',
      /^begin them/,
    ],
    ['a: 1\na: 2\n', '2:1 the key a stands twice', /^keep one/],
    ['b:\n  - a-c: 1\n    a-c: 2\n', '3:5 the key a-c stands twice', /^keep one/],
    ['a: [1, 2\nb: 3\n', '2:1 a list in [ ] is not closed', /^write \]/],
    ['a: @b\n', '1:4 a text that begins with @ stands without quotes', /quotes/],
    ['a: - b\n', '1:4 a text that begins with - stands without quotes', /quotes/],
    ['a: {{ brand.name }}\n', '1:5 a text that begins with {{ stands without quotes', /quotes/],
    ['a: {{ brand.name }} says\n', '1:21 a text that begins with {{ stands without quotes', /quotes/],
    ['a:1\nb: 2\n', '1:1 this line is neither a key with its words nor part of a text', /a colon, a space/],
    // Not known: as the parser says it.
    ['a: "b\\q"\n', '1:6 Invalid escape sequence \\q', /^check indentation and quotes there$/],
  ])('%j', (text, said, fix) => {
    const source = openYaml(text);
    const [{ fact, hint, at } = { fact: '', hint: '', at: 0 }] = source.faults;
    const { line, column } = source.placeAt(at);
    expect(`${line}:${column} ${fact}`).toBe(said);
    expect(hint).toMatch(fix);
  });

  test('each further fault has words of its own', () => {
    const facts = openYaml('a: @b\nc: 1\nc: 2\n').faults.map(({ fact }) => fact);
    expect(facts).toEqual(['a text that begins with @ stands without quotes', 'the key c stands twice']);
  });
});

test('words are found where they stand by themselves', () => {
  const source = openYaml('a: "{{ customer.name }} and {{ name }}"\n');
  expect(source.placeOf(['a'], 'name')).toEqual({ line: 1, column: 32 });
});
