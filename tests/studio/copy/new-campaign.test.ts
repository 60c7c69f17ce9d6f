import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { campaignSchema } from '../../../src/delivery/campaign.ts';
import type { EditableText } from '../../../src/studio/copy/editable.ts';
import type { ListedFile } from '../../../src/studio/copy/list-files.ts';
import { emptyCampaign, withTitle } from '../../../src/studio/copy/new-campaign.ts';
import { FieldsRefused } from '../../../src/studio/live/dispatch.ts';
import { refusalOf, type TestDesk, testDesk } from './_desk.ts';

const WIN_BACK = 'campaigns/win-back.yaml';

const begin = async (desk: TestDesk, given: object): Promise<EditableText> =>
  desk.ask('POST', 'copy/campaign', given);
async function fieldsOf(asked: Promise<unknown>) {
  const refused = await refusalOf(asked);
  if (!(refused instanceof FieldsRefused)) throw refused;
  return refused.fields;
}

describe('a campaign of one’s own', () => {
  test('is another one with a title of its own: every other letter stays, and the list has it', async () => {
    const desk = await testDesk();
    const before = await desk.text(WIN_BACK);
    const made = await begin(desk, { name: 'diwali-sale', title: 'Diwali: sale', from: WIN_BACK });
    expect(made.name).toBe('campaigns/diwali-sale.yaml');
    const text = await desk.text('campaigns/diwali-sale.yaml');
    expect(made.text).toBe(text);
    expect(text).toBe(before.replace('title: Win back', 'title: "Diwali: sale"'));
    expect(await desk.text(WIN_BACK)).toBe(before);
    const { files }: { files: readonly ListedFile[] } = await desk.ask('GET', 'copy/files');
    expect(files).toContainEqual(
      expect.objectContaining({
        name: 'campaigns/diwali-sale.yaml',
        title: 'Diwali sale',
        group: 'Campaigns',
      }),
    );
    expect(await desk.ask('POST', 'copy/draft', { name: made.name, text })).toMatchObject({ problems: [] });
  });

  test('can begin empty, also where there is no folder of campaigns yet', async () => {
    const desk = await testDesk();
    await rm(join(desk.env.CONTENT_DIR, 'campaigns'), { recursive: true });
    const { text } = await begin(desk, { name: 'first', title: 'The first' });
    expect(campaignSchema.parse(parse(text))).toMatchObject({ title: 'The first', channels: ['outbox'] });
  });

  test.each([
    '../x',
    'x/../../y',
    'a/b',
    'con',
    'lpt1',
    '.hidden',
    '-x',
    'x'.repeat(300),
    'Win-Back',
    'diwali sale',
    'x.yaml',
    'é',
    'x\0',
    '',
    '__proto__',
  ])('has a name that is a file’s and nothing else’s: %j', async (name) => {
    const desk = await testDesk();
    const names = await readdir(desk.env.CONTENT_DIR, { recursive: true });
    expect(Object.keys(await fieldsOf(begin(desk, { name, title: 'X' })))).toEqual(['name']);
    expect(await readdir(desk.env.CONTENT_DIR, { recursive: true })).toEqual(names);
  });

  test('is never written over another, also not over one in capitals', async () => {
    const desk = await testDesk();
    const before = await desk.text(WIN_BACK);
    const taken = { name: 'there is a campaign win-back.yaml already' };
    expect(await fieldsOf(begin(desk, { name: 'win-back', title: 'X' }))).toEqual(taken);
    expect(await desk.text(WIN_BACK)).toBe(before);
    await rename(join(desk.env.CONTENT_DIR, WIN_BACK), join(desk.env.CONTENT_DIR, 'campaigns/Win-Back.yaml'));
    expect(await fieldsOf(begin(desk, { name: 'win-back', title: 'X' }))).toEqual({
      name: 'there is a campaign Win-Back.yaml already',
    });
    const both = await Promise.allSettled(
      ['One', 'Other'].map((title) => begin(desk, { name: 'twice', title })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('stays in the folder of the content', async () => {
    const desk = await testDesk();
    const campaigns = join(desk.env.CONTENT_DIR, 'campaigns');
    const outside = join(desk.env.DATA_DIR, 'outside');
    await mkdir(outside);
    await rm(campaigns, { recursive: true });
    await symlink(outside, campaigns);
    await refusalOf(begin(desk, { name: 'leak', title: 'X' }));
    expect(await readdir(outside)).toEqual([]);
  });

  test.each(['brand.yaml', 'campaigns/nothing.yaml', '../package.json', 'campaigns/../brand.yaml'])(
    'begins from a campaign only: %j',
    async (from) => {
      const desk = await testDesk();
      expect(Object.keys(await fieldsOf(begin(desk, { name: 'x', title: 'X', from })))).toEqual(['from']);
    },
  );

  test('does not begin from one with mistakes, and says which', async () => {
    const desk = await testDesk();
    await desk.write(WIN_BACK, (await desk.text(WIN_BACK)).replace('rate: 60 per minute', 'rate: fast'));
    const { from } = await fieldsOf(begin(desk, { name: 'x', title: 'X', from: WIN_BACK }));
    expect(from).toMatch(/^campaigns\/win-back\.yaml has a problem, line \d+: rate is not right/);
    await writeFile(join(desk.env.CONTENT_DIR, WIN_BACK), 'audience: { segment: VIP }\n');
    expect((await fieldsOf(begin(desk, { name: 'x', title: 'X', from: WIN_BACK }))).from).toContain(
      'title is missing',
    );
    await expect(readFile(join(desk.env.CONTENT_DIR, 'campaigns/x.yaml'))).rejects.toThrow('ENOENT');
  });

  test.each(['', '   ', 'two\nlines', 'x'.repeat(121)])('has a title of one line: %j', async (title) => {
    const desk = await testDesk();
    expect(Object.keys(await fieldsOf(begin(desk, { name: 'x', title })))).toEqual(['title']);
  });
});

test('whatever a title holds, it is read as it was written, and nothing else of the file changes', () => {
  const title = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((words) => !/[\p{Cc}\p{Cs}]/u.test(words));
  fc.assert(
    fc.property(
      title,
      fc.constantFrom('title: Old', 'title: "Old: one" # said', 'title: >-\n  Old\n  one', "'title': 'Old'"),
      (words, line) => {
        const rest = '# a remark\nrate: 60 per minute\n';
        const text = withTitle(`${rest}${line}\ncap: 1 per 7 days # so\n`, words);
        expect(parse(text)).toEqual({ rate: '60 per minute', title: words, cap: '1 per 7 days' });
        expect(text.startsWith(rest)).toBe(true);
        expect(text.endsWith('\ncap: 1 per 7 days # so\n')).toBe(true);
        expect(parse(emptyCampaign(words))).toEqual({ title: words });
      },
    ),
    { seed: 3 },
  );
});
