import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Plan } from '../../src/delivery/plan.ts';
import { planPath, readPlan, writePlan } from '../../src/delivery/plan-file.ts';
import { temporaryFolder } from '../_sample.ts';
import { ledgerWith, planOf, record } from './_plan-world.ts';

const SECRET = 'a secret of more than thirty-two characters';
let folder: string;
let plan: Plan;

beforeEach(async () => {
  folder = await temporaryFolder();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  plan = await planOf(
    [
      record({ customer_id: 'A', name: 'Ömer "the" \\ आशा \u2028' }),
      record({ customer_id: 'B', email_consent: 'unknown' }),
      record({ customer_id: 'C', email: 'private.person@mail.example' }),
    ],
    { rate: '10 per second', attachments: [{ path: 'content/guide.pdf' }] },
    {
      ledger: ledgerWith({ mailed: { 'x@mail.example': 1 } }),
      env: {
        CONTENT_DIR: 'content',
        DATA_DIR: 'tests/delivery',
        SITE_URL: 'https://shop.example',
        UNSUBSCRIBE_SECRET: SECRET,
      },
    },
  );
});

const edit = async (change: (text: string) => string) => {
  const path = planPath(folder, 'test');
  await writeFile(path, change(await readFile(path, 'utf8')));
};

describe('the file of a plan', () => {
  test('gives back what was written', async () => {
    expect(await writePlan(folder, plan)).toBe(join(folder, 'plans', 'test.json'));
    expect(await readPlan(folder, 'test')).toEqual(plan);
    const unlimited = { ...plan, perSecond: undefined };
    await writePlan(folder, unlimited);
    expect(await readPlan(folder, 'test')).toEqual(unlimited);
    expect(await readdir(join(folder, 'plans'))).toEqual(['test.json']);
  });

  test('is JSON with a line for each recipient, and without addresses or secrets', async () => {
    const text = await readFile(await writePlan(folder, plan), 'utf8');
    expect(JSON.parse(text).recipients).toHaveLength(2);
    expect(text.split('\n').filter((line) => line.startsWith('{"id":'))).toHaveLength(3);
    expect(text).not.toContain('mail.example');
    expect(text).not.toContain(SECRET);
  });

  test('may be empty of people', async () => {
    const empty = await planOf([]);
    await writePlan(folder, empty);
    expect(await readPlan(folder, 'test')).toEqual(empty);
  });
});

describe('a plan is refused', () => {
  test('when there is none', async () => {
    await expect(readPlan(folder, 'test')).rejects.toMatchObject({
      code: 'PLAN_MISSING',
      message: `there is no plan for test: no ${folder}/plans/test.json`,
      hint: 'make it: npm run plan -- test',
    });
  });

  test.each([
    ['changed by hand', (text: string) => text.replace('"segment":"VIP"', '"segment":"New"')],
    ['cut short', (text: string) => text.slice(0, -100)],
    [
      'with somebody added',
      (text: string) => text.replace('"recipients":[\n', '"recipients":[\n{"id":"X"},\n'),
    ],
  ])('%s', async (_, change) => {
    await writePlan(folder, plan);
    await edit(change);
    await expect(readPlan(folder, 'test')).rejects.toMatchObject({
      code: 'PLAN_INVALID',
      message: `${folder}/plans/test.json is not as it was written`,
      hint: 'a plan is not edited: change the campaign, then make it: npm run plan -- test',
    });
  });

  test('when the file is something else, of another version or another campaign, or a folder', async () => {
    const message = (fact: string) => ({ code: 'PLAN_INVALID', message: expect.stringContaining(fact) });
    await writePlan(folder, plan);
    await edit(() => '{"a":1}');
    await expect(readPlan(folder, 'test')).rejects.toMatchObject(message('is not a plan'));
    await writePlan(folder, { ...plan, version: 2 as 1 });
    await expect(readPlan(folder, 'test')).rejects.toMatchObject(message('another version of Pitchwright'));
    await writePlan(folder, plan);
    await writeFile(planPath(folder, 'other'), await readFile(planPath(folder, 'test')));
    await expect(readPlan(folder, 'other')).rejects.toMatchObject(message('is the plan of test'));
    await mkdir(planPath(folder, 'folder'));
    await expect(readPlan(folder, 'folder')).rejects.toMatchObject(message('cannot be read: EISDIR'));
  });
});
