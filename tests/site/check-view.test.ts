import { describe, expect, test } from 'vitest';
import type { KeptReport } from '../../src/checks/kept-report.ts';
import type { Kind, RuleReport } from '../../src/checks/tally.ts';
import { checkView } from '../../src/site/check-view.ts';

const none = { error: 0, warning: 0, note: 0 };
const holds: RuleReport = { id: 'markup', title: 'The HTML is well-formed', mails: none, kinds: [] };
const small: RuleReport = {
  id: 'size',
  title: 'Gmail shows the whole mail',
  mails: none,
  most: { customerId: 'C2', words: '29 kB of HTML' },
  kinds: [],
};
const kind: Kind = {
  level: 'warning',
  fix: 'do without position',
  mails: 25,
  findings: 30,
  worst: { customerId: 'C1', place: 'HTML: <p>', fact: 'position', clients: ['Gmail'] },
  customers: ['C1', 'C2', 'C9'],
};
const odd: RuleReport = {
  id: 'clients',
  title: 'The big mail clients show everything',
  clients: ['Gmail', 'Yahoo'],
  mails: { ...none, warning: 25 },
  kinds: [kind],
};
const alt: RuleReport = {
  id: 'images',
  title: 'Pictures have a text',
  mails: { error: 3, warning: 1, note: 0 },
  kinds: [
    {
      level: 'error',
      fix: 'say it',
      mails: 1,
      findings: 1,
      worst: { customerId: 'C1', place: 'HTML: link “ann.lee@reader.example”', fact: 'none' },
      customers: ['C1'],
    },
  ],
};

const report = (rules: readonly RuleReport[], worst: Partial<KeptReport['worst']> = {}): KeptReport => ({
  checkedAt: '2026-07-01T09:30:00.000Z',
  inputs: {},
  mails: 240,
  worst: { ...none, ...worst },
  rules,
});

const names: Readonly<Record<string, string>> = { C1: 'Ann Lee', C2: 'Bo Ek' };
const view = (kept: KeptReport, pii: 'mask' | 'show' = 'mask') =>
  checkView(kept, { nameOf: (id) => names[id], pii });

describe('the verdict', () => {
  test.each([
    ['nothing', {}, 'good', 'Nothing found in 240 mails', 'All 2 rules hold for every recipient.'],
    ['errors', { error: 4, warning: 9 }, 'bad', 'Errors in 4 of 240 mails', 'Against 1 rule. Mend them'],
    ['warnings', { warning: 25 }, 'warn', 'Warnings in 25 of 240 mails', 'Against 2 rules.'],
    [
      'notes',
      { note: 2 },
      'good',
      'Nothing wrong in 240 mails',
      'In 2 of them something could not be judged',
    ],
  ] as const)('of %s', (_name, worst, tone, title, words) => {
    const rules = Object.keys(worst).length === 0 ? [holds, small] : [holds, odd, alt];
    const { verdict } = view(report(rules, worst));
    expect(verdict).toEqual({ tone, title, words: expect.stringContaining(words) });
  });

  test('of a campaign that writes to nobody is no praise', () => {
    const { verdict } = view({ ...report([holds]), mails: 0 });
    expect(verdict).toMatchObject({ tone: 'plain', title: 'No mail to check' });
  });
});

test('every mail is counted once', () => {
  const { figures } = view(report([odd, alt], { error: 3, warning: 25, note: 1 }));
  expect(figures.map(({ label, value, note }) => [label, value, note])).toEqual([
    ['Mails checked', '240', 'every byte as it would be sent'],
    ['With errors', '3', '1 % of mails'],
    ['Warnings only', '25', '10 % of mails'],
    ['Notes only', '1', '0.4 % of mails'],
    ['Clean', '211', '88 % of mails'],
  ]);
});

test('rules with findings come first, the worst before the others; then those that hold', () => {
  const { broken, kept, levels } = view(report([holds, odd, small, alt], { error: 3 }));
  expect(broken.map(({ id, state }) => [id, state])).toEqual([
    ['images', 'errors in 3 mails and warnings in 1 mail'],
    ['clients', 'warnings in 25 mails'],
  ]);
  expect(kept.map(({ id }) => id)).toEqual(['markup', 'size']);
  expect(levels).toEqual([
    { level: 'error', label: 'Errors', kinds: 1 },
    { level: 'warning', label: 'Warnings', kinds: 1 },
  ]);
  expect(kept[1]?.most).toEqual({ who: { id: 'C2', name: 'Bo Ek' }, words: '29 kB of HTML' });
});

test('a kind names the worst recipient and the others, and who left the dataset by id only', () => {
  const [rule] = view(report([odd], { warning: 25 })).broken;
  expect(rule?.kinds).toMatchObject([
    {
      worst: { id: 'C1', name: 'Ann Lee' },
      others: [
        { id: 'C2', name: 'Bo Ek' },
        { id: 'C9', name: undefined },
      ],
      unnamed: 22,
      extent: '25 mails, 30 times',
    },
  ]);
  expect(rule?.clients).toEqual([
    { name: 'Gmail', kinds: 1 },
    { name: 'Yahoo', kinds: 0 },
  ]);
});

test('an address that a finding quotes is masked, unless addresses are shown', () => {
  const place = (pii: 'mask' | 'show') => view(report([alt], { error: 1 }), pii).broken[0]?.kinds[0]?.place;
  expect(place('mask')).toBe('HTML: link “an•••@r•••.example”');
  expect(place('show')).toBe('HTML: link “ann.lee@reader.example”');
});
