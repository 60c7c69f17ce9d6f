import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkEverybody } from '../../src/checks/check-everybody.ts';
import { examiner } from '../../src/checks/examine.ts';
import type { RuleReport } from '../../src/checks/tally.ts';
import { isPassed } from '../../src/checks/tally.ts';
import type { CampaignFile } from '../../src/delivery/read-campaign.ts';
import { readCampaign } from '../../src/delivery/read-campaign.ts';
import { PitchwrightError } from '../../src/errors.ts';
import { createRenderer } from '../../src/render/renderer.ts';
import type { Template } from '../../src/render/template.ts';
import type { Workshop } from '../../src/render/workshop.ts';
import type { CustomerRecord } from '../../src/store/store.ts';
import { type Mails, makeMails, SITE_URL } from './_mails.ts';

let made: Mails;
beforeAll(async () => {
  made = await makeMails(12);
});
afterAll(() => made.dispose());

const env = { SITE_URL, UNSUBSCRIBE_SECRET: undefined };
const idOf = (index: number) => made.records[index]?.customer.customer_id as string;
const rule = (rules: readonly RuleReport[], id: string) =>
  rules.find((each) => each.id === id) ?? expect.fail(`no rule is called ${id}`);

/** The workshop, with the HTML of some customers changed. */
function spoiled(change: (html: string, index: number) => string): Workshop {
  return {
    ...made.workshop,
    async make(record) {
      const piece = await made.workshop.make(record);
      const index = made.records.findIndex(
        ({ customer }) => customer.customer_id === record.customer.customer_id,
      );
      return { ...piece, message: { ...piece.message, html: change(piece.message.html, index) } };
    },
  };
}

test('of the sample: nothing is found, and the biggest mail is named', async () => {
  const report = await checkEverybody({ workshop: made.workshop, env });
  expect(report).toMatchObject({ mails: 12, worst: { error: 0, warning: 0, note: 0 } });
  expect(isPassed(report, true)).toBe(true);
  const sizes = made.mails.map(({ message }) => Buffer.byteLength(message.html));
  expect(rule(report.rules, 'size').most).toMatchObject({
    customerId: idOf(sizes.indexOf(Math.max(...sizes))),
  });
});

test('a picture without alt, an unfilled tag and 120 kB are found in whose mail they are', async () => {
  const workshop = spoiled((html, index) => {
    if (index === 1) return html.replace(/(<img[^>]*?) alt="[^"]*"/, '$1');
    if (index === 3) return html.replace(/(<img[^>]*?) alt="[^"]*"/g, '$1');
    if (index === 6) return html.replace('</h1>', ' {{ customer.first_name }}</h1>');
    if (index === 9) return html.replace('</body>', `<p>${'x'.repeat(120_000)}</p></body>`);
    return html;
  });
  const report = await checkEverybody({ workshop, env });
  expect(report.worst).toEqual({ error: 4, warning: 0, note: 0 });
  expect(isPassed(report, false)).toBe(false);
  const [alt] = rule(report.rules, 'images').kinds;
  expect(alt).toMatchObject({ level: 'error', mails: 2, customers: [idOf(1), idOf(3)] });
  expect(alt?.worst).toMatchObject({
    customerId: idOf(3),
    place: expect.stringMatching(/^HTML: picture .*\.png$/),
  });
  expect(rule(report.rules, 'unfilled').kinds).toMatchObject([
    { mails: 1, worst: { customerId: idOf(6), place: 'HTML: <h1>', fact: 'it says “{{”' } },
  ]);
  expect(rule(report.rules, 'size').kinds).toMatchObject([{ worst: { customerId: idOf(9), place: 'HTML' } }]);
  expect(rule(report.rules, 'wording').mails).toEqual({ error: 0, warning: 0, note: 0 });
});

test('warnings fail a strict check only', async () => {
  const workshop = spoiled((html, index) =>
    index === 2 ? html.replace(/ width="\d+"([^>]*><\/a>)/, '$1') : html,
  );
  const report = await checkEverybody({ workshop, env });
  expect(report.worst).toEqual({ error: 0, warning: 1, note: 0 });
  expect([isPassed(report, false), isPassed(report, true)]).toEqual([true, false]);
});

test('a mail that cannot be made is found, and the others are checked', async () => {
  const workshop: Workshop = {
    ...made.workshop,
    async make(record) {
      if (record.customer.customer_id !== idOf(5)) return made.workshop.make(record);
      throw new PitchwrightError('COPY_EMPTY', `the mail to ${idOf(5)} has nothing to say`, {
        hint: 'give it words',
      });
    },
  };
  const report = await checkEverybody({ workshop, env });
  expect(report).toMatchObject({ mails: 12, worst: { error: 1 } });
  expect(rule(report.rules, 'making').kinds).toMatchObject([
    { fix: 'give it words', worst: { customerId: idOf(5), place: 'COPY_EMPTY' } },
  ]);
});

test('links that cannot stand in a header are found', async () => {
  const { copy } = made.workshop;
  const workshop = {
    ...made.workshop,
    copy: { ...copy, links: { ...copy.links, one_click: () => 'nowhere' } },
  };
  const report = await checkEverybody({ workshop, env });
  expect(rule(report.rules, 'headers').kinds).toMatchObject([
    {
      level: 'error',
      mails: 12,
      worst: { customerId: idOf(0), fact: expect.stringContaining('one_click is "nowhere"') },
    },
  ]);
});

describe('a template', () => {
  const rendering = (render: Template['render']): Workshop => {
    const renderer = createRenderer([{ name: 'pitch', kind: 'react-email', render }]);
    return {
      ...made.workshop,
      renderer,
      async make(record) {
        const piece = await made.workshop.make(record);
        return { ...piece, message: await renderer.render(piece.pitch.mail) };
      },
    };
  };
  const page = (words: string) => `<html><body><p>${words}</p></body></html>`;

  test('that alters a slot is named, for every mail that is rendered directly', async () => {
    const workshop = rendering(async ({ greeting }) => page(greeting.replace('\uE000', '')));
    const { rules } = await checkEverybody({ workshop, env });
    expect(rule(rules, 'making')).toMatchObject({
      mails: { error: 0, warning: 12 },
      kinds: [{ worst: { place: 'template pitch', fact: expect.stringContaining('changes a slot') } }],
    });
  });

  test('that branches on a slot is caught with the mail that would be wrong', async () => {
    const workshop = rendering(async ({ greeting }) =>
      page(greeting.includes('Zara') ? `${greeting}!` : greeting),
    );
    const examine = examiner({ workshop, env });
    const record = made.records[0] as CustomerRecord;
    const zara = { ...record, customer: { ...record.customer, name: 'Zara Khan' } };
    const making = async (each: CustomerRecord) =>
      (await examine(each)).findings.filter((finding) => finding.rule === 'making');
    expect(await making(record)).toEqual([]);
    expect(await making(zara)).toMatchObject([
      { level: 'error', fact: expect.stringContaining('html differs at character') },
    ]);
  });
});

describe('a campaign', () => {
  let file: CampaignFile;
  beforeAll(async () => {
    file = await readCampaign('content', 'new-customer-welcome', made.workshop.copy);
  });

  test('is checked for whom it would write to, with its pictures inside', async () => {
    const report = await checkEverybody({ workshop: made.workshop, env, file });
    expect(report.mails).toBeGreaterThan(0);
    expect(report.mails).toBeLessThan(12);
    expect(isPassed(report, true)).toBe(true);
    expect(rule(report.rules, 'size').most?.words).toMatch(/whole mail [1-9]\d\d/);
  });

  test('does not write to everybody, and says why', async () => {
    const other = made.records.find(({ customer }) => customer.segment === 'VIP') as CustomerRecord;
    const customer = other.customer.customer_id;
    await expect(checkEverybody({ workshop: made.workshop, env, file, customer })).rejects.toMatchObject({
      code: 'CUSTOMER_NOT_MEANT',
      message: `new-customer-welcome does not write to ${customer}: not in its audience`,
    });
  });

  test('one customer is enough', async () => {
    const report = await checkEverybody({ workshop: made.workshop, env, customer: idOf(4) });
    expect(report).toMatchObject({ mails: 1, worst: { error: 0 } });
  });
});
