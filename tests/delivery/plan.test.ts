import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pieceMaker } from '../../src/delivery/campaign-piece.ts';
import { makePlan } from '../../src/delivery/make-plan.ts';
import type { Plan } from '../../src/delivery/plan.ts';
import { type CampaignFile, readCampaign } from '../../src/delivery/read-campaign.ts';
import { isSamePlan } from '../../src/delivery/same-plan.ts';
import { readEnv } from '../../src/env.ts';
import { openWorkshop, type Workshop } from '../../src/render/workshop.ts';
import { makeSample, temporaryFolder } from '../_sample.ts';
import { campaignFile, idsOf, ledgerWith, NOW, noAttachments } from './_plan-world.ts';

const SECRET = '0123456789abcdef0123456789abcdef-unsubscribe';
const folders: string[] = [];
let base: string;

beforeAll(async () => {
  const sample = await makeSample(150);
  base = await temporaryFolder();
  await cp(sample.folder, base, { recursive: true });
  folders.push(base);
  await sample.dispose();
});
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** Plans a campaign on the sample, or on a copy of it whose customers.csv was changed. */
async function planned(
  campaign: string | ((workshop: Workshop) => CampaignFile),
  {
    edit,
    now = NOW,
    siteUrl,
  }: {
    readonly edit?: (csv: string) => string;
    readonly now?: Date;
    readonly siteUrl?: string;
  } = {},
): Promise<Plan> {
  let folder = base;
  if (edit) {
    folder = await temporaryFolder();
    folders.push(folder);
    await cp(base, folder, { recursive: true });
    const csv = await readFile(join(folder, 'customers.csv'), 'utf8');
    await writeFile(join(folder, 'customers.csv'), edit(csv));
  }
  const env = readEnv({ DATA_DIR: folder, UNSUBSCRIBE_SECRET: SECRET, SITE_URL: siteUrl });
  const workshop = await openWorkshop(env);
  try {
    const file =
      typeof campaign === 'string'
        ? await readCampaign('content', campaign, workshop.copy)
        : campaign(workshop);
    return await makePlan({ workshop, file, ledger: ledgerWith(), attachments: noAttachments, env, now });
  } finally {
    workshop.close();
  }
}

describe.each(['vip-early-access', 'win-back', 'new-customer-welcome'])('%s', (name) => {
  test('reaches people of the sample with mails that inboxes show well', async () => {
    const plan = await planned(name);
    expect(plan.recipients.length).toBeGreaterThan(5);
    expect(plan.recipients.length + plan.excluded.length).toBe(plan.audience);
    expect(plan.notes).toEqual([]);
    const locales = new Set(plan.recipients.map(({ locale }) => locale));
    expect([...locales].sort()).toEqual(['en', 'hi']);
    for (const { subject, htmlBytes, mailBytes } of plan.recipients) {
      expect(subject.length).toBeLessThanOrEqual(75);
      expect(subject).not.toMatch(/\{|\}|^\s|\s$| {2}|, *$/);
      expect(htmlBytes).toBeLessThan(90_000);
      expect(mailBytes).toBeGreaterThan(htmlBytes);
    }
  });
});

describe('a plan', () => {
  test('freezes the mail that is sent', async () => {
    const env = readEnv({ DATA_DIR: base, UNSUBSCRIBE_SECRET: SECRET });
    const workshop = await openWorkshop(env);
    const file = await readCampaign('content', 'win-back', workshop.copy);
    const make = pieceMaker(workshop, file);
    const plan = await planned('win-back');
    for (const { id, sha256, subject } of plan.recipients) {
      const [record] = await workshop.store.find([id]);
      if (!record) throw new Error(`${id} is not in the store`);
      const { message, pitch } = await make(record);
      expect([message.sha256, message.subject]).toEqual([sha256, subject]);
      expect(pitch.choices.find(({ part }) => part === 'opening')?.source).toMatch(
        /^content\/campaigns\/win-back\.yaml › words › (en|hi) › opening$/,
      );
    }
    workshop.close();
  });

  test('is the same for the same inputs and the same moment', async () => {
    expect(await planned('win-back')).toEqual(await planned('win-back'));
  });

  test('keeps its id at another moment, and moves its times', async () => {
    const [monday, tuesday] = [
      await planned('win-back'),
      await planned('win-back', { now: new Date(NOW.getTime() + 86_400_000) }),
    ];
    expect(tuesday.id).toBe(monday.id);
    expect(tuesday.recipients.map(({ due }) => Date.parse(due) - 86_400_000)).toEqual(
      monday.recipients.map(({ due }) => Date.parse(due)),
    );
  });

  test('does not depend on the order of rows', async () => {
    const turned = await planned('vip-early-access', {
      edit: (csv) => {
        const [header, ...rows] = csv.trimEnd().split('\n');
        return `${[header, ...rows.reverse()].join('\n')}\n`;
      },
    });
    const { recipients, excluded } = await planned('vip-early-access');
    expect({ recipients: turned.recipients, excluded: turned.excluded }).toEqual({ recipients, excluded });
  });

  test('changes for exactly the customer who changed', async () => {
    const before = await planned('vip-early-access');
    const { id } = before.recipients[3] as Plan['recipients'][number];
    const after = await planned('vip-early-access', {
      edit: (csv) => csv.replace(new RegExp(`^${id},[^,]*`, 'm'), `${id},Zubeida Zaveri`),
    });
    expect(idsOf(after)).toEqual(idsOf(before));
    const moved = after.recipients.filter(({ sha256 }, at) => sha256 !== before.recipients[at]?.sha256);
    expect(moved.map((each) => each.id)).toEqual([id]);
    expect(after.id).not.toBe(before.id);
  });

  test('has pictures in the mail when the campaign says so, wherever the site is', async () => {
    const [hosted, inline] = await Promise.all(
      (['hosted', 'inline'] as const).map((images) =>
        planned(() => campaignFile({ audience: { segment: 'VIP' }, images }), {
          siteUrl: 'https://pitches.example',
        }),
      ),
    );
    const [a, b] = [hosted?.recipients[0], inline?.recipients[0]];
    expect(a?.id).toBe(b?.id);
    expect(a?.sha256).not.toBe(b?.sha256);
    expect(b?.mailBytes).toBeGreaterThan((a?.mailBytes ?? 0) + 20_000);
  });

  test('takes sender and reply address from the campaign, else from the brand', async () => {
    const sender = { name: 'Meera', email: 'meera@kachnarlane.example' };
    expect(
      await planned(() => campaignFile({ audience: { customer_id: 'C0000001' }, sender })),
    ).toMatchObject({
      from: { name: 'Meera', address: 'meera@kachnarlane.example' },
      replyTo: 'care@kachnarlane.example',
    });
  });

  test('notes a condition that fits nobody', async () => {
    const plan = await planned(() => campaignFile({ audience: { city: 'Jaipurr' } }));
    expect(plan.notes).toEqual(['audience › city: nobody has "Jaipurr"']);
    expect(plan.recipients).toEqual([]);
  });

  test('tells its progress to the end', async () => {
    const env = readEnv({ DATA_DIR: base });
    const workshop = await openWorkshop(env);
    const told: (readonly [number, number])[] = [];
    await makePlan({
      workshop,
      file: campaignFile({ audience: { segment: 'VIP' } }),
      ledger: ledgerWith(),
      attachments: noAttachments,
      env,
      now: NOW,
      onProgress: (done, total) => told.push([done, total]),
    });
    workshop.close();
    expect(told.at(-1)).toEqual([150, 150]);
  });

  test('a text that says nothing to somebody stops it, and names the campaign, too', async () => {
    const file = campaignFile({ audience: { segment: 'VIP' } });
    const empty = new Map([['en', { headline: () => '' }]]);
    const refused = planned(() => ({ ...file, occasion: { ...file.occasion, words: empty } }));
    await expect(refused).rejects.toMatchObject({
      code: 'COPY_EMPTY',
      message: expect.stringMatching(/^the mail to C\d+ has nothing to say as hero › headline$/),
      hint: expect.stringContaining('; look at the words of content/campaigns/test.yaml, too'),
    });
  });
});

describe('a plan that was made before', () => {
  const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

  test('is kept while its times hold', async () => {
    const before = await planned('win-back');
    expect(isSamePlan(before, await planned('win-back', { now: later(0.2) }))).toBe(true);
  });

  test('is made anew when its times have passed', async () => {
    const before = await planned('win-back');
    expect(isSamePlan(before, await planned('win-back', { now: later(30) }))).toBe(false);
  });

  test('is kept whenever mail may leave at once', async () => {
    const before = await planned('vip-early-access');
    expect(isSamePlan(before, await planned('vip-early-access', { now: later(300) }))).toBe(true);
  });

  test('is made anew when anything else moved', async () => {
    const before = await planned('vip-early-access');
    const moved = await planned('vip-early-access', { siteUrl: 'https://pitches.example' });
    expect(isSamePlan(before, moved)).toBe(false);
  });
});
