import { describe, expect, test } from 'vitest';
import { KEYS_AS_NAMES } from '../../src/copy/segment-names.ts';
import { type Campaign, campaignSchema } from '../../src/delivery/campaign.ts';
import { type Counts, STATES } from '../../src/delivery/ledger/ledger.ts';
import type { Plan, Recipient } from '../../src/delivery/plan.ts';
import type { RunSummary } from '../../src/delivery/run-summary.ts';
import {
  campaignFacts,
  cardOf,
  type Fact,
  movedWords,
  planFacts,
  runView,
} from '../../src/site/campaign-view.ts';
import type { SiteCampaign } from '../../src/site/campaigns.ts';

const campaign: Campaign = {
  ...campaignSchema.parse({ title: 'Win back', audience: { segment: 'At-Risk' }, rate: '60 per minute' }),
  name: 'win-back',
};
const recipient = (id: string, own: Partial<Recipient> = {}) =>
  ({ id, due: '2026-11-23T03:30:00.000Z', htmlBytes: 20_000, mailBytes: 30_000, ...own }) as Recipient;
const PLAN: Plan = {
  version: 1,
  id: 'a'.repeat(64),
  campaign: 'win-back',
  title: 'Win back',
  madeAt: '2026-11-22T20:00:00.000Z',
  isSample: true,
  asOf: '2026-06-30',
  inputs: {},
  template: 'pitch',
  images: 'hosted',
  channels: ['apps-script', 'smtp'],
  from: { name: 'Kachnar Lane', address: 'hello@kachnarlane.example' },
  replyTo: 'care@kachnarlane.example',
  attachments: ['content/files/guide.pdf'],
  timeZone: 'Asia/Kolkata',
  notes: [],
  audience: 3,
  recipients: [
    recipient('C1'),
    recipient('C2', { due: '2026-11-23T13:00:00Z', htmlBytes: 21_000, mailBytes: 1_250_000 }),
  ],
  excluded: [{ id: 'C3', segment: 'At-Risk', code: 'no_consent', detail: '' }],
  waves: [],
  perSecond: 1,
  estimatedSeconds: 34_201,
};
const RUN: RunSummary = {
  campaign: 'win-back',
  lane: 'live',
  planId: PLAN.id,
  startedAt: '2026-11-23T03:30:00.000Z',
  updatedAt: '2026-11-23T03:31:00.000Z',
  state: 'finished',
  because: '',
  counts: counts({ sent: 2, skipped: 1 }),
  total: 3,
  channels: [
    { name: 'apps-script', sent: 2, place: 'script.google.com' },
    { name: 'smtp', sent: 0, place: '' },
  ],
  reasons: [
    { state: 'rejected', code: '550 5.1.1', reason: 'no such user', count: 1 },
    { state: 'skipped', code: 'no_consent', reason: 'consent is not known', count: 1 },
  ],
  segments: [
    { segment: 'At-Risk', sent: 2, failed: 0 },
    { segment: 'VIP', sent: 0, failed: 0 },
  ],
  happiness: { score: 100, level: '🌟 ECSTATIC!', message: 'All 2 went out.' },
  seconds: 61.4,
  sentNow: 2,
  next: undefined,
};
const NONE = { outbox: undefined, live: undefined };
const own = (plan: Plan | undefined, moved: readonly string[] = []) =>
  ({ campaign, plan, moved }) as unknown as SiteCampaign;
const told = (facts: readonly Fact[], label: string) => {
  const fact = facts.find((each) => each.label === label);
  return fact && ('at' in fact ? fact.at : fact.value);
};

function counts(some: Partial<Counts>): Counts {
  return Object.fromEntries(STATES.map((state) => [state, some[state] ?? 0])) as Counts;
}

describe('a campaign among all', () => {
  test('says who is meant, how far it is, and the numbers there are', () => {
    expect(cardOf(own(undefined), NONE, KEYS_AS_NAMES)).toMatchObject({
      audience: 'At-Risk customers',
      stage: { name: 'not planned' },
      figures: [],
    });
    const figures = [
      { label: 'to send', value: '2' },
      { label: 'left out', value: '1' },
    ];
    expect(cardOf(own(PLAN), NONE, KEYS_AS_NAMES)).toMatchObject({ stage: { name: 'planned' }, figures });
    expect(cardOf(own(PLAN), { ...NONE, live: RUN }, KEYS_AS_NAMES)).toMatchObject({
      stage: { name: 'sent' },
      figures: [...figures, { label: 'sent', value: '2' }],
    });
  });

  test('shows no number of a run of another plan', () => {
    expect(cardOf(own(PLAN), { ...NONE, live: { ...RUN, planId: 'b' } }, KEYS_AS_NAMES).figures).toHaveLength(
      2,
    );
  });

  test('without conditions means everybody', () => {
    const open = { ...own(undefined), campaign: { ...campaign, audience: {} } };
    expect(cardOf(open, NONE, KEYS_AS_NAMES).audience).toBe('everybody');
  });
});

describe('the facts of a plan', () => {
  const facts = planFacts(PLAN, campaign, undefined, KEYS_AS_NAMES);

  test('are what a reviewer asks for', () => {
    expect(Object.fromEntries(facts.map((fact) => [fact.label, told(facts, fact.label)]))).toEqual({
      Planned: '2026-11-22T20:00:00.000Z',
      From: 'Kachnar Lane <hello@kachnarlane.example>',
      'Replies to': 'care@kachnarlane.example',
      Audience: 'At-Risk customers',
      Leaves: 'at once',
      'First mail': '2026-11-23T03:30:00.000Z',
      'Last mail': '2026-11-23T13:00:00Z',
      Takes: 'about 9 h 30 min, at most 1 a second',
      Channels: 'apps-script, then smtp',
      Template: 'pitch',
      Pictures: 'on the site, which has no address yet (SITE_URL)',
      Attachments: 'content/files/guide.pdf',
      'Biggest mail': '21.0 kB HTML, 1.3 MB in all (C2)',
      'Times are in': 'Asia/Kolkata',
    });
  });

  test('link to the set-up of the web app when it is a channel', () => {
    const link = { label: 'set up the web app', href: '/setup/apps-script/' };
    const of = (own: readonly Fact[]) => own.find(({ label }) => label === 'Channels');
    expect(of(facts)).toMatchObject({ link });
    expect(of(campaignFacts({ ...campaign, channels: ['apps-script'] }, KEYS_AS_NAMES))).toMatchObject({
      link,
    });
    expect(of(campaignFacts(campaign, KEYS_AS_NAMES))).not.toHaveProperty('link');
  });

  test('leave out what a plan without recipients does not have', () => {
    const labels = planFacts({ ...PLAN, recipients: [] }, campaign, undefined, KEYS_AS_NAMES).map(
      ({ label }) => label,
    );
    for (const label of ['First mail', 'Last mail', 'Biggest mail']) expect(labels).not.toContain(label);
  });

  test('tell where pictures come from and that the outbox mails nobody', () => {
    const of = (some: Partial<Plan>, siteUrl?: string) =>
      planFacts({ ...PLAN, ...some }, campaign, siteUrl, KEYS_AS_NAMES);
    expect(told(of({}, 'https://p.example'), 'Pictures')).toBe('loaded from https://p.example');
    expect(told(of({ images: 'inline' }), 'Pictures')).toBe('travel inside the mail');
    expect(told(of({ channels: ['outbox'] }), 'Channels')).toBe('outbox: files, nobody is mailed');
    expect(told(campaignFacts(campaign, KEYS_AS_NAMES), 'Attachments')).toBe('none');
  });

  test.each([
    [['a changed'], 'a changed'],
    [['a changed', 'b is gone', 'c is new'], 'a changed, b is gone and c is new'],
    [['a changed', 'b changed', 'c changed', 'd changed'], 'a changed, b changed and 2 more'],
  ])('what moved is named: %j', (moved, words) => {
    expect(movedWords(moved)).toBe(words);
  });
});

describe('a run', () => {
  const view = (some: Partial<RunSummary> = {}) => runView({ ...RUN, ...some }, PLAN, 'data');

  test('that is through needs no command; one that is not names its own', () => {
    expect(view()).toMatchObject({ command: undefined, words: 'Everybody is accounted for.' });
    expect(view({ state: 'stopped', because: 'too many failed' })).toMatchObject({
      words: 'It stopped. Too many failed.',
      command: 'npm run send -- win-back --live',
    });
    expect(view({ lane: 'outbox', state: 'interrupted' }).command).toBe('npm run send -- win-back');
  });

  test('that waits says how many, why, and when it goes on', () => {
    const waiting = { state: 'waiting', next: '2026-11-24T03:30:00.000Z' } as const;
    expect(
      view({ ...waiting, because: 'the quota of today is used up', counts: counts({ sent: 1, queued: 2 }) }),
    ).toMatchObject({ words: '2 mails wait. The quota of today is used up.', next: waiting.next });
    expect(view({ ...waiting, next: RUN.startedAt }).next).toBeUndefined();
    expect(view({ ...waiting, counts: counts({ sent: 2, queued: 1 }) }).words).toBe('1 mail waits.');
  });

  test('that was under way when the page was made says so', () => {
    expect(view({ state: 'running' }).words).toBe('It was under way when this page was made.');
  });

  test('to the outbox says where the files are', () => {
    expect(view({ lane: 'outbox' }).words).toBe(
      'The mails are files in data/outbox/win-back/. Nobody was mailed.',
    );
  });

  test('of an earlier plan cannot be gone on with', () => {
    expect(view({ planId: 'b', state: 'stopped' })).toMatchObject({
      isOfThisPlan: false,
      command: undefined,
    });
    expect(runView({ ...RUN, state: 'stopped' }, undefined, 'data').command).toBeUndefined();
  });

  test('is happy only once something was tried', () => {
    expect(view().happiness?.level).toBe('🌟 ECSTATIC!');
    expect(view({ counts: counts({ queued: 3 }) }).happiness).toBeUndefined();
  });

  test('half way, or in rehearsal, gets no verdict', () => {
    expect(view({ counts: counts({ sent: 1, queued: 6 }) }).happiness).toEqual({
      score: undefined,
      level: '⏳ So Far',
      message: '1 of 7 went out, 6 wait.',
    });
    expect(view({ lane: 'outbox' }).happiness?.level).toBe('📝 Rehearsed');
  });

  test('in rehearsal writes, and sends nothing', () => {
    expect(view({ lane: 'outbox' }).sum.lines[0]).toMatchObject({ key: 'sent', label: 'written' });
    expect(view().sum.lines[0]).toMatchObject({ key: 'sent', label: 'sent' });
  });

  test('that had nothing to do shows no pace', () => {
    expect(view({ sentNow: 0, seconds: 0.4 }).pace).toBeUndefined();
  });

  test('tells the times inside a reason by the clocks of the plan', () => {
    const because = '2 due later, the first at 2026-11-24T03:30:00.000Z';
    const waiting = { state: 'waiting', because, counts: counts({ queued: 2 }) } as const;
    expect(view(waiting).words).toBe(
      '2 mails wait. 2 due later, the first at 24 Nov 2026, 09:00 Asia/Kolkata.',
    );
    expect(runView({ ...RUN, ...waiting }, undefined, 'data').words).toContain('2026-11-24 03:30 UTC');
  });

  test('says why in words also where only a code was written down', () => {
    const reasons = [
      { state: 'skipped', code: 'capped', reason: '', count: 1 },
      { state: 'rejected', code: '554 5.0.0', reason: '', count: 1 },
    ];
    expect(view({ reasons }).reasons).toMatchObject([
      { reason: 'got enough mail lately', code: '' },
      { reason: '554 5.0.0', code: '' },
    ]);
  });

  test('shows what a server answered, and none of our own codes beside their words', () => {
    expect(view().reasons.map(({ code }) => code)).toEqual(['550 5.1.1', '']);
  });

  test('leaves out channels and segments in which nothing happened', () => {
    expect(view().channels.map(({ name }) => name)).toEqual(['apps-script']);
    expect(view().segments.map(({ segment }) => segment)).toEqual(['At-Risk']);
    expect(view().pace).toBe('2 mails in 61 seconds');
  });
});
