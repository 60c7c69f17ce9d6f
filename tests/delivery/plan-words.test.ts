import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/delivery/plan.ts';
import { planLines, planWarnings } from '../../src/delivery/plan-words.ts';
import { planOf, record } from './_plan-world.ts';

const people = [
  record({ customer_id: 'A' }),
  record({ customer_id: 'B', email_consent: 'unsubscribed' }),
  record({ customer_id: 'C', email_consent: 'unknown' }),
  record({ customer_id: 'D', email_consent: 'unknown' }),
  record({ customer_id: 'E', preferred_contact_time: 'evening' }),
];
const live = { channels: ['apps-script', 'smtp'] };

const printed = (plan: Plan) => planLines(plan).map(([label, value]) => `${label}: ${value}`);

describe('the summary of a plan', () => {
  test('adds up, and says when, how big, by what and how long', async () => {
    const plan = await planOf(people, {
      ...live,
      rate: '30 per minute',
      schedule: { at: 'preferred', time_zone: 'Asia/Kolkata' },
      attachments: [{ path: 'content/guide.pdf' }],
    });
    expect(printed(plan)).toEqual([
      'audience: 5',
      ': − 1  unsubscribed',
      ': − 2  consent is not known',
      'to send: = 2',
      'first: Wed, 1 Jul 2026, 18:30 Asia/Kolkata (13:00 UTC)',
      'last: Thu, 2 Jul 2026, 09:00 Asia/Kolkata (03:30 UTC)',
      'waves: 2: 1 from Wed 18:30, 1 from Thu 09:00',
      'biggest: A, about 3 kB, of it 0 kB of HTML',
      'attached: content/guide.pdf',
      'transport: outbox; with --live apps-script, then smtp',
      'takes: about 14 h 30 min live, at most 30 a minute',
    ]);
  });

  test('of a rehearsal', async () => {
    expect(printed(await planOf(people.slice(0, 1)))).toEqual([
      'audience: 1',
      'to send: = 1',
      'first: Wed, 1 Jul 2026, 06:00 UTC',
      'biggest: A, about 3 kB, of it 0 kB of HTML',
      'transport: outbox only',
      'takes: about 1 second',
    ]);
  });

  test.each([
    [99, '99 seconds'],
    [180, '3 minutes'],
    [7200, '2 h'],
    [12_000, '3 h 20 min'],
    [400_000, '5 days'],
  ])('%i s are %s', async (estimatedSeconds, words) => {
    const plan = { ...(await planOf(people)), estimatedSeconds };
    expect(printed(plan).at(-1)).toBe(`takes: about ${words}`);
  });
});

describe('the warnings of a plan', () => {
  test('say what will be refused live', async () => {
    const plan = { ...(await planOf(people, live)), isSample: true };
    const brand =
      "content/brand.yaml still has the sample's sender.email, reply_to, links.home …: a live send will be refused";
    expect(planWarnings(plan)).toEqual([
      brand,
      expect.stringMatching(
        /^these mails pitch the products of the made-up shop, .* a live send will be refused$/,
      ),
      'these people are a generated sample: real channels are refused',
      'pictures are hosted and SITE_URL is not set: a live send will be refused',
      'UNSUBSCRIBE_SECRET is not set: a live send will be refused',
    ]);
    expect(planWarnings({ ...plan, notes: [], channels: ['outbox'] })).toEqual([]);
    expect(planWarnings({ ...plan, channels: ['apps-script', 'smtp'] }, {}).slice(-2)).toEqual([
      'apps-script needs APPS_SCRIPT_URL and APPS_SCRIPT_SECRET: a live send will be refused',
      'smtp needs SMTP_URL: a live send will be refused',
    ]);
    expect(
      planWarnings({
        ...plan,
        notes: [],
        isSample: false,
        images: 'inline',
        inputs: { UNSUBSCRIBE_SECRET: 'x' },
      }),
    ).toEqual([]);
  });

  test('say when nobody is left, and what was asked for in vain', async () => {
    expect(planWarnings(await planOf([], { audience: { city: 'Jaipurr' } }))).toEqual([
      'audience › city: nobody has "Jaipurr"',
      'nobody is in the audience',
    ]);
    expect(planWarnings(await planOf(people.slice(1, 2)))).toEqual([
      'nobody of the audience can be written to',
    ]);
  });

  test('name mails that Gmail may clip', async () => {
    const plan = await planOf(people);
    const recipients = plan.recipients.map((each) => ({ ...each, htmlBytes: 95_000 }));
    expect(planWarnings({ ...plan, recipients })).toEqual([
      'Gmail may clip the HTML of A (95 kB), E (95 kB): keep it below 90 kB',
    ]);
  });
});
