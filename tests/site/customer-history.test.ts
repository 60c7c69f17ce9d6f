import { expect, test } from 'vitest';
import type { CustomerProfile } from '../../src/report/customer-profile.ts';
import { customerHistory } from '../../src/site/customer-history.ts';

const money = (minor: number) => `${minor / 100}`;

const PROFILE: CustomerProfile = {
  months: [
    { month: '2026-04', spent: 20_000, orders: 1 },
    { month: '2026-05', spent: 0, orders: 0 },
    { month: '2026-06', spent: 80_000, orders: 2 },
  ],
  earlier: 0,
  categories: [
    { category: 'kitchen', label: 'Kitchen', spent: 75_000, pieces: 3 },
    { category: 'decor', label: 'Décor', spent: 25_000, pieces: 1 },
  ],
  rfm: { recency: 5, frequency: 3, monetary: 4, group: 'Potential loyalists', sentence: 'Here lately.' },
  positions: [{ measure: 'value', peers: 200, above: 166, percent: 83, sentence: 'Spent more than 83 %.' }],
  since: '2026-04-02',
  orders: 3,
  averageOrder: 33_333,
  lastOrder: { day: '2026-06-20', daysAgo: 10 },
  nextAction: { title: 'Suggest the lamp', because: 'Three orders.' },
};

test('spending names its total, its best month, and what came before the months shown', () => {
  const { spending } = customerHistory(PROFILE, money);
  expect(spending).toEqual({
    finding: '1000 since Apr 2026, most in Jun 2026: 800.',
    bars: [
      { label: 'Apr 2026: 200, 1 order', share: 0.25 },
      { label: 'May 2026: 0', share: 0 },
      { label: 'Jun 2026: 800, 2 orders', share: 1 },
    ],
    from: 'Apr 2026',
    to: 'Jun 2026',
    best: '800',
  });
  expect(customerHistory({ ...PROFILE, earlier: 5_000 }, money).spending?.finding).toBe(
    '1000 in the last 3 months, most in Jun 2026: 800; 50 before.',
  );
});

test('spending of one busy month, and of months without any, is said as it is', () => {
  const [april, may] = PROFILE.months as readonly [
    CustomerProfile['months'][0],
    CustomerProfile['months'][0],
  ];
  const finding = (months: CustomerProfile['months'], earlier = 0) =>
    customerHistory({ ...PROFILE, months, earlier }, money).spending?.finding;
  expect(finding([april, may])).toBe('200, all of it in Apr 2026.');
  expect(finding([may])).toBe('Nothing spent since May 2026.');
  expect(finding([may, may], 9_000)).toBe('Nothing spent in the last 2 months; 90 before.');
});

test('categories are measured against the largest', () => {
  expect(customerHistory(PROFILE, money).categories).toEqual([
    { label: 'Kitchen', value: '750', share: 1 },
    { label: 'Décor', value: '250', share: 0.333 },
  ]);
});

test('somebody without orders has no spending, no categories and no scores', () => {
  const nobody: CustomerProfile = {
    ...PROFILE,
    months: [],
    categories: [],
    rfm: undefined,
    orders: 0,
    averageOrder: 0,
    lastOrder: undefined,
  };
  expect(customerHistory(nobody, money)).toMatchObject({
    spending: undefined,
    categories: [],
    rfm: undefined,
  });
});
