import type { RfmRow } from '../analytics/rfm.ts';
import { RFM_GROUPS, type RfmGroup, rfmGroup } from '../analytics/rfm-groups.ts';
import { beside, column } from './arrange.ts';
import { figure, head, number, text } from './figure.ts';
import { rfmGrid } from './rfm-grid.ts';
import { rfmList } from './rfm-list.ts';
import { share, sum } from './sums.ts';

/** From this width on the list stands beside the grid. */
const SIDE_BY_SIDE = 900;

const QUIET: readonly RfmGroup[] = ['Slipping', 'Cannot lose'];

export const rfm = figure({
  name: 'rfm',
  title: 'How lately and how often they buy',
  rows: 'rfm',
  span: 'full',
  hasPeriod: false,
  method:
    'Everybody who ever ordered is ranked by the day of the last order (recency) and by the number of days with an order (frequency), and each ranking is cut into five parts, 5 the best. Customers with the same value share the mean of their places, the lowest place being 1, so that equal customers get equal scores, and a part can be empty: score = 5 × place ÷ number of customers, rounded up. The 25 pairs of scores form ten groups, as the grid shows. Monetary, on a customer’s page, is the same for lifetime value. Scores do not depend on the filter. Value is what customers have paid in their lifetime.',

  isEmpty: (rows) => rows.length === 0,

  finding(rows, { words }) {
    const groups = rfmSums(rows);
    const total = sum(rows, ({ customers }) => customers);
    const value = sum(rows, (row) => row.value);
    if (total === 1) return `The one customer who ever ordered is in the group ${groups[0]?.group}.`;
    const [best] = groups.filter(({ group }) => group === 'Champions');
    const most = Math.max(...groups.map(({ customers }) => customers));
    const largest = groups.filter(({ customers }) => customers === most).map(({ group }) => group);
    const first =
      best && value > 0
        ? `${words.plural(best.customers, 'champion')} (${words.percent(best.customers / total)}) ${best.customers === 1 ? 'brings' : 'bring'} ${words.percent(best.value / value)} of the lifetime value`
        : `${words.list(largest)} ${largest.length === 1 ? 'is the largest group' : 'are the largest groups'}: ${words.count(most)} of ${words.plural(total, 'customer')}${largest.length === 1 ? '' : ' each'}`;
    const gone = groups.filter(({ group }) => QUIET.includes(group));
    const quiet = sum(gone, ({ customers }) => customers);
    return quiet === 0
      ? `${first}.`
      : `${first}; ${words.plural(quiet, 'customer')} bought as often as most, but last no more recently than most (${words.list(gone.map(({ group }) => group))}).`;
  },

  table(rows, { words }) {
    const total = sum(rows, ({ customers }) => customers);
    const all = sum(rows, (row) => row.value);
    return {
      head: head(
        'Group',
        '#Recency',
        '#Frequency',
        '#Customers',
        '#Of all',
        '#Lifetime value',
        '#Of all value',
      ),
      body: RFM_GROUPS.flatMap((group) =>
        rows
          .filter(({ recency, frequency }) => rfmGroup(recency, frequency) === group)
          .map(({ recency, frequency, customers, value }) => [
            text(group),
            number(String(recency), recency),
            number(String(frequency), frequency),
            number(words.count(customers), customers),
            number(words.percent(share(customers, total)), share(customers, total)),
            number(words.money(value), value / 100),
            number(words.percent(share(value, all)), share(value, all)),
          ]),
      ),
    };
  },

  draw(rows, pen) {
    const isWide = pen.width >= SIDE_BY_SIDE;
    const half = isWide ? Math.floor((pen.width - 56) / 2) : pen.width;
    const grid = rfmGrid(rows, { ...pen, width: half });
    const list = rfmList(rfmSums(rows), { ...pen, width: half });
    return isWide ? beside(pen, grid, list) : column(pen, [grid, list], 28);
  },
});

export interface GroupSum {
  readonly group: RfmGroup;
  readonly customers: number;
  readonly value: number;
}

/** The groups that have customers, the most valuable first. */
function rfmSums(rows: readonly RfmRow[]): readonly GroupSum[] {
  return RFM_GROUPS.map((group) => {
    const own = rows.filter(({ recency, frequency }) => rfmGroup(recency, frequency) === group);
    return {
      group,
      customers: sum(own, ({ customers }) => customers),
      value: sum(own, ({ value }) => value),
    };
  })
    .filter(({ customers }) => customers > 0)
    .sort((a, b) => b.value - a.value || b.customers - a.customers);
}
