import fc from 'fast-check';
import { Liquid } from 'liquidjs';
import { describe, expect, test } from 'vitest';
import { compileText, type Variables } from '../../src/copy/text.ts';
import { VARIABLES, type VariableSet } from '../../src/copy/variables.ts';
import { isPitchwrightError } from '../../src/errors.ts';

fc.configureGlobal({ seed: 7 });
const yardstick = new Liquid({ strictFilters: true });
const names = VARIABLES.text;

/** Literal text with everything that could be taken for a tag, short of being one. */
const literal = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('{', '}', '%', '-', '#', ' ', '\n', 'a', '"', '|', '.') }),
);
const space = fc.constantFrom('', ' ', '  ', '\n', '\t');
const print = fc
  .record({ name: fc.constantFrom(...names), before: space, after: space })
  .map(({ name, before, after }) => `{{${before}${name}${after}}}`);
const source = fc.array(fc.oneof(literal, print, print), { maxLength: 8 }).map((parts) => parts.join(''));

const value = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('{{ customer.name }}', '{% if', '<b>&amp;</b>', ''),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.constantFrom(null, undefined),
);
const variables: fc.Arbitrary<Variables> = fc.dictionary(fc.constantFrom(...names), value).map((flat) => {
  const nested: Record<string, Record<string, string | number | null | undefined>> = {};
  for (const [name, item] of Object.entries(flat)) {
    const [group = '', key = ''] = name.split('.');
    nested[group] = { ...nested[group], [key]: item };
  }
  return nested;
});

describe('a text', () => {
  test('is what LiquidJS makes of it in Unicode NFC, whatever it holds', () => {
    let compared = 0;
    fc.assert(
      fc.property(source, variables, (text, given) => {
        const compiled = compiledOrRefused(text);
        if (!compiled) return;
        compared += 1;
        expect(compiled(given)).toBe(yardstick.parseAndRenderSync(text.normalize('NFC'), given));
      }),
      { numRuns: 2000 },
    );
    // Sources that are no Liquid are refused on both sides; most must not be.
    expect(compared).toBeGreaterThan(1000);
  });

  test('with logic, filters or white-space control is what LiquidJS makes of it', () => {
    const given = { orders: { count: 3, last_product: '' }, customer: { first_name: 'Asha', city: 'Pune' } };
    for (const text of [
      '{% if orders.count > 1 %}{{ orders.count }} orders{% else %}one{% endif %}',
      'A {{- customer.first_name -}} b',
      '{{ customer.first_name | upcase }}',
      '{% if orders.last_product != blank %}x{% endif %}{{ customer.city }}',
      '{% comment %}{{ customer.first_name }}{% endcomment %}',
      '{% raw %}{{ customer.first_name }}{% endraw %}',
      "{{ customer['first_name'] }}",
    ]) {
      expect(compile(text)(given), text).toBe(yardstick.parseAndRenderSync(text, given));
    }
  });

  test('prints nothing for a value that is not there', () => {
    expect(compile('[{{ customer.city }}]')({})).toBe('[]');
    expect(compile('[{{ customer.city }}]')({ customer: {} })).toBe('[]');
    expect(compile('[{{ orders.months_since_last }}]')({ orders: { months_since_last: null } })).toBe('[]');
    expect(compile('[{{ orders.count }}]')({ orders: { count: 0 } })).toBe('[0]');
  });

  test('does not read tags in what a customer is called', () => {
    expect(compile('Hi {{ customer.name }}')({ customer: { name: '{{ brand.name }}' } })).toBe(
      'Hi {{ brand.name }}',
    );
    expect(compile('Hi {{ customer.name | strip }}')({ customer: { name: '{% raw %}' } })).toBe(
      'Hi {% raw %}',
    );
  });

  test.each([
    '{% for i in (1..1000000000) %}x{% endfor %}',
    '{% assign a = "xx" %}{% for i in (1..5000) %}{% assign a = a | append: a %}{% endfor %}',
  ])('a text that would run away is refused: %s', (text) => {
    expect(() => compileText(text, 'text', 'here')).toThrow(/^here: it repeats or grows more than/);
  });

  test.each(['{{ "now" | date: "%s" }}', "{{ 'a,b' | split: ',' | sample }}"])(
    'knows neither the clock nor chance: %s',
    (text) => {
      expect(refusalOf(text)?.message).toMatch(/^place: the filter "\w+" is not known/);
    },
  );

  test.each(["{% include 'LICENSE' %}", "{% render 'LICENSE' %}", "{% layout 'LICENSE' %}"])(
    'cannot bring a file into a mail: %s',
    (text) => {
      expect(refusalOf(text)?.message).toMatch(/^place: the tag \{% \w+ %\} is not known/);
    },
  );

  test.each([
    '{% if customer.nickname %}x{% endif %}',
    '{% if a %}{% elsif orders.nothing == 1 %}{% endif %}',
    '{% for order in orders.list %}x{% endfor %}',
    '{{ orders.count | plus: orders.more }}',
    '{% assign name = person.name %}',
    '{{ customer }}',
    '{{ customer.first_name.size }}',
  ])('may not use an unknown variable anywhere: %s', (text) => {
    expect(refusalOf(text)).toMatchObject({
      code: 'COPY_INVALID',
      message: expect.stringMatching(/ does not exist$/),
    });
  });

  test('may use exactly the variables of its set', () => {
    for (const set of Object.keys(VARIABLES) as VariableSet[]) {
      const own: readonly string[] = VARIABLES[set];
      for (const name of new Set(Object.values(VARIABLES).flat())) {
        const isRefused = refusalOf(`{{ ${name} }}`, set) !== undefined;
        expect(isRefused, `${name} in ${set}`).toBe(!own.includes(name));
      }
    }
  });
});

function compile(text: string, set: VariableSet = 'text') {
  return compileText(text, set, 'place');
}

function compiledOrRefused(text: string) {
  try {
    return compile(text);
  } catch (error) {
    if (isPitchwrightError(error)) return undefined;
    throw error;
  }
}

function refusalOf(text: string, set: VariableSet = 'text') {
  try {
    compile(text, set);
    return undefined;
  } catch (error) {
    if (isPitchwrightError(error)) return error;
    throw error;
  }
}
