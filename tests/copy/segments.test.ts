import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { segmentNameIn } from '../../src/copy/segment-names.ts';
import { SEGMENTS } from '../../src/data/vocabulary.ts';
import { type Content, copyOfContent } from './_content.ts';

async function contentWith(segments: string): Promise<Content> {
  const content = await copyOfContent();
  await writeFile(join(content.folder, 'segments.yaml'), segments);
  return content;
}
const segmentsOf = async (text: string) => (await (await contentWith(text)).read()).segments;
const refusal = async (text: string) => (await contentWith(text)).refusal();

describe('segments.yaml', () => {
  test.each(['', '# nothing but a remark\n'])('may be empty: nothing changes', async (text) => {
    const content = await copyOfContent();
    const without = await content.read();
    await writeFile(join(content.folder, 'segments.yaml'), text);
    const copy = await content.read();
    expect(copy.segments).toEqual(without.segments);
    expect(copy.segments).toEqual({
      names: { VIP: 'VIP', Returning: 'Returning', New: 'New', 'At-Risk': 'At-Risk' },
      localNames: {},
      rules: [],
    });
    expect(copy.digest).toBe(without.digest);
  });

  test('may rename some, in every language, and leave who belongs to them', async () => {
    const segments = await segmentsOf('VIP: { name: Gold members, names: { hi: स्वर्ण सदस्य } }\nNew:\n');
    expect(segments.names).toEqual({
      VIP: 'Gold members',
      Returning: 'Returning',
      New: 'New',
      'At-Risk': 'At-Risk',
    });
    expect(segments.rules).toEqual([]);
    expect(['hi', 'en'].map((locale) => segmentNameIn(segments, 'VIP', locale))).toEqual([
      'स्वर्ण सदस्य',
      'Gold members',
    ]);
  });

  test('may say who belongs to them, in the order of the file', async () => {
    const { rules } = await segmentsOf(
      'New: { when: { orders: 1 } }\nAt-Risk: { when: { city: Pune } }\nVIP: { when: { interests: { not: [tech] } } }\nReturning:\n',
    );
    expect(rules).toEqual([
      { segment: 'New', when: { orders: { min: 1, max: 1 } } },
      { segment: 'At-Risk', when: { city: { any: ['Pune'] } } },
      { segment: 'VIP', when: { interests: { not: ['tech'] } } },
      { segment: 'Returning', when: undefined },
    ]);
  });

  test('changes the digest', async () => {
    const [one, two] = [await contentWith('VIP: { name: Gold }'), await contentWith('VIP: { name: Silver }')];
    expect((await one.read()).digest).not.toBe((await two.read()).digest);
  });

  test('has an example that can be used as it is', async () => {
    const text = await readFile('content/segments.example.yaml', 'utf8');
    const { names, rules } = await segmentsOf(text);
    expect(rules.map(({ segment }) => segment).sort()).toEqual([...SEGMENTS].sort());
    expect(SEGMENTS.filter((key) => names[key] === key)).toEqual([]);
  });
});

const LAST = 'At-Risk: { when: { orders: 1 } }\nReturning:\n';
const wrong: readonly (readonly [name: string, text: string, fact: string])[] = [
  [
    'a name as a key',
    'Gold:\n  name: Gold\n',
    'line 2: Gold is not right: use VIP, Returning, New, At-Risk as keys; what people read is the `name` below a key',
  ],
  [
    'two with one name',
    'VIP:\n  name: new\n',
    'line 2: VIP is not right: VIP and New would both be called "New"',
  ],
  [
    'a name that is too long',
    `VIP:\n  name: ${'x'.repeat(25)}\n`,
    'line 2: VIP › name is not right: use at most 24 characters',
  ],
  [
    'a segment left out',
    `VIP: { when: { orders: 2 } }\n${LAST}`,
    'line 1: New is not right: add it: once one segment has a rule, the file lists all four',
  ],
  [
    'a rule for the last',
    `VIP: { when: { orders: 2 } }\nNew: { when: { orders: 3 } }\n${LAST}`.replace(
      'Returning:',
      'Returning: { when: { orders: 9 } }',
    ),
    'line 4: Returning › when is not right: remove it: the last segment takes everybody who is left',
  ],
  [
    'none for another',
    `VIP: { when: { orders: 2 } }\nNew: { name: Fresh }\n${LAST}`,
    'line 2: New is not right: give it a rule (when), or move it to the end: only the last has none',
  ],
  [
    'a field that nobody has',
    `VIP:\n  when:\n    moneytary: 4\nNew: { when: { orders: 3 } }\n${LAST}`,
    'line 3: VIP › when › moneytary is not known here; remove it or correct its spelling',
  ],
  [
    'a score above 5',
    `VIP:\n  when:\n    monetary: { min: 6 }\nNew: { when: { orders: 3 } }\n${LAST}`,
    'line 3: VIP › when › monetary is not right: use a number from 1 to 5, or a range such as { min: 1 }',
  ],
  [
    'a range that nobody is in',
    `VIP:\n  when:\n    orders: { min: 6, max: 5 }\nNew: { when: { orders: 3 } }\n${LAST}`,
    'line 3: VIP › when › orders is not right: min is above max, so nobody is meant',
  ],
  [
    'a word for one of a closed list',
    `VIP:\n  when:\n    any:\n      - email_consent: yes please\n      - orders: 2\nNew: { when: { orders: 3 } }\n${LAST}`,
    'line 4: VIP › when › any › 1 › email_consent is not right: use subscribed, unsubscribed, unknown: one, a list such as [a, b], or { not: … } for everybody else',
  ],
  [
    'half an order',
    `VIP:\n  when:\n    orders: { min: 1.5 }\nNew: { when: { orders: 3 } }\n${LAST}`,
    'line 3: VIP › when › orders › min is not right: use a whole number',
  ],
  [
    'no condition',
    `VIP: { when: {} }\nNew: { when: { orders: 3 } }\n${LAST}`,
    'line 1: VIP › when is not right: name at least one condition',
  ],
];

describe('it is refused with line and fix for', () => {
  test.each(wrong)('%s', async (_name, text, fact) => {
    const { code, message } = await refusal(text);
    expect(code).toBe('CONTENT_INVALID');
    expect(message).toBe(`content/segments.yaml ${fact}.`);
  });
});

test('a text that a segment lacks is told with key and name', async () => {
  const content = await contentWith('VIP: { name: Gold members }\n');
  await content.edit('locales/en/openings.yaml', (text) =>
    text.replace(/^ {2}headline: .*\n/m, '').replace(/^New:/m, 'Neu:'),
  );
  const { message } = await content.refusal();
  expect(message).toMatch(
    /openings\.yaml line \d+: VIP \(“Gold members”\) › headline is missing; add it\.$/m,
  );
  expect(message).toMatch(/openings\.yaml line \d+: New is missing; add it\.$/m);
});
