import { chmod, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../src/digest.ts';
import { openWorkshop } from '../../../src/render/workshop.ts';
import type { Judged } from '../../../src/studio/copy/desk.ts';
import type { EditableText } from '../../../src/studio/copy/editable.ts';
import type { ListedFile } from '../../../src/studio/copy/list-files.ts';
import type { Survey } from '../../../src/studio/copy/survey.ts';
import { lineOf } from '../../copy/_content.ts';
import { refusalOf, type TestDesk, testDesk } from './_desk.ts';

const SUBJECTS = 'locales/en/subjects.yaml';
const LABELS = 'locales/en/labels.yaml';
const CAMPAIGN = 'campaigns/win-back.yaml';

const judge = async (desk: TestDesk, draft: object): Promise<Judged> => desk.ask('POST', 'copy/draft', draft);
const open = async (desk: TestDesk, name: string): Promise<EditableText> =>
  desk.ask('GET', `copy/file?name=${encodeURIComponent(name)}`);

describe('the files of the copy desk', () => {
  test('are all that people edit, with what each decides', async () => {
    const desk = await testDesk();
    const { files }: { files: readonly ListedFile[] } = await desk.ask('GET', 'copy/files');
    expect(files.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'brand.yaml',
        'catalogue.yaml',
        'media.yaml',
        SUBJECTS,
        'locales/hi/film.yaml',
        CAMPAIGN,
      ]),
    );
    expect(files[0]?.name).toBe('brand.yaml');
    expect([...new Set(files.map(({ group }) => group))]).toEqual([
      'Shop',
      'Campaigns',
      'English',
      'Hindi',
      'Products and rules',
    ]);
    expect(files.filter(({ decides, title }) => decides === '' || title === '')).toEqual([]);
    const { text, digest } = await open(desk, SUBJECTS);
    expect(text).toBe(await desk.text(SUBJECTS));
    expect(files.find(({ name }) => name === SUBJECTS)).toMatchObject({
      digest,
      group: 'English',
      locale: 'en',
    });
  });

  test('show the dataset’s own catalogue in place of the shop’s', async () => {
    const desk = await testDesk();
    await writeFile(join(desk.env.DATA_DIR, 'catalogue.yaml'), await desk.text('catalogue.yaml'));
    const { files }: { files: readonly ListedFile[] } = await desk.ask('GET', 'copy/files');
    const catalogues = files.filter(({ title }) => title === 'Catalogue').map(({ name }) => name);
    expect(catalogues).toEqual(['data/catalogue.yaml']);
    expect((await judge(desk, await draftOf(desk, 'data/catalogue.yaml'))).problems).toEqual([]);
  });

  test.each([
    '../package.json',
    'locales/../brand.yaml',
    'locales/en/../../brand.yaml',
    '/etc/hosts',
    'brand.yaml\0',
    'segments.example.yaml',
    'locales/en/strange.yaml',
    'locales/xx/labels.yaml',
    'campaigns/../brand.yaml',
    '__proto__',
  ])('are no others: %j', async (name) => {
    const desk = await testDesk();
    expect((await refusalOf(open(desk, name))).code).toBe('COPY_FILE_UNKNOWN');
    const put = desk.ask('PUT', 'copy/file', { name, text: 'x: 1', digest: sha256('') });
    expect((await refusalOf(put)).code).toBe('COPY_FILE_UNKNOWN');
  });

  test('do not lead out of the folder', async () => {
    const desk = await testDesk();
    await writeFile(join(desk.env.DATA_DIR, 'secret.yaml'), 'password: 1\n');
    await symlink(join(desk.env.DATA_DIR, 'secret.yaml'), join(desk.env.CONTENT_DIR, 'campaigns/leak.yaml'));
    expect((await refusalOf(open(desk, 'campaigns/leak.yaml'))).code).toBe('COPY_FILE_UNKNOWN');
  });

  test('are refused when they are too large or no UTF-8', async () => {
    const desk = await testDesk();
    await desk.write(SUBJECTS, `# ${'x'.repeat(500_000)}\n`);
    expect((await refusalOf(open(desk, SUBJECTS))).code).toBe('COPY_TOO_LARGE');
    await writeFile(join(desk.env.CONTENT_DIR, SUBJECTS), Buffer.from([0x61, 0xff]));
    expect((await refusalOf(open(desk, SUBJECTS))).code).toBe('COPY_UNREADABLE');
  });
});

describe('a draft', () => {
  test('with three mistakes is told all three, each with its line, key and fix', async () => {
    const desk = await testDesk();
    const text = (await desk.text(SUBJECTS))
      .replace('A quiet selection', 'A quiet {{ customer.frist_name }} selection')
      .replace(/^New:/m, 'Newcomers:')
      .replace('How is the {{ orders.last_product }}?', 'How is the {{ orders.last_thing }}?');
    const { problems, mail } = await judge(desk, { name: SUBJECTS, text });
    expect(mail).toBeUndefined();
    expect(problems.map(({ file, line, path }) => [file, line, path.join(' › ')])).toEqual(
      expect.arrayContaining([
        [SUBJECTS, lineOf(text, /frist_name/), 'VIP › 2 › subject'],
        [SUBJECTS, lineOf(text, /^Newcomers:/m) + 1, 'Newcomers'],
        [SUBJECTS, lineOf(text, /last_thing/), 'At-Risk › 3 › subject'],
      ]),
    );
    // The key that is gone is the fourth: nothing stands for it.
    expect(problems.map(({ message }) => message)).toContain('New is missing; add it.');
    expect(problems).toHaveLength(4);
    const [unknown] = problems.filter(({ message }) => message.includes('frist_name'));
    expect(unknown?.message).toBe('VIP › 2 › subject: {{ customer.frist_name }} does not exist');
    expect(unknown?.hint).toMatch(/^did you mean customer\.first_name\? Else use one of: /);
    expect(text.split('\n')[(unknown?.line ?? 0) - 1]?.slice((unknown?.column ?? 0) - 1)).toMatch(
      /^customer\.frist_name/,
    );
  });

  test('that is no YAML is told its lines', async () => {
    const desk = await testDesk();
    const { problems } = await judge(desk, { name: SUBJECTS, text: 'VIP:\n  - subject: "a\n' });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]).toMatchObject({ file: SUBJECTS, message: 'a quote is opened and not closed' });
  });

  test('is told what it does to other files, by their names', async () => {
    const desk = await testDesk();
    const text = (await desk.text('catalogue.yaml')).replace(/^interests: \[/m, 'interests: [falconry, ');
    const { problems } = await judge(desk, { name: 'catalogue.yaml', text });
    expect(problems.map(({ file, path }) => [file, path.join(' › ')])).toEqual([
      [LABELS, 'interests › falconry'],
      ['locales/hi/labels.yaml', 'interests › falconry'],
    ]);
    expect(problems[0]?.line).toBe(lineOf(await desk.text(LABELS), /^interests:/m) + 1);
  });

  test('of a campaign is checked with its words', async () => {
    const desk = await testDesk();
    const text = (await desk.text(CAMPAIGN))
      .replace('{{ picks.count }} things', '{{ picks.cuont }} things')
      .replace('title:', 'tilte:');
    const { problems } = await judge(desk, { name: CAMPAIGN, text });
    expect(problems.map(({ path }) => path.join(' › ')).sort()).toEqual([
      'tilte',
      'title',
      'words › en › subjects › 2 › preheader',
    ]);
  });

  test('is not looked for a mail that leaves a hole: the hole is told', async () => {
    const desk = await testDesk();
    const text = (await desk.text(LABELS)).replace(
      /^closing: .*$/m,
      'closing: "{% if orders.count < 0 %}x{% endif %}"',
    );
    const { problems, hole } = await judge(desk, { name: LABELS, text });
    expect(problems).toEqual([]);
    expect(hole?.message).toContain('has nothing to say as');
  });
});

describe('the mail of a draft', () => {
  test('differs from the saved one, and is what the site renders once it is saved', async () => {
    const desk = await testDesk();
    const before = await open(desk, LABELS);
    const same = await judge(desk, { name: LABELS, text: before.text });
    expect(same.mail?.changed).toBe(false);
    const text = before.text.replace(/^closing: .*$/m, 'closing: With a wave from all of us');
    const { mail } = await judge(desk, { name: LABELS, text });
    expect(mail?.changed).toBe(true);
    expect(mail?.html).toContain('With a wave from all of us');
    expect(mail?.sha256).not.toBe(same.mail?.sha256);
    expect(await desk.text(LABELS)).toBe(before.text);

    const saved: EditableText = await desk.ask('PUT', 'copy/file', {
      name: LABELS,
      text,
      digest: before.digest,
    });
    expect(saved.digest).toBe(sha256(text));
    const workshop = await openWorkshop(desk.env);
    try {
      const [record] = await workshop.store.find([mail?.customer.id as string]);
      const { message } = await workshop.make(record as never);
      expect(message.html).toBe(mail?.html);
      expect(message.text).toBe(mail?.text);
      expect(message.sha256).toBe(mail?.sha256);
    } finally {
      workshop.close();
    }
    expect((await judge(desk, { name: LABELS, text })).mail?.changed).toBe(false);
  });

  test('is one that has the words: of the language, of the segment under the cursor, of the audience', async () => {
    const desk = await testDesk();
    const hindi = await judge(
      desk,
      await draftOf(desk, 'locales/hi/subjects.yaml', { at: ['At-Risk', '1'] }),
    );
    expect(hindi.mail?.customer).toMatchObject({ locale: 'hi', segment: 'At-Risk' });
    const asked = await judge(
      desk,
      await draftOf(desk, 'locales/hi/subjects.yaml', { customer: mailOfEnglish }),
    );
    expect(asked.mail?.customer.locale).toBe('hi');
    expect(asked.mail?.instead).toMatch(/does not get these words|There is no customer/);
    const campaign = await judge(desk, await draftOf(desk, CAMPAIGN));
    expect(campaign.mail?.customer.segment).toBe('At-Risk');
    const words = (await desk.text(CAMPAIGN)).replace(
      'eyebrow: It has been a while',
      'eyebrow: Hello again, you',
    );
    const changed = await judge(desk, { name: CAMPAIGN, text: words, at: ['words', 'en'] });
    expect(changed.mail?.html).toContain('Hello again, you');
    expect(changed.mail?.changed).toBe(true);
  });

  test('is counted: how many a draft changes, and whose is the first', async () => {
    const desk = await testDesk();
    const text = (await desk.text('locales/hi/labels.yaml')).replace(/^closing: .*$/m, 'closing: नमस्ते फिर');
    const found: Survey = await desk.ask('POST', 'copy/survey', { name: 'locales/hi/labels.yaml', text });
    expect(found).toMatchObject({ looked: 60, customers: 60, broken: 0 });
    expect(found.changed).toBeGreaterThan(0);
    expect(found.changed).toBeLessThan(60);
    const first = await judge(desk, { name: 'locales/hi/labels.yaml', text, customer: found.first });
    expect(first.mail).toMatchObject({ changed: true, instead: undefined });
  });

  test('follows new segments: who belongs where is decided anew', async () => {
    const desk = await testDesk();
    await desk.write('segments.yaml', 'VIP:\n  name: Gold\n');
    const { mail } = await judge(desk, await draftOf(desk, SUBJECTS));
    const text =
      'VIP:\n  when: { orders: { min: 0 } }\nReturning:\n  when: { orders: 1 }\nNew:\n  when: { orders: 2 }\nAt-Risk:\n';
    const moved = await judge(desk, { name: 'segments.yaml', text, customer: mail?.customer.id });
    expect(moved.problems).toEqual([]);
    expect(moved.mail?.customer.segment).toBe('VIP');
  });
});

describe('saving', () => {
  test('is refused when the file changed on disk since it was read', async () => {
    const desk = await testDesk();
    const { text, digest } = await open(desk, LABELS);
    await desk.write(LABELS, `${text}# theirs\n`);
    const { code, hint } = await refusalOf(
      desk.ask('PUT', 'copy/file', { name: LABELS, text: `${text}# mine\n`, digest }),
    );
    expect(code).toBe('COPY_CHANGED');
    expect(hint).toMatch(/take theirs or keep yours/);
    expect(await desk.text(LABELS)).toBe(`${text}# theirs\n`);
  });

  test('is refused for a draft with mistakes or holes, and nothing is left behind', async () => {
    const desk = await testDesk();
    const { text, digest } = await open(desk, LABELS);
    const folder = join(desk.env.CONTENT_DIR, 'locales/en');
    const names = await readdir(folder);
    for (const wrong of [
      text.replace(/^closing: .*\n/m, ''),
      text.replace(/^closing: .*$/m, 'closing: "{% if orders.count < 0 %}x{% endif %}"'),
    ]) {
      const refused = await refusalOf(desk.ask('PUT', 'copy/file', { name: LABELS, text: wrong, digest }));
      expect(refused.code).toBe('COPY_BROKEN');
      expect(refused.hint).toContain('Nothing was saved');
    }
    expect(await desk.text(LABELS)).toBe(text);
    expect(await readdir(folder)).toEqual(names);
  });

  test('mends one of two broken files', async () => {
    const desk = await testDesk();
    const labels = await open(desk, LABELS);
    const subjects = await desk.text(SUBJECTS);
    await desk.write(SUBJECTS, `${subjects}Strange: 1\n`);
    await desk.write(LABELS, `${labels.text}strange: 1\n`);
    const { digest } = await open(desk, LABELS);
    const saved: EditableText = await desk.ask('PUT', 'copy/file', {
      name: LABELS,
      text: labels.text,
      digest,
    });
    expect(saved.digest).toBe(labels.digest);
  });

  test('keeps the mode of the file, and of two at once the second is refused', async () => {
    const desk = await testDesk();
    const { text, digest } = await open(desk, LABELS);
    await chmod(join(desk.env.CONTENT_DIR, LABELS), 0o640);
    const put = (words: string) =>
      desk.ask('PUT', 'copy/file', { name: LABELS, text: `${text}# ${words}\n`, digest });
    const [one, other] = await Promise.allSettled([put('one'), put('other')]);
    expect([one?.status, other?.status].sort()).toEqual(['fulfilled', 'rejected']);
    expect((await stat(join(desk.env.CONTENT_DIR, LABELS))).mode & 0o777).toBe(0o640);
  });
});

test('what is sent is checked at the door, field by field', async () => {
  const desk = await testDesk();
  const { code, message } = await refusalOf(desk.ask('PUT', 'copy/file', { name: LABELS, digest: 'x' }));
  expect(code).toBe('FIELDS_INVALID');
  expect(message).toContain('send the text');
});

const mailOfEnglish = 'nobody';

async function draftOf(desk: TestDesk, name: string, more: object = {}) {
  return { name, text: (await open(desk, name)).text, ...more };
}
