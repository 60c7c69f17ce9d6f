import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONSENTS, SEGMENTS } from '../../src/data/vocabulary.ts';
import type { Attachments } from '../../src/delivery/attachments.ts';
import { EXCLUSIONS, type Exclusion } from '../../src/delivery/plan.ts';
import { PitchwrightError } from '../../src/errors.ts';
import { hashAddress } from '../../src/pitch/unsubscribe-token.ts';
import { idsOf, ledgerWith, planOf, reasonsOf, record } from './_plan-world.ts';

const english = { words: { en: { headline: 'Hello' } } };

describe('somebody of the audience gets no mail', () => {
  test('when they unsubscribed, or never said yes', async () => {
    const plan = await planOf([
      record({ customer_id: 'A', email_consent: 'unsubscribed' }),
      record({ customer_id: 'B', email_consent: 'unknown' }),
      record({ customer_id: 'C' }),
    ]);
    expect(reasonsOf(plan)).toEqual(['A: unsubscribed', 'B: no_consent']);
    expect(idsOf(plan)).toEqual(['C']);
    expect(plan.audience).toBe(3);
  });

  test('when there is no address on file; that two have none does not make them one', async () => {
    const plan = await planOf([
      record({ customer_id: 'A', email: '' }),
      record({ customer_id: 'B', email: '', email_consent: 'unsubscribed' }),
      record({ customer_id: 'C', email: '', email_consent: 'unknown' }),
      record({ customer_id: 'D' }),
    ]);
    expect(reasonsOf(plan)).toEqual(['A: no_address', 'B: no_address', 'C: no_address']);
    expect(idsOf(plan)).toEqual(['D']);
    expect(plan.audience).toBe(4);
  });

  test('when somebody with the same address unsubscribed, even outside the audience', async () => {
    const plan = await planOf(
      [
        record({
          customer_id: 'A',
          email: 'home@mail.example',
          segment: 'New',
          email_consent: 'unsubscribed',
        }),
        record({ customer_id: 'B', email: 'Home@mail.example' }),
      ],
      { audience: { segment: 'VIP' } },
    );
    expect(reasonsOf(plan)).toEqual(['B: unsubscribed (A, with the same address, unsubscribed)']);
  });

  test('when their address is suppressed, however it is written', async () => {
    const ledger = ledgerWith({ suppressed: ['asha@mail.example'] });
    const plan = await planOf([record({ customer_id: 'A', email: 'ASHA@Mail.example' })], {}, { ledger });
    expect(reasonsOf(plan)).toEqual(['A: suppressed (bounced: 550 5.1.1)']);
  });

  test('when their address cannot be written to', async () => {
    const plan = await planOf([record({ customer_id: 'A', email: 'asha..b@mail.example' })]);
    expect(reasonsOf(plan)).toEqual([
      'A: invalid_address (the part before @ begins or ends with a dot, or has two in a row)',
    ]);
  });

  test('when they got enough mail lately', async () => {
    const records = [record({ customer_id: 'A' }), record({ customer_id: 'B' })];
    const ledger = ledgerWith({ mailed: { 'a@mail.example': 2, 'b@mail.example': 1 } });
    const plan = await planOf(records, { cap: '2 per 7 days' }, { ledger });
    expect(reasonsOf(plan)).toEqual(['A: capped (2 mails of other campaigns in 7 days)']);
    expect(idsOf(await planOf(records, {}, { ledger }))).toEqual(['A', 'B']);
  });

  test('the cap looks back from now, and not at this campaign', async () => {
    const asked: unknown[] = [];
    const mailedSince = async (...values: readonly unknown[]) => {
      asked.push(...values);
      return new Map<string, number>();
    };
    await planOf([], { cap: '1 per day' }, { ledger: { ...ledgerWith(), mailedSince } });
    expect(asked).toEqual([new Date('2026-06-30T06:00:00Z'), 'test']);
  });

  test('when this campaign reached them before, or may have', async () => {
    const ledger = ledgerWith({
      before: [
        { customerId: 'A', state: 'sent', email: 'old@mail.example' },
        { customerId: 'B', state: 'unknown', email: 'b@mail.example' },
        { customerId: 'Z', state: 'sent', email: 'c@mail.example' },
        { customerId: 'D', state: 'failed', email: 'd@mail.example' },
      ],
    });
    const plan = await planOf(
      ['A', 'B', 'C', 'D'].map((customer_id) => record({ customer_id })),
      {},
      { ledger },
    );
    expect(reasonsOf(plan)).toEqual([
      'A: already_mailed (sent on 2026-07-01)',
      'C: already_mailed (sent to Z, with the same address, on 2026-07-01)',
    ]);
    // It stays theirs to be sent again, when somebody asks for that.
    expect(idsOf(plan)).toEqual(['B', 'D']);
    expect(plan.notes).toEqual([
      '1 of them may have got it already: they are left alone unless you say --resend-unknown',
    ]);
  });

  test('when the campaign has words, but none in their language', async () => {
    const records = [
      record({ customer_id: 'A', locale: 'mr' }),
      record({ customer_id: 'B', locale: 'en-GB' }),
    ];
    expect(reasonsOf(await planOf(records, english))).toEqual(['A: missing_copy (no words for hi)']);
    expect(reasonsOf(await planOf(records, { words: { en: {}, hi: {} } }))).toEqual([]);
    expect(reasonsOf(await planOf(records))).toEqual([]);
  });

  test('when their attachment is missing or too big', async () => {
    const attachments: Attachments = {
      forCustomer: async (id) => {
        if (id === 'A') return { missing: 'data/media/customers/A/film.mp4', required: true };
        if (id === 'B') throw new PitchwrightError('ATTACHMENT_TOO_BIG', 'B.mp4 has 30 MB');
        return { files: [], digest: 'd', bytes: id === 'C' ? 24 * 2 ** 20 : 10 };
      },
    };
    const records = ['A', 'B', 'C', 'D'].map((customer_id) => record({ customer_id }));
    const plan = await planOf(records, {}, { attachments });
    expect(reasonsOf(plan)).toEqual([
      'A: missing_attachment (data/media/customers/A/film.mp4)',
      'B: too_big (B.mp4 has 30 MB)',
      'C: too_big (about 34.5 MB)',
    ]);
    expect(plan.recipients.map(({ id, attachments: digest }) => [id, digest])).toEqual([['D', 'd']]);
  });

  test('but any other trouble with a file stops the plan', async () => {
    const attachments: Attachments = {
      forCustomer: async () => {
        throw new PitchwrightError('ATTACHMENT_TYPE', 'a.exe is not a file that mails carry');
      },
    };
    await expect(planOf([record()], {}, { attachments })).rejects.toThrow('a.exe is not a file');
  });
});

describe('one mail to an address', () => {
  const twins = (a: readonly string[], b: readonly string[]) => [
    record({ customer_id: 'A', email: 'home@mail.example' }, a),
    record({ customer_id: 'B', email: 'HOME@mail.example' }, b),
  ];

  test.each([
    ['the one who ordered last', ['2026-01-01', '2026-01-02'], ['2026-02-01'], 'B'],
    ['or oftener', ['2026-01-01'], ['2025-01-01', '2026-01-01'], 'B'],
    ['or has the smaller id', ['2026-01-01'], ['2026-01-01'], 'A'],
    ['orders count more than none', [], ['2020-01-01'], 'B'],
  ])('goes to %s', async (_, a, b, kept) => {
    const plan = await planOf(twins(a, b));
    expect(idsOf(plan)).toEqual([kept]);
    const other = kept === 'A' ? 'B' : 'A';
    expect(reasonsOf(plan)).toEqual([`${other}: duplicate (same address as ${kept})`]);
  });

  test('goes to somebody who can get it, not to who comes first and cannot', async () => {
    const plan = await planOf(
      [
        record({ customer_id: 'A', email: 'home@mail.example', locale: 'hi' }, ['2026-06-01']),
        record({ customer_id: 'B', email: 'home@mail.example' }),
      ],
      english,
    );
    expect(idsOf(plan)).toEqual(['B']);
    expect(reasonsOf(plan)).toEqual(['A: duplicate (same address as B)']);
  });

  test('keeps a reason that comes before', async () => {
    const plan = await planOf([
      record({ customer_id: 'A', email: 'home@mail.example', email_consent: 'unknown' }),
      record({ customer_id: 'B', email: 'home@mail.example' }),
    ]);
    expect(reasonsOf(plan)).toEqual(['A: no_consent']);
  });
});

describe('whatever the customers and the history', () => {
  const addresses = [
    'a@mail.example',
    'A@mail.example',
    'b@mail.example',
    'c@mail.example',
    'x..y@mail.example',
  ];
  const people = fc.array(
    fc.record({
      email: fc.constantFrom(...addresses),
      segment: fc.constantFrom(...SEGMENTS),
      email_consent: fc.constantFrom(...CONSENTS, 'subscribed' as const),
      locale: fc.constantFrom('en', 'hi', ''),
      days: fc.array(fc.constantFrom('2026-01-01', '2026-02-01'), { maxLength: 2 }),
    }),
    { maxLength: 14 },
  );
  const worlds = fc.record({
    people,
    suppressed: fc.subarray(addresses),
    mailed: fc.dictionary(fc.constantFrom(...addresses), fc.integer({ min: 0, max: 2 }), { maxKeys: 2 }),
    campaign: fc.record({
      audience: fc.constantFrom({}, { segment: 'VIP' }, { segment: { not: 'New' } }),
      words: fc.constantFrom({}, { en: {} }),
      cap: fc.constantFrom('1 per 7 days', '2 per day'),
    }),
    isSilent: fc.boolean(),
  });

  test('recipients and excluded are the audience, each once; nobody is written to twice or against their will', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const records = world.people.map(({ days, ...over }, at) =>
          record({ ...over, customer_id: `C${String(at).padStart(2, '0')}` }, days),
        );
        const { suppressed, mailed } = world;
        const plan = await planOf(records, world.campaign, {
          ledger: ledgerWith(world.isSilent ? {} : { suppressed, mailed }),
        });
        const members = records.filter(({ customer: { segment } }) => {
          const { segment: wanted } = world.campaign.audience as { segment?: string | { not: string } };
          if (wanted === undefined) return true;
          return typeof wanted === 'string' ? segment === wanted : segment !== wanted.not;
        });
        const all = [...idsOf(plan), ...plan.excluded.map(({ id }) => id)];
        expect([...all].sort()).toEqual(members.map(({ customer }) => customer.customer_id));
        expect(plan.audience).toBe(members.length);

        const hashes = plan.recipients.map(({ addressHash }) => addressHash);
        expect(new Set(hashes).size).toBe(hashes.length);
        const unsubscribed = new Set(
          records
            .filter(({ customer }) => customer.email_consent === 'unsubscribed')
            .map(({ customer }) => hashAddress(customer.email)),
        );
        for (const hash of hashes) {
          expect(unsubscribed.has(hash)).toBe(false);
          if (!world.isSilent) expect(suppressed.map(hashAddress)).not.toContain(hash);
        }
        for (const { code, detail } of plan.excluded) {
          expect(Object.keys(EXCLUSIONS)).toContain(code satisfies Exclusion);
          if (code === 'duplicate') expect(idsOf(plan)).toContain(detail.replace('same address as ', ''));
        }
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  test('the order of rows does not matter', async () => {
    await fc.assert(
      fc.asyncProperty(people, fc.integer(), async (list, turn) => {
        const records = list.map(({ days, ...over }, at) => record({ ...over, customer_id: `C${at}` }, days));
        const turned = records.map(
          (_, at) => records[(at + Math.abs(turn)) % records.length] as (typeof records)[0],
        );
        expect(await planOf(turned)).toEqual(await planOf(records));
      }),
      { numRuns: 20, seed: 12 },
    );
  });
});
