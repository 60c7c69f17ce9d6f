import { describe, expect, it } from 'vitest';
import { monthsOf } from '../../src/analytics/filter.ts';
import { monthTicks } from '../../src/charts/month-ticks.ts';
import { wordsFor } from '../../src/charts/words.ts';

const words = wordsFor('INR');
const YEAR = monthsOf({ from: '2025-07', to: '2026-06' });
const labels = (months: readonly string[], band: number, ending?: string) =>
  monthTicks(months, band, words, ending).map(({ label }) => label);

describe('monthTicks', () => {
  it('labels every month where there is room, the year at the first and at January', () => {
    expect(labels(YEAR, 60)).toEqual([
      'Jul\n2025',
      'Aug',
      'Sept',
      'Oct',
      'Nov',
      'Dec',
      'Jan\n2026',
      'Feb',
      'Mar',
      'Apr',
      'May',
      'Jun',
    ]);
  });

  it('keeps January when there is less room', () => {
    expect(labels(YEAR, 20)).toEqual(['Jul\n2025', 'Sept', 'Nov', 'Jan\n2026', 'Mar', 'May']);
    expect(labels(YEAR, 13)).toEqual(['Jul\n2025', 'Oct', 'Jan\n2026', 'Apr']);
  });

  it('labels years in a long period', () => {
    expect(labels(monthsOf({ from: '2016-07', to: '2020-06' }), 4)).toEqual(['2017', '2018', '2019', '2020']);
  });

  it('says that the last month is not over, and makes room for it', () => {
    expect(labels(YEAR, 80, 'to 17 Jun').at(-1)).toBe('to 17 Jun');
    expect(labels(YEAR, 40, 'to 17 Jun').at(-1)).toBe('Apr');
    expect(labels(['2026-06'], 80, 'to 17 Jun')).toEqual(['to 17 Jun\n2026']);
  });
});
