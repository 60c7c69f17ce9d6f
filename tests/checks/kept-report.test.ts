import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  checkCommand,
  checkedInputs,
  type KeptReport,
  keepReport,
  keptReportPath,
  movedSince,
  readKeptReport,
} from '../../src/checks/kept-report.ts';
import { checkMail, RULES } from '../../src/checks/rules.ts';
import { createTally } from '../../src/checks/tally.ts';
import { type Inputs, makeInputs } from '../site/_workshop.ts';
import { type Mails, makeMails, withHtml } from './_mails.ts';

let inputs: Inputs;
let made: Mails;
beforeAll(async () => {
  inputs = await makeInputs(3);
  made = await makeMails(4);
});
afterAll(async () => {
  await inputs.dispose();
  await made.dispose();
});

const CHECKED_AT = '2026-07-01T09:30:00.000Z';

/** Of good mails and of one with nearly everything against it. */
function report(campaign?: string): KeptReport {
  const tally = createTally();
  const [first, ...others] = made.mails;
  for (const mail of others) tally.add(checkMail(mail));
  if (first) tally.add(checkMail(withHtml(first, '<video src="x"></video><img src="y"><h3>{{</h3>')));
  return { ...(campaign && { campaign }), checkedAt: CHECKED_AT, inputs: {}, ...tally.report() };
}

describe('a report', () => {
  test('is read as it was kept, for everybody and for each campaign', async () => {
    const { DATA_DIR } = inputs.env;
    for (const campaign of [undefined, 'win-back', 'latest']) {
      expect(await readKeptReport(DATA_DIR, campaign)).toBeUndefined();
      await keepReport(DATA_DIR, report(campaign));
      expect(await readKeptReport(DATA_DIR, campaign)).toEqual(report(campaign));
    }
    expect(report().worst.error).toBe(1);
    expect(report().rules.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
  });

  test('says which mail clients do not show what was found', () => {
    const rule = report().rules.find(({ id }) => id === 'clients');
    expect(rule?.clients).toContain('Apple Mail');
    const video = rule?.kinds.find(({ fix }) => fix.includes('<video>'));
    expect(video?.worst.clients).toContain('Outlook for Windows');
    expect(video?.worst.clients).not.toContain('Apple Mail');
  });

  test.each([
    ['no JSON', '{'],
    ['of another version', '{"version":2}'],
    ['somebody else’s', '{"version":1,"mails":"many"}'],
  ])('that is %s is refused, with the command that makes it anew', async (_name, text) => {
    const path = keptReportPath(inputs.env.DATA_DIR, 'broken');
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    await expect(readKeptReport(inputs.env.DATA_DIR, 'broken')).rejects.toMatchObject({
      code: 'CHECK_REPORT_INVALID',
      message: `${path} was not written by this version of Pitchwright`,
      hint: `check again: ${checkCommand('broken')}`,
    });
  });

  test('that cannot be read is refused, with the reason', async () => {
    await mkdir(keptReportPath(inputs.env.DATA_DIR, 'folder'), { recursive: true });
    await expect(readKeptReport(inputs.env.DATA_DIR, 'folder')).rejects.toMatchObject({
      code: 'CHECK_REPORT_INVALID',
      message: expect.stringMatching(/ cannot be read: EISDIR$/),
    });
  });
});

test('what moves a mail makes a report out of date; another campaign does not', async () => {
  const { env } = inputs;
  const kept = { ...report(), inputs: await checkedInputs(env) };
  const keptOfCampaign = { ...report('win-back'), inputs: await checkedInputs(env, 'win-back') };
  expect(await movedSince(kept, env)).toEqual([]);
  expect(await movedSince(keptOfCampaign, env)).toEqual([]);
  const campaign = join(env.CONTENT_DIR, 'campaigns', 'win-back.yaml');
  await writeFile(campaign, `${await readFile(campaign, 'utf8')}\n# another word\n`);
  expect(await movedSince(kept, env)).toEqual([]);
  expect(await movedSince(keptOfCampaign, env)).toEqual(['content/campaigns/win-back.yaml changed']);
  await appendFile(join(env.DATA_DIR, 'customers.csv'), '\n');
  expect(await movedSince(kept, { ...env, SITE_URL: 'https://shop.example/' })).toEqual([
    'SITE_URL is now https://shop.example/',
    'customers.csv changed',
  ]);
});
