import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { campaignSchema } from '../../src/delivery/campaign.ts';
import { readCampaign, readCampaigns } from '../../src/delivery/read-campaign.ts';
import { isPitchwrightError } from '../../src/errors.ts';
import { type Content, copyOfContent } from '../copy/_content.ts';

async function refusal(content: Content, name: string): Promise<string> {
  try {
    await readCampaign(content.folder, name, await content.read());
  } catch (error) {
    if (!isPitchwrightError(error)) throw error;
    return `${error.code} ${error.message} → ${error.hint}`.replaceAll(content.folder, 'content');
  }
  throw new Error('the campaign was read without an objection');
}

describe('the campaigns of the project', () => {
  test('are read, and their words compiled', async () => {
    const content = await copyOfContent();
    const files = await readCampaigns(content.folder, await content.read());
    expect(files.map(({ campaign }) => campaign.name)).toEqual([
      'new-customer-welcome',
      'vip-early-access',
      'win-back',
    ]);
    const [welcome, vip, winBack] = files;
    expect(vip?.campaign.rate).toEqual({ words: '5 per second', perSecond: 5 });
    expect(vip?.campaign.cap).toEqual({ words: '1 per 7 days', count: 1, days: 7 });
    expect(winBack?.campaign.channels).toEqual(['apps-script', 'smtp']);
    expect(welcome?.campaign.attachments).toEqual([]);
    expect([...(welcome?.occasion.words.keys() ?? [])]).toEqual(['en', 'hi']);
    const subject = vip?.occasion.words.get('en')?.subjects?.[0]?.subject;
    expect(subject?.({ customer: { first_name: 'Asha' } })).toBe('Asha, this goes to you first');
  });
});

describe('a campaign', () => {
  test('may name an attachment by its path or address alone', () => {
    const attachments = ['content/files/guide.pdf', 'https://cdn.example.com/a.pdf'];
    expect(campaignSchema.parse({ title: 'Hello', attachments }).attachments).toEqual([
      { path: 'content/files/guide.pdf', required: true },
      { url: 'https://cdn.example.com/a.pdf', required: true },
    ]);
  });

  test('needs a title and nothing else', () => {
    expect(campaignSchema.parse({ title: 'Hello' })).toEqual({
      title: 'Hello',
      template: 'pitch',
      audience: {},
      words: {},
      attachments: [],
      images: 'hosted',
      film: 'poster',
      channels: ['outbox'],
      sender: {},
      schedule: {
        at: 'now',
        time_zone: 'UTC',
        times: { morning: '09:00', afternoon: '14:00', evening: '18:30' },
      },
      attempts: 4,
      stop: { share: 0.2, after: 20 },
    });
  });

  test('that is not there is said with the ones that are, and the nearest', async () => {
    const content = await copyOfContent();
    expect(await refusal(content, 'vip-early-acess')).toBe(
      'CAMPAIGN_MISSING there is no campaign "vip-early-acess" in content/campaigns → did you mean vip-early-access? ' +
        'there are: new-customer-welcome, vip-early-access, win-back',
    );
    expect(await refusal(content, '../brand')).toBe(
      'CAMPAIGN_MISSING there is no campaign "../brand" in content/campaigns → ' +
        'there are: new-customer-welcome, vip-early-access, win-back',
    );
  });

  test('there may be none', async () => {
    const content = await copyOfContent();
    const copy = await content.read();
    expect(await readCampaigns(join(content.folder, 'locales'), copy)).toEqual([]);
    await expect(readCampaign(join(content.folder, 'locales'), 'x', copy)).rejects.toMatchObject({
      code: 'CAMPAIGN_MISSING',
      hint: 'there is none yet',
    });
  });

  test('is not read from a file with a strange name', async () => {
    const content = await copyOfContent();
    await writeFile(join(content.folder, 'campaigns', '.DS_Store'), '');
    await writeFile(join(content.folder, 'campaigns', 'Diwali Sale.yml'), 'title: Diwali');
    expect(await refusal(content, 'win-back')).toBe(
      'CONTENT_INVALID content/campaigns/Diwali Sale.yml is not read by anything → ' +
        'name a campaign with lower-case letters, digits and "-", such as win-back.yaml',
    );
  });

  const slips: readonly (readonly [string, readonly (string | number)[], unknown, string])[] = [
    [
      'a segment that does not exist',
      ['audience', 'segment'],
      'VPI',
      'line 8: audience › segment is not right: use VIP, Returning, New, At-Risk: one, a list such as [a, b], or { not: … } for everybody else.',
    ],
    [
      'a key that does not exist',
      ['audiance'],
      {},
      'audiance is not known here; remove it or correct its spelling.',
    ],
    [
      'a range upside down',
      ['audience', 'orders'],
      { min: 5, max: 1 },
      'audience › orders is not right: min is above max, so nobody is meant.',
    ],
    ['an empty range', ['audience', 'orders'], {}, 'audience › orders is not right: give min, max or both.'],
    [
      'days upside down',
      ['audience', 'join_date'],
      { from: '2026-02-01', to: '2026-01-01' },
      'audience › join_date is not right: from is after to, so nobody is meant.',
    ],
    ['a template that does not exist', ['template'], 'letter', 'template is not right:'],
    [
      'a zone that does not exist',
      ['schedule', 'time_zone'],
      'Asia/Jaipur',
      'schedule › time_zone is not right: use a zone such as Asia/Kolkata.',
    ],
    ['a time that does not exist', ['schedule', 'quiet_hours', 'to'], '24:30', 'use a time such as 09:00.'],
    [
      'quiet hours without an end',
      ['schedule', 'quiet_hours', 'to'],
      '21:00',
      'quiet_hours is not right: from and to are the same, so there would be no time to send.',
    ],
    [
      'a day that does not exist',
      ['schedule', 'from'],
      '2026-02-30 09:00',
      'from is not right: use a day that exists.',
    ],
    ['an unknown schedule', ['schedule'], 'tomorrow', 'schedule › at is not right: use now or preferred.'],
    ['a rate in words', ['rate'], 'fast', 'rate is not right: write a rate such as 10 per second.'],
    ['a cap in words', ['cap'], 'often', 'cap is not right: write a cap such as 1 per 7 days.'],
    [
      'a channel that does not exist',
      ['channels'],
      ['post'],
      'channels › 1 is not right: use outbox, smtp, apps-script.',
    ],
    ['a channel twice', ['channels'], ['smtp', 'smtp'], 'channels is not right: name each channel once.'],
    [
      'a file and an address at once',
      ['attachments'],
      [{ path: 'a.pdf', url: 'https://cdn.example/a.pdf' }],
      'attachments › 1 is not right: give either path or url.',
    ],
    [
      'words for a language without copy',
      ['words', 'fr'],
      {},
      'words › fr is not right: there is no copy for it; use en or hi.',
    ],
  ];
  test.each(slips)('refuses %s', async (_, path, value, words) => {
    const content = await copyOfContent();
    await content.set('campaigns/win-back.yaml', path, value);
    const said = await refusal(content, 'win-back');
    expect(said).toMatch(/^CONTENT_INVALID content\/campaigns\/win-back\.yaml line \d+: /);
    expect(said).toContain(words);
  });

  test('refuses a variable that does not exist, naming where it stands', async () => {
    const content = await copyOfContent();
    await content.set(
      'campaigns/win-back.yaml',
      ['words', 'hi', 'subjects', 1, 'subject'],
      'Hi {{ customer.nick }}',
    );
    expect(await refusal(content, 'win-back')).toContain(
      'COPY_INVALID content/campaigns/win-back.yaml › words › hi › subjects › 2 › subject: {{ customer.nick }} does not exist',
    );
  });
});
