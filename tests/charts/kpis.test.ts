import { describe, expect, it } from 'vitest';
import type { KpiRow } from '../../src/analytics/kpis.ts';
import { kpiCards } from '../../src/charts/kpis.ts';
import { scopeOf } from './_gallery.ts';

const NOW: KpiRow = {
  period: 'now',
  customers: 1120,
  value: 560_000_00,
  engagement: 61_600,
  response: 336,
  known: 1120,
  revenue: 240_000_00,
  orders: 200,
  repeats: 130,
};
const BEFORE: KpiRow = {
  period: 'before',
  customers: 1000,
  value: 500_000_00,
  engagement: 54_600,
  response: 321,
  known: 1000,
  revenue: 300_000_00,
  orders: 250,
  repeats: 150,
};

const NOTHING = {
  customers: 0,
  value: 0,
  engagement: 0,
  response: 0,
  known: 0,
  revenue: 0,
  orders: 0,
  repeats: 0,
} as const;

describe('kpiCards', () => {
  it('shows eight figures with their change', () => {
    const cards = kpiCards([NOW, BEFORE], scopeOf());
    expect(cards.map(({ label, value, change }) => [label, value, change?.text, change?.isGood])).toEqual([
      ['Customers', '1,120', '+12 %', true],
      ['Revenue', '₹2,40,000', '−20 %', false],
      ['Average lifetime value', '₹500', '±0 %', undefined],
      ['Engagement', '55.0', '+0.4 by newcomers', undefined],
      ['Response rate', '30 %', '−2.1 pt by newcomers', undefined],
      ['Orders', '200', '−20 %', false],
      ['Average order value', '₹1,200', '±0 %', undefined],
      ['Repeat rate', '65 %', '+5.0 pt', true],
    ]);
  });

  it('says changes in whole phrases', () => {
    const said = kpiCards([NOW, BEFORE], scopeOf()).map(({ change }) => change?.words);
    expect(said[0]).toBe('up 12 % on Jul 2024 – Jun 2025');
    expect(said[1]).toBe('down 20 % on Jul 2024 – Jun 2025');
    expect(said[2]).toBe('about as in Jul 2024 – Jun 2025');
    expect(said[3]).toBe('those who joined since raise it by 0.4 points');
    expect(said[4]).toBe('those who joined since lower it by 2.1 percentage points');
  });

  it('compares nothing when the data does not reach, or there was nothing', () => {
    const alone = kpiCards([NOW, BEFORE], scopeOf({ isComparable: false }));
    expect(alone.every((card) => !('change' in card))).toBe(true);
    const first = kpiCards([NOW, { period: 'before', ...NOTHING }], scopeOf());
    expect(first.every((card) => !('change' in card))).toBe(true);
    expect(kpiCards([NOW], scopeOf())).toHaveLength(8);
  });

  it('calls what nobody measured no zero', () => {
    const unknown = { engagement: 0, response: 0, known: 0 };
    const cards = kpiCards(
      [
        { ...NOW, ...unknown },
        { ...BEFORE, ...unknown },
      ],
      scopeOf(),
    );
    expect(cards.slice(3, 5)).toEqual([
      { label: 'Engagement', value: '–', note: 'nothing on file says it' },
      { label: 'Response rate', value: '–', note: 'no file says who answered' },
    ]);
  });

  it('averages the response rates that are known, and says of how many', () => {
    const rateOf = (own: Partial<KpiRow>) =>
      kpiCards([{ ...NOW, ...own }, BEFORE], scopeOf()).find(({ label }) => label === 'Response rate');
    expect(rateOf({ known: 412, response: 206 })).toMatchObject({
      value: '50 %',
      note: 'mean of today’s rates, of 412 known',
    });
    expect(rateOf({ response: 224 })).toMatchObject({ value: '20 %', note: 'mean of today’s rates' });
    // A file that says that nobody answered is no file that does not say it.
    expect(rateOf({ response: 0 })).toMatchObject({ value: '0 %', note: 'mean of today’s rates' });
  });

  it('has no averages of nobody', () => {
    const cards = kpiCards([{ period: 'now', ...NOTHING }, BEFORE], scopeOf());
    expect(cards.map(({ value }) => value)).toEqual(['0', '₹0', '–', '–', '–', '0', '–', '–']);
    expect(cards[0]?.change).toMatchObject({ text: '−100 %', direction: 'down', isGood: false });
  });
});
