import type { CustomerProfile, MonthSpending } from '../report/customer-profile.ts';
import type { Measure } from '../report/positions.ts';

/** What a customer's page shows of their past, as plain data ready to print. */
export interface CustomerHistory {
  readonly nextAction: { readonly title: string; readonly because: string };
  readonly rfm: RfmView | undefined;
  readonly positions: readonly {
    readonly label: string;
    readonly percent: number;
    readonly sentence: string;
  }[];
  readonly spending: Spending | undefined;
  readonly categories: readonly {
    readonly label: string;
    readonly value: string;
    /** 0…1 of the largest. */
    readonly share: number;
  }[];
}

export interface RfmView {
  readonly group: string;
  readonly sentence: string;
  /** Recency, frequency, monetary: 1…5. */
  readonly scores: readonly { readonly label: string; readonly score: number }[];
}

export interface Spending {
  readonly finding: string;
  /** One for each month; `share` 0…1 of the best. */
  readonly bars: readonly { readonly label: string; readonly share: number }[];
  readonly from: string;
  readonly to: string;
  /** The top of the scale. */
  readonly best: string;
}

const MEASURES: Readonly<Record<Measure, string>> = {
  value: 'Lifetime value',
  orders: 'Orders',
  engagement: 'Engagement',
  response: 'Response rate',
};

/** @param money prints minor units in whole currency units. */
export function customerHistory(profile: CustomerProfile, money: (minor: number) => string): CustomerHistory {
  const { rfm, categories, positions, nextAction } = profile;
  const largest = Math.max(1, ...categories.map(({ spent }) => spent));
  return {
    nextAction,
    rfm: rfm && {
      group: rfm.group,
      sentence: rfm.sentence,
      scores: [
        { label: 'Recency', score: rfm.recency },
        { label: 'Frequency', score: rfm.frequency },
        { label: 'Monetary', score: rfm.monetary },
      ],
    },
    positions: positions.map(({ measure, percent, sentence }) => ({
      label: MEASURES[measure],
      percent,
      sentence,
    })),
    spending: spendingOf(profile, money),
    categories: categories.map(({ label, spent }) => ({
      label,
      value: money(spent),
      share: round(spent / largest),
    })),
  };
}

function spendingOf(
  { months, earlier }: CustomerProfile,
  money: (minor: number) => string,
): Spending | undefined {
  const [first] = months;
  const last = months.at(-1);
  if (!first || !last) return undefined;
  const best = months.reduce((top, month) => (month.spent > top.spent ? month : top));
  const total = months.reduce((sum, { spent }) => sum + spent, 0);
  return {
    finding: finding(total, best, months, earlier, money),
    bars: months.map(({ month, spent, orders }) => ({
      label: `${printMonth(month)}: ${money(spent)}${orders > 0 ? `, ${orders} ${orders === 1 ? 'order' : 'orders'}` : ''}`,
      share: round(spent / Math.max(1, best.spent)),
    })),
    from: printMonth(first.month),
    to: printMonth(last.month),
    best: money(best.spent),
  };
}

function finding(
  total: number,
  best: MonthSpending,
  months: readonly MonthSpending[],
  earlier: number,
  money: (minor: number) => string,
): string {
  const [{ month: from }] = months as readonly [MonthSpending];
  const before = earlier > 0 ? `; ${money(earlier)} before` : '';
  const since = earlier > 0 ? `in the last ${months.length} months` : `since ${printMonth(from)}`;
  if (total === 0) return `Nothing spent ${since}${before}.`;
  const busy = months.filter(({ spent }) => spent > 0);
  if (busy.length > 1 && busy.filter(({ spent }) => spent === best.spent).length > 1) {
    return `${money(total)} ${since}, never more than ${money(best.spent)} in a month${before}.`;
  }
  if (busy.length === 1) {
    const window = earlier > 0 ? ` ${since}` : '';
    return `${money(total)}${window}, all of it in ${printMonth(best.month)}${before}.`;
  }
  return `${money(total)} ${since}, most in ${printMonth(best.month)}: ${money(best.spent)}${before}.`;
}

/** Three decimals: enough for a bar, and short in the page. */
const round = (share: number) => Math.round(share * 1000) / 1000;

const monthFormat = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

const printMonth = (month: string) => monthFormat.format(Date.parse(`${month}-01`));
