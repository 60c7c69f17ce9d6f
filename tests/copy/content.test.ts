import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileCopy } from '../../src/copy/copy.ts';
import { LOCALE_FILES } from '../../src/copy/locale.ts';
import { readCopy } from '../../src/copy/read-copy.ts';
import { SEGMENTS, TIERS } from '../../src/data/vocabulary.ts';
import { copyOfContent, lineOf } from './_content.ts';

const OPENINGS = 'locales/en/openings.yaml';
const LABELS = 'locales/en/labels.yaml';

describe('the content of the project', () => {
  test('is read whole, in every language it promises', async () => {
    const copy = await readCopy('content');
    expect([...copy.locales.keys()]).toEqual(copy.brand.locales);
    expect((await readdir('content/locales')).sort()).toEqual([...copy.brand.locales].sort());
    for (const { openings, subjects } of copy.locales.values()) {
      for (const segment of SEGMENTS) {
        expect(subjects[segment].length).toBeGreaterThanOrEqual(2);
        for (const tier of TIERS) expect(openings[segment][tier]).toBeTypeOf('function');
      }
    }
    expect(copy.products.size).toBe(copy.catalogue.products.length);
  });

  test('has a digest that changes with any text and with nothing else', async () => {
    const { digest } = await readCopy('content');
    const content = await copyOfContent();
    expect((await content.read()).digest).toBe(digest);
    await content.edit(LABELS, (text) => `# a remark\n${text}`);
    expect((await content.read()).digest).toBe(digest);
    const seen = new Set([digest]);
    for (const [file, pattern] of [
      [LABELS, /^closing: .*$/m],
      ['locales/hi/labels.yaml', /^closing: .*$/m],
      ['brand.yaml', /^tagline: .*$/m],
    ] as const) {
      await content.edit(file, (text) =>
        text.replace(pattern, (line) => `${line.split(':')[0]}: something else`),
      );
      seen.add((await content.read()).digest);
    }
    await content.edit('catalogue.yaml', (text) => text.replace('margin: high', 'margin: low'));
    seen.add((await content.read()).digest);
    expect(seen.size).toBe(5);
  });

  test('stays the same on its way through JSON, digest and all', async () => {
    const copy = await readCopy('content');
    const again = compileCopy(JSON.parse(JSON.stringify(copy.content)));
    expect(again.content).toEqual(copy.content);
    expect(again.digest).toBe(copy.digest);
  });
});

describe('a copy text that is wrong is refused with file, line and key', () => {
  test('a missing key', async () => {
    const content = await copyOfContent();
    const text = await content.edit(OPENINGS, (before) => before.replace(/^ {2}headline: .*\n/m, ''));
    expect(await content.refusal()).toEqual({
      code: 'CONTENT_INVALID',
      message: `content/${OPENINGS} line ${lineOf(text, /^VIP:/m) + 1}: VIP › headline is missing; add it.`,
      hint: `1 problem in content/${OPENINGS}`,
    });
  });

  test('an unknown key', async () => {
    const content = await copyOfContent();
    const text = await content.edit(OPENINGS, (before) => `${before}Guest: hello\n`);
    expect((await content.refusal()).message).toBe(
      `content/${OPENINGS} line ${lineOf(text, /^Guest:/m)}: Guest is not known here; remove it or correct its spelling.`,
    );
  });

  test('a misspelt segment, as both the one that is missing and the one that is unknown', async () => {
    const content = await copyOfContent();
    await content.edit(OPENINGS, (before) => before.replace(/^VIP:/m, 'Vip:'));
    const { message, hint } = await content.refusal();
    expect(message.split('\n')).toEqual([
      expect.stringMatching(/^content\/locales\/en\/openings\.yaml line \d+: VIP is missing; add it\.$/),
      expect.stringMatching(
        /openings\.yaml line \d+: Vip is not known here; remove it or correct its spelling\.$/,
      ),
    ]);
    expect(hint).toBe(`2 problems in content/${OPENINGS}`);
  });

  test.each(['""', '"   "', '>-\n'])('an empty text (%j)', async (empty) => {
    const content = await copyOfContent();
    const text = await content.edit(LABELS, (before) =>
      before.replace(/^closing: .*$/m, `closing: ${empty}`),
    );
    const line = lineOf(text, /^closing:/m);
    expect((await content.refusal()).message).toBe(
      `content/${LABELS} line ${line}: closing is not right: write the text.`,
    );
  });

  test('a text that is a number or nothing', async () => {
    const content = await copyOfContent();
    await content.edit(LABELS, (before) =>
      before.replace(/^closing: .*$/m, 'closing: 7').replace(/^role: .*$/m, 'role:'),
    );
    expect((await content.refusal()).message).toMatch(
      /: closing is not right: write a text.*\n.*: role is empty; write what belongs there\.$/,
    );
  });

  test('a variable that does not exist, with those that do', async () => {
    const content = await copyOfContent();
    await content.edit(LABELS, (before) =>
      before.replace(/^greeting: .*$/m, 'greeting: Hi {{ customer.nickname }}'),
    );
    const { code, message, hint } = await content.refusal();
    expect(code).toBe('COPY_INVALID');
    expect(message).toBe(`content/${LABELS} › greeting: {{ customer.nickname }} does not exist`);
    expect(hint).toMatch(/^use one of: customer\.id, customer\.name, customer\.first_name, /);
  });

  test('a variable that exists, but not for this text', async () => {
    const content = await copyOfContent();
    await content.edit(LABELS, (before) =>
      before.replace(/^greeting: .*$/m, 'greeting: From {{ discount.percent }}% off'),
    );
    expect((await content.refusal()).message).toBe(
      `content/${LABELS} › greeting: {{ discount.percent }} does not exist`,
    );
  });

  test('a variable inside a label that stands inside other texts', async () => {
    const content = await copyOfContent();
    await content.set(LABELS, ['seasons', 'winter'], 'winter in {{ customer.city }}');
    expect((await content.refusal()).message).toBe(
      `content/${LABELS} › seasons › winter: {{ customer.city }} does not exist`,
    );
  });

  test.each([
    ['{{ customer.first_name', '{{ customer.first_name is not closed'],
    ['{% if %}x{% endif %}', 'a tag is empty'],
    ['{% if orders.count %}x', '{% if orders.count %} has no end'],
    ['{% shout %}', 'the tag {% shout %} is not known'],
    ['{{ customer.name | shout }}', 'the filter "shout" is not known'],
  ])('a broken tag: %s', async (tag, fact) => {
    const content = await copyOfContent();
    await content.edit('locales/hi/subjects.yaml', (before) =>
      before.replace(/^ {2}- subject: .*$/m, `  - subject: '${tag}'`),
    );
    const { code, message, hint } = await content.refusal();
    expect(code).toBe('COPY_INVALID');
    expect(message).toContain(`content/locales/hi/subjects.yaml › VIP › 1 › subject: ${fact}`);
    expect(hint).toMatch(/\{\{ [a-z_.]+( \| upcase)? \}\}|\{% endif %\}/);
  });

  test('too few subjects', async () => {
    const content = await copyOfContent();
    await content.edit('locales/en/subjects.yaml', (before) =>
      before.replace(/^VIP:\n[\s\S]*?^Returning:/m, 'VIP:\n  - subject: One\n    preheader: Two\nReturning:'),
    );
    expect((await content.refusal()).message).toMatch(/: VIP is not right: write at least two subjects\.$/);
  });
});

describe('a file of content/ that is wrong', () => {
  test('is named with the line and column of broken YAML', async () => {
    const content = await copyOfContent();
    const text = await content.edit(LABELS, (before) => `${before}extra: [one, two\n`);
    const { code, message, hint } = await content.refusal();
    expect(code).toBe('CONTENT_INVALID');
    expect(message).toMatch(new RegExp(`^content/${LABELS} line \\d+:\\d+: a list in \\[ \\] is not closed`));
    const line = Number(/ line (\d+):/.exec(message)?.[1]);
    expect(line - lineOf(text, /^extra:/m)).toBeOneOf([0, 1]);
    expect(hint).toBe('write ] at its end');
  });

  test('may not say a key twice', async () => {
    const content = await copyOfContent();
    const text = await content.edit(LABELS, (before) => `${before}closing: Yours,\n`);
    const line = text.trimEnd().split('\n').length;
    expect((await content.refusal()).message).toBe(
      `content/${LABELS} line ${line}:1: the key closing stands twice`,
    );
  });

  test.each([
    'brand.yaml',
    'catalogue.yaml',
    ...Object.keys(LOCALE_FILES).map((name) => `locales/hi/${name}.yaml`),
  ])('is named when it is missing: %s', async (file) => {
    const content = await copyOfContent();
    await rm(join(content.folder, file));
    expect(await content.refusal()).toMatchObject({
      code: 'CONTENT_MISSING',
      message: `content/${file} is missing`,
    });
  });

  test('is named when it cannot be read', async () => {
    const content = await copyOfContent();
    await rm(join(content.folder, LABELS));
    await mkdir(join(content.folder, LABELS));
    expect(await content.refusal()).toEqual({
      code: 'CONTENT_UNREADABLE',
      message: `content/${LABELS} cannot be read`,
      hint: 'it must be a file that you may read',
    });
  });

  test('does not matter in a language that the brand does not name, nor beside the languages', async () => {
    const content = await copyOfContent();
    await mkdir(join(content.folder, 'locales/mr'));
    await writeFile(join(content.folder, 'locales/mr/labels.yaml'), 'a draft: [');
    await writeFile(join(content.folder, 'locales/notes.txt'), 'to be translated');
    expect((await content.read()).digest).toBe((await readCopy('content')).digest);
  });

  test('is named when nothing reads it', async () => {
    const content = await copyOfContent();
    await writeFile(join(content.folder, 'locales/hi/subject.yaml'), 'VIP: []\n');
    expect(await content.refusal()).toEqual({
      code: 'CONTENT_INVALID',
      message: 'content/locales/hi/subject.yaml is not read by anything',
      hint: 'a locale has subjects.yaml, openings.yaml, pain-points.yaml, calls-to-action.yaml, reasons.yaml, film.yaml, labels.yaml; remove or rename it',
    });
  });
});
