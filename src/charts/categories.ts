import type { CategoryRow } from '../analytics/categories.ts';
import { periodBefore } from '../analytics/filter.ts';
import { changeOf, printChange } from './comparison.ts';
import { figure, head, number, type Scope, text } from './figure.ts';
import { type Ranked, ranking } from './ranking.ts';
import { share, sum } from './sums.ts';

/** So many are drawn, the rest as one; the table has all. */
const MOST = 12;

export const categories = figure({
  name: 'categories',
  title: 'Revenue by category',
  rows: 'categories',
  span: 'half',
  hasPeriod: true,
  method:
    'What customers paid in the period, added up by the category of each order as it was bought. Shares are of the revenue of the period. The period before has as many months and ends where this one starts; it is compared only when the data covers all of it and every month is over. Gains and losses under one percent of the revenue are not mentioned.',

  isEmpty: (rows) => rows.every(({ revenue, before }) => revenue === 0 && before === 0),

  finding(rows, scope) {
    const { words, filter, isComparable } = scope;
    const title = ({ category }: CategoryRow) => words.category(category);
    const total = sum(rows, ({ revenue }) => revenue);
    const period = words.period(filter.period);
    if (total === 0) {
      const before = sum(rows, (row) => row.before);
      return isComparable
        ? `No revenue in ${period}; the period before brought ${words.whole(before)}.`
        : `No revenue in ${period}.`;
    }
    const best = rows.filter(({ revenue }) => revenue === rows[0]?.revenue);
    const [top] = best as [CategoryRow];
    const part = words.percent(share(top.revenue, total));
    const moves = isComparable ? movement(rows, scope) : '';
    if (top.revenue === total) {
      return `All revenue of ${period}, ${words.whole(total)}, is in ${title(top)}${moves}.`;
    }
    if (best.length === 1) {
      return `${title(top)} brings the most: ${words.whole(top.revenue)}, ${part} of the revenue${moves}.`;
    }
    return best.length > 3
      ? `${words.count(best.length)} categories share the lead with ${part} of the revenue each${moves}.`
      : `${words.list(best.map(title))} bring the most, ${part} of the revenue each${moves}.`;
  },

  table(rows, { words, isComparable }) {
    const total = sum(rows, ({ revenue }) => revenue);
    const labels = ['Category', '#Revenue', '#Share'];
    return {
      head: head(...labels, ...(isComparable ? ['#Period before', '#Change'] : [])),
      body: rows.map((row) => {
        const { revenue, before } = row;
        const change = changeOf(revenue, before);
        return [
          text(words.category(row.category)),
          number(words.money(revenue), revenue / 100),
          number(words.percent(share(revenue, total)), share(revenue, total)),
          ...(isComparable
            ? [
                number(words.money(before), before / 100),
                change === undefined
                  ? { text: 'none before', raw: '' }
                  : number(printChange(change, words), change),
              ]
            : []),
        ];
      }),
    };
  },

  draw(rows, pen) {
    const { words, isComparable, filter } = pen.scope;
    const total = sum(rows, ({ revenue }) => revenue);
    const line = (name: string, revenue: number, before: number): Ranked => ({
      name,
      figures: [words.whole(revenue), words.percent(share(revenue, total))],
      value: revenue,
      ...(isComparable ? { before } : {}),
    });
    const drawn = rows.length > MOST ? rows.slice(0, MOST - 1) : rows;
    const rest = rows.slice(drawn.length);
    const lines = drawn.map((row) => line(words.category(row.category), row.revenue, row.before));
    if (rest.length > 0) {
      const [now, before] = [sum(rest, ({ revenue }) => revenue), sum(rest, (row) => row.before)];
      lines.push({ ...line(`${words.count(rest.length)} more`, now, before), isRest: true });
    }
    return ranking(
      pen,
      lines,
      isComparable
        ? [
            { mark: 'bar', words: words.period(filter.period) },
            { mark: 'upright', words: words.period(periodBefore(filter.period)) },
          ]
        : [],
    );
  },
});

/** `; against the period before, Garden gained most (₹4,200)…`: the end of a sentence, or nothing to say. */
function movement(rows: readonly CategoryRow[], { words }: Scope): string {
  const moves = rows.map((row) => ({ name: words.category(row.category), by: row.revenue - row.before }));
  // A change of less than one percent of the revenue is not worth a word.
  const least = sum(rows, ({ revenue }) => revenue) / 100;
  const up = only(moves, Math.max(...moves.map(({ by }) => by)));
  const down = only(moves, Math.min(...moves.map(({ by }) => by)));
  const parts = [
    ...(up && up.by > least ? [`${up.name} gained most, ${words.whole(up.by)}`] : []),
    ...(down && down.by < -least ? [`${down.name} lost most, ${words.whole(-down.by)}`] : []),
  ];
  return parts.length === 0 ? '' : `. Against the period before, ${parts.join(', and ')}`;
}

/** The one with this change; nobody when several have it. */
function only<Move extends { readonly by: number }>(moves: readonly Move[], by: number): Move | undefined {
  const found = moves.filter((move) => move.by === by);
  return found.length === 1 ? found[0] : undefined;
}
