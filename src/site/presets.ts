import {
  addMonths,
  lastCompleteMonth,
  lengthOf,
  type Period,
  type Span,
  wholePeriod,
} from '../analytics/filter.ts';

export interface Preset {
  readonly label: string;
  /** `2025-07..2026-06`. */
  readonly value: string;
}

/** The periods one click away, those that the dataset can fill; the usual one first. */
export function presetsOf(span: Span, usual: Period): readonly Preset[] {
  const to = lastCompleteMonth(span);
  const whole = wholePeriod(span);
  const last = (months: number) => ({ from: addMonths(to, 1 - months), to });
  const labelled: readonly (readonly [string, Period])[] = [
    [lengthOf(usual) === lengthOf(whole) ? 'All months' : `Last ${lengthOf(usual)} months`, usual],
    ...[1, 3, 6, 12, 24].map((months) => [`Last ${months} months`, last(months)] as const),
    ['All months', whole],
  ];
  const seen = new Set<string>();
  return labelled.flatMap(([label, period]) => {
    const value = printPeriod(period);
    if (period.from < whole.from || seen.has(value)) return [];
    seen.add(value);
    return [{ label: label.replace('Last 1 months', 'Last month'), value }];
  });
}

export const printPeriod = ({ from, to }: Period) => `${from}..${to}`;
