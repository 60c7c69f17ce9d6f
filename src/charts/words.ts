import type { Month, Period } from '../analytics/filter.ts';
import { beforeNoun, KEYS_AS_NAMES, type SegmentNames } from '../copy/segment-names.ts';
import type { Segment } from '../data/vocabulary.ts';
import { formatMoney } from '../pitch/money-format.ts';

/** How figures are written in the report. */
export interface Words {
  /** `₹1,499.50`, minor units. */
  money(minor: number): string;
  /** `₹1,500`, minor units. */
  whole(minor: number): string;
  /** `₹1.2L`, `₹34K`: short enough for a tick; minor units. */
  short(minor: number): string;
  /** `1,234`. */
  count(value: number): string;
  /** `1,234 customers`, `1 customer`. */
  plural(value: number, noun: string, many?: string): string;
  /** 0.123 → `12 %`; not nothing and not everything keep their difference: `<1 %`, `>99 %`. */
  percent(share: number): string;
  /** One decimal: `54.3`. */
  decimal(value: number): string;
  /** `Jun 2026`. */
  month(month: Month): string;
  /** `Jul 2025 – Jun 2026`. */
  period(period: Period): string;
  /** `a, b and c`. */
  list(items: readonly string[]): string;
  /** The name of a category of the file: `home_decor` → `Home decor`, unless the copy has a name for it. */
  category(category: string): string;
  /** The name of a segment: `VIP`, `Gold members`. */
  segment(segment: Segment): string;
  /** The same inside a sentence: `VIP`, `“Gold members”`. */
  quoted(segment: Segment): string;
}

/** What things are called, by the form they have in the files. */
export interface Names {
  readonly categories: Readonly<Record<string, string>>;
  readonly segments: SegmentNames;
}

export function wordsFor(
  currency: string,
  { categories, segments }: Names = { categories: {}, segments: KEYS_AS_NAMES },
): Words {
  const number = new Intl.NumberFormat('en-IN');
  const decimals = new Intl.NumberFormat('en-IN', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const compact = new Intl.NumberFormat('en-IN', {
    style: 'currency',
    currency,
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  });
  const months = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const lists = new Intl.ListFormat('en-GB');
  const month = (each: Month) => months.format(Date.parse(`${each}-01`));
  return {
    money: (minor) => formatMoney(Math.round(minor), currency, 'en'),
    whole: (minor) => formatMoney(Math.round(minor), currency, 'en', true),
    // No decimals between 10 units and a thousand.
    short: (minor) =>
      minor >= 1000 && minor < 100_000
        ? formatMoney(Math.round(minor), currency, 'en', true)
        : compact.format(minor / 100),
    count: (value) => number.format(value),
    plural: (value, noun, many = `${noun}s`) => `${number.format(value)} ${value === 1 ? noun : many}`,
    percent: (share) => {
      if (share > 0 && share < 0.01) return '<1 %';
      return share < 1 && share >= 0.995 ? '>99 %' : `${Math.round(share * 100)} %`;
    },
    decimal: (value) => decimals.format(value),
    month,
    period: ({ from, to }) => (from === to ? month(from) : `${month(from)} – ${month(to)}`),
    list: (items) => lists.format(items),
    category: (category) =>
      Object.hasOwn(categories, category) ? (categories[category] as string) : plain(category),
    segment: (segment) => segments[segment],
    quoted: (segment) => beforeNoun(segments, segment),
  };
}

function plain(category: string): string {
  const words = category.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
