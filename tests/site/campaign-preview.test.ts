import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Plan, Recipient } from '../../src/delivery/plan.ts';
import { writePlan } from '../../src/delivery/plan-file.ts';
import { planInputs } from '../../src/delivery/plan-inputs.ts';
import { sha256 } from '../../src/digest.ts';
import { previewFile, previewFiles } from '../../src/site/campaign-preview.ts';
import { campaignList, campaignTable } from '../../src/site/campaign-recipients.ts';
import { campaignOf, campaignsOf, runsOf, type SiteCampaign } from '../../src/site/campaigns.ts';
import { freshSite, type Site } from '../../src/site/site.ts';
import { type Inputs, makeInputs } from './_workshop.ts';

const CUSTOMERS = 12;
const TRIAL = `title: Trial
words:
  en: { headline: "Only for {{ customer.first_name }}" }
  hi: {}
`;

let inputs: Inputs;
let site: Site;
let hosted: SiteCampaign & { plan: Plan };
let inline: SiteCampaign & { plan: Plan };
const sites: Site[] = [];

const yaml = (name: string) => join(inputs.env.CONTENT_DIR, 'campaigns', `${name}.yaml`);

async function open(): Promise<Site> {
  const opened = await freshSite(inputs.env);
  sites.push(opened);
  return opened;
}

/** A plan for the first three customers; the fourth is left out. */
async function planned(name: string, images: Plan['images']): Promise<SiteCampaign & { plan: Plan }> {
  const { make } = await campaignOf(site, name);
  const recipients: Recipient[] = [];
  for (const { id, segment, behavior, locale } of site.rows.slice(0, 3)) {
    const { message } = await make(await site.piece(id));
    recipients.push({
      id,
      addressHash: sha256(id),
      segment,
      behavior,
      locale,
      subject: message.subject,
      sha256: message.sha256,
      attachments: '',
      htmlBytes: Buffer.byteLength(message.html),
      mailBytes: Buffer.byteLength(message.html),
      due: '2026-11-23T03:30:00.000Z',
    });
  }
  await writePlan(inputs.env.DATA_DIR, {
    version: 1,
    id: sha256(name),
    campaign: name,
    title: name,
    madeAt: '2026-11-22T20:00:00.000Z',
    isSample: true,
    asOf: '2026-06-30',
    inputs: await planInputs(inputs.env, name),
    template: 'pitch',
    images,
    channels: ['outbox'],
    from: { name: 'A', address: 'a@shop.example' },
    replyTo: 'a@shop.example',
    attachments: [],
    timeZone: 'UTC',
    notes: [],
    audience: 4,
    recipients,
    excluded: [
      { id: site.rows[3]?.id ?? '', segment: 'VIP', code: 'duplicate', detail: 'same address as C0000001' },
    ],
    waves: [{ at: '2026-11-23T03:00:00.000Z', count: 3 }],
    perSecond: undefined,
    estimatedSeconds: 1,
  });
  return (await campaignOf(site, name)) as SiteCampaign & { plan: Plan };
}

beforeAll(async () => {
  inputs = await makeInputs(CUSTOMERS);
  await mkdir(join(inputs.env.CONTENT_DIR, 'campaigns'), { recursive: true });
  await writeFile(yaml('trial'), TRIAL);
  await writeFile(yaml('inside'), `${TRIAL}images: inline\n`);
  site = await open();
  await planned('trial', 'hosted');
  await planned('inside', 'inline');
  site = await open();
  [hosted, inline] = (await Promise.all(['trial', 'inside'].map((name) => campaignOf(site, name)))) as [
    typeof hosted,
    typeof inline,
  ];
  return async () => {
    for (const { workshop } of sites) workshop.close();
    await inputs.dispose();
  };
});

const bodyOf = async (campaign: SiteCampaign, part: 'html' | 'txt', at = site) =>
  (await previewFile(at, campaign, `${campaign.plan?.recipients[0]?.id}.${part}`)).body;

describe('the campaigns of a site', () => {
  test('are all there, planned or not, and read once', async () => {
    const campaigns = await campaignsOf(site);
    expect(campaigns.map(({ campaign }) => campaign.name)).toEqual(
      [...campaigns.map(({ campaign }) => campaign.name)].sort(),
    );
    expect(campaigns.find(({ campaign }) => campaign.name === 'win-back')?.plan).toBeUndefined();
    expect(hosted.plan.recipients).toHaveLength(3);
    expect([hosted.moved, hosted.unreadable]).toEqual([[], undefined]);
    expect(await campaignsOf(site)).toBe(campaigns);
  });

  test('have no runs before a send', async () => {
    expect(await runsOf(site, hosted)).toEqual({ outbox: undefined, live: undefined });
  });
});

describe('the preview of a planned mail', () => {
  test('is the mail, byte for byte, with the words of the campaign', async () => {
    const { id } = hosted.plan.recipients[0] as Recipient;
    const { message } = await hosted.make(await site.piece(id));
    expect(await bodyOf(hosted, 'html')).toBe(message.html);
    expect(await bodyOf(hosted, 'txt')).toBe(message.text);
    expect(message.text).toContain('Only for ');
    expect((await site.piece(id)).message.text).not.toContain('Only for ');
  });

  test('whose pictures travel inside shows the same pictures from the site, and changes nothing else', async () => {
    const html = await bodyOf(inline, 'html');
    expect(html).not.toContain('cid:');
    expect(html).toContain('/art/');
    const { id } = inline.plan.recipients[0] as Recipient;
    const { message } = await inline.make(await site.piece(id));
    expect(message.html).toContain('cid:');
    expect(html.replaceAll(/\/art\/([\w-]+)\.png/g, 'cid:$1@pitchwright')).toBe(message.html);
    expect(await bodyOf(inline, 'txt')).toBe(message.text);
  });

  test('shows no other mail in its place when it became another one', async () => {
    const words = TRIAL.replace('Only for', 'Just for');
    await writeFile(yaml('trial'), words);
    const changed = await open();
    const campaign = await campaignOf(changed, 'trial');
    expect(campaign.moved).toEqual(['content/campaigns/trial.yaml changed']);
    const html = await bodyOf(campaign, 'html', changed);
    expect(html).toContain('<h1>This mail is out of date.</h1>');
    expect(html).toContain('npm run plan -- trial');
    expect(html).not.toContain('Just for');
    expect(await bodyOf(campaign, 'txt', changed)).toMatch(/^This mail is out of date\./);
    await writeFile(yaml('trial'), TRIAL);
  });

  test('says so when the customer left', async () => {
    const gone = { ...site, places: new Map() };
    expect(await bodyOf(hosted, 'html', gone)).toContain('left the dataset since the plan was made');
  });
});

describe('the key of a preview', () => {
  const keys = (campaign: SiteCampaign) => previewFiles(campaign, site).map(({ key }) => key);

  test('there are two files for each recipient, none without a plan', () => {
    const { id } = hosted.plan.recipients[0] as Recipient;
    expect(previewFiles(hosted, site)).toHaveLength(6);
    expect(
      previewFiles(hosted, site)
        .slice(0, 2)
        .map(({ file }) => file),
    ).toEqual([`${id}.html`, `${id}.txt`]);
    expect(previewFiles({ ...hosted, plan: undefined }, site)).toEqual([]);
  });

  test('stays while nothing moved, and is another one for every state of what moved', () => {
    const moved = { ...hosted, moved: ['customers.csv changed'] };
    expect(keys({ ...hosted, inputsKey: 'x' })).toEqual(keys(hosted));
    expect(keys({ ...moved, inputsKey: 'x' })[0]).not.toBe(keys(hosted)[0]);
    expect(keys({ ...moved, inputsKey: 'y' })[0]).not.toBe(keys({ ...moved, inputsKey: 'x' })[0]);
  });
});

describe('a plan that was changed by hand', () => {
  test('is not used, and the campaign says why', async () => {
    const path = join(inputs.env.DATA_DIR, 'plans', 'win-back.json');
    await writeFile(path, '{"version":1}');
    const { plan, unreadable } = await campaignOf(await open(), 'win-back');
    expect(plan).toBeUndefined();
    expect(unreadable).toContain('win-back.json is not a plan');
  });
});

describe('the recipients', () => {
  test('have names, masked addresses and reasons; addresses are shown when that is asked for', async () => {
    const { readers, leftOut } = await campaignList(site, hosted.plan);
    expect(readers.map(({ id, name }) => [id, name])).toEqual(
      site.rows.slice(0, 3).map(({ id, name }) => [id, name]),
    );
    const { customer } = await site.piece(readers[0]?.id as string);
    expect(readers[0]?.address).toMatch(/^..?•••@.•••\./);
    expect(leftOut).toMatchObject([{ code: 'duplicate', reason: 'same address as C0000001' }]);
    const open = await campaignList({ ...site, env: { ...site.env, SITE_PII: 'show' } }, hosted.plan);
    expect(open.readers[0]?.address).toBe(customer.email);
  });

  test('go into a table with everybody of the audience and nobody’s address', async () => {
    const list = await campaignList(site, hosted.plan);
    const { head, body } = campaignTable(hosted.plan, list);
    expect(body).toHaveLength(4);
    expect(new Set(body.map((row) => row.length))).toEqual(new Set([head.length]));
    expect(body[3]?.[4]?.raw).toBe('duplicate: same address as C0000001');
    const texts = body.flat().map(({ raw }) => String(raw));
    for (const { address } of list.readers) expect(texts).not.toContain(address);
  });
});

describe('a broken campaign file', () => {
  test('stops the site with its place', async () => {
    await writeFile(yaml('broken'), 'title: X\naudience: { segment: VIPP }\n');
    await expect(campaignsOf(await open())).rejects.toMatchObject({
      code: 'CONTENT_INVALID',
      message: expect.stringContaining('campaigns/broken.yaml line 2'),
    });
  });
});
