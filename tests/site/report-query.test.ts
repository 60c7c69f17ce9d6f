import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALL, addMonths, type Filter, lengthOf, wholePeriod } from '../../src/analytics/filter.ts';
import { BEHAVIORS, SEGMENTS } from '../../src/data/vocabulary.ts';
import { presetsOf, printPeriod } from '../../src/site/presets.ts';
import { isFiltered, type ReportFacts, readFilter, writeFilter } from '../../src/site/report-query.ts';

fc.configureGlobal({ seed: 7 });

const facts: ReportFacts = {
  span: { first: '2023-07', asOf: '2026-06-30' },
  usual: { from: '2025-07', to: '2026-06' },
  cities: ['Jaipur', 'Port Blair & more', 'नई दिल्ली'],
};
const UNFILTERED: Filter = { segment: ALL, behavior: ALL, city: ALL, period: facts.usual };

const filter: fc.Arbitrary<Filter> = fc
  .record({
    segment: fc.constantFrom(ALL, ...SEGMENTS),
    behavior: fc.constantFrom(ALL, ...BEHAVIORS),
    city: fc.constantFrom(ALL, ...facts.cities),
    months: fc.tuple(fc.nat(35), fc.nat(35)),
  })
  .map(({ months, ...rest }) => {
    const [from, to] = months.toSorted((a, b) => a - b).map((at) => addMonths('2023-07', at));
    return { ...rest, period: { from: from as string, to: to as string } };
  });

const read = (search: string) => readFilter(new URLSearchParams(search), facts);

describe('the address of the report', () => {
  test('says what it shows, and reads back as it was written', () => {
    fc.assert(
      fc.property(filter, (wanted) => {
        const address = writeFilter('/analytics/', wanted, facts);
        expect(readFilter(new URL(address, 'https://x.example').searchParams, facts)).toEqual(wanted);
        expect(isFiltered(wanted, facts)).toBe(address !== '/analytics/');
      }),
    );
  });

  test('is the plain path without a filter', () => {
    expect(read('')).toEqual(UNFILTERED);
    expect(writeFilter('/analytics/', UNFILTERED, facts)).toBe('/analytics/');
  });

  test.each([
    '?segment=vip&behavior=LOYAL&city=Nowhere',
    '?from=2020-01&to=2031-01',
    '?from=2025-13&to=yesterday',
    '?from=&to=&segment=',
    '?segment=*&city=*',
  ])('counts as not said what makes no sense in %s', (search) => {
    expect(read(search)).toEqual(UNFILTERED);
  });

  test('puts months that stand the wrong way round in order', () => {
    expect(read('?from=2026-01&to=2025-09').period).toEqual({ from: '2025-09', to: '2026-01' });
  });
});

describe('the periods one click away', () => {
  test('are those the dataset can fill, the usual one first, each once', () => {
    expect(presetsOf(facts.span, facts.usual)).toEqual([
      { label: 'Last 12 months', value: '2025-07..2026-06' },
      { label: 'Last month', value: '2026-06..2026-06' },
      { label: 'Last 3 months', value: '2026-04..2026-06' },
      { label: 'Last 6 months', value: '2026-01..2026-06' },
      { label: 'Last 24 months', value: '2024-07..2026-06' },
      { label: 'All months', value: '2023-07..2026-06' },
    ]);
  });

  test('end with the last full month when the analysis date is in the middle of one', () => {
    const values = presetsOf({ first: '2026-04', asOf: '2026-06-17' }, { from: '2026-05', to: '2026-05' });
    expect(values).toEqual(
      [
        { label: 'Last 1 months', value: '2026-05..2026-05' },
        { label: 'All months', value: '2026-04..2026-06' },
      ].map((each) => ({ ...each, label: each.label.replace('1 months', 'month') })),
    );
  });

  test('of a dataset with a single month are that month', () => {
    const span = { first: '2026-06', asOf: '2026-06-10' };
    const whole = wholePeriod(span);
    expect(lengthOf(whole)).toBe(1);
    expect(presetsOf(span, whole)).toEqual([{ label: 'All months', value: printPeriod(whole) }]);
  });
});
