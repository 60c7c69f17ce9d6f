import * as Plot from '@observablehq/plot';
import { averages, type Cohort, type CohortCell, cohortTriangle } from './cohort-triangle.ts';
import { figure, head, number, text } from './figure.ts';
import { isNarrow, roomFor } from './frame.ts';
import { key } from './key.ts';
import { rampStep } from './palette.ts';
import { sheet } from './sheet.ts';
import { sum } from './sums.ts';
import type { Words } from './words.ts';

/** So many of the last cohorts are drawn, on a page and on a phone. */
const MOST = 16;
const MOST_NARROW = 7;

const ROW = 28;
const WIDEST = 92;

export const cohorts = figure({
  name: 'cohorts',
  title: 'Who comes back',
  rows: 'cohorts',
  span: 'full',
  hasPeriod: false,
  method:
    'Customers belong to the calendar month (in a history of more than 18 months: the quarter) of their first order ever. Each cell is the share of them who ordered at least once in the month or quarter that many after it. One that is not over on the analysis date is shown as far as it goes. The line “All” weighs every cohort by its customers and leaves out what is not over.',

  isEmpty: (rows) => rows.length === 0,

  finding(rows, scope) {
    const { words, unit } = scope;
    const all = cohortTriangle(rows, scope);
    const known = all.filter(({ cells }) => cells[0]?.isPartial === false);
    const last = known.at(-1);
    if (!last) {
      const total = sum(all, ({ customers }) => customers);
      return `${words.plural(total, 'customer')} ${total === 1 ? 'has' : 'have'} bought; no whole ${unit} has passed yet in which they could have come back.`;
    }
    const came = last.cells[0]?.share ?? 0;
    const next = `bought again in the next ${unit}`;
    const start =
      last.customers === 1
        ? `The one customer who first bought in ${last.name} ${came === 0 ? 'did not buy' : 'bought'} again in the next ${unit}`
        : `Of ${words.count(last.customers)} customers who first bought in ${last.name}, ${came === 0 ? 'nobody' : partOf(came, last.customers, words)} ${next}`;
    if (known.length === 1) return `${start}.`;
    const average = words.percent(averages(all)[0]?.share ?? 0);
    return `${start}; the average over all cohorts is ${last.customers >= FEW && average === words.percent(came) ? `${average}, too` : average}.`;
  },

  table(rows, scope) {
    const { words, unit } = scope;
    const all = cohortTriangle(rows, scope);
    const ages = Array.from({ length: longest(all) }, (_, at) => at + 1);
    const name = unit === 'quarter' ? 'Quarter' : 'Month';
    const line = (cells: readonly CohortCell[]) =>
      ages.map((age) => {
        const cell = cells.find((each) => each.age === age);
        if (!cell) return { text: '', raw: '' };
        const printed = words.percent(cell.share);
        return number(cell.isPartial ? `${printed} so far` : printed, cell.share);
      });
    const total = sum(all, ({ customers }) => customers);
    return {
      head: head('First order', '#Customers', ...ages.map((age) => `#${name} ${age}`)),
      body: [
        ...all.map(({ month, name, customers, cells }) => [
          { text: name, raw: unit === 'quarter' ? name : month },
          number(words.count(customers), customers),
          ...line(cells),
        ]),
        ...(all.length > 1 ? [[text('All'), number(words.count(total), total), ...line(averages(all))]] : []),
      ],
    };
  },

  draw(rows, pen) {
    const { palette, scope, width } = pen;
    const { words, unit } = scope;
    const all = cohortTriangle(rows, scope);
    const drawn = all.slice(isNarrow(pen) ? -MOST_NARROW : -MOST);
    const ages = longest(drawn);
    const total = sum(all, ({ customers }) => customers);

    const names = roomFor([...drawn.map(({ name }) => name), 'First order'], 90);
    const sizes = names + roomFor(['Customers', words.count(total)], 90);
    const step = Math.min(WIDEST, (width - sizes - 10) / Math.max(1, ages));
    // Narrow cells leave the unit to the heading.
    const isTight = step < 44;
    const left = (age: number) => sizes + 10 + (age - 1) * step;

    const cells = drawn.flatMap(({ cells }, at) => cells.map((cell) => ({ ...cell, at })));
    const average = all.length > 1 ? averages(all).filter(({ age }) => age <= ages) : [];
    const high = highest(cells);
    const colour = ({ share }: CohortCell) => rampStep(share, 0, high) as 0;
    const partial = cells.filter(({ isPartial }) => isPartial);
    const complete = cells.filter(({ isPartial }) => !isPartial);

    const top = key(pen, partial.length > 0 ? [{ mark: 'hollow', words: `a ${unit} that is not over` }] : []);
    const head = top.height + 8;
    const first = head + 34;
    const middle = (at: number) => first + (at + 0.5) * ROW;
    const bottom = first + drawn.length * ROW + 8;
    const hasAverage = average.length > 0;
    const note =
      drawn.length < all.length
        ? `The last ${drawn.length} of ${words.count(all.length)} cohorts; the numbers have all.`
        : '';
    const noteAt = bottom + (hasAverage ? ROW + 6 : 0) + 12;

    const box = {
      x1: ({ age }: CohortCell) => left(age) + 1,
      x2: ({ age }: CohortCell) => left(age) + step - 1,
      y1: ({ at }: { readonly at: number }) => first + at * ROW + 1,
      y2: ({ at }: { readonly at: number }) => first + (at + 1) * ROW - 1,
      rx: 3,
    };
    const inCell = {
      x: ({ age }: CohortCell) => left(age) + step / 2,
      y: ({ at }: { readonly at: number }) => middle(at),
      text: ({ share }: CohortCell) =>
        isTight ? words.percent(share).replace(' %', '') : words.percent(share),
    };
    const label = (words: string, x: number, y: number, textAnchor: 'start' | 'end' | 'middle' = 'start') =>
      Plot.text([words], { x: [x], y: [y], text: [words], textAnchor, fill: palette.muted });
    return sheet(pen, note === '' ? noteAt - 10 : noteAt + 10, [
      top.mark,
      label('First order', 0, head + 18),
      label('Customers', sizes, head + 18, 'end'),
      ...(ages > 0
        ? [
            label(
              `${unit === 'quarter' ? 'Quarters' : 'Months'} later${isTight ? ', in %' : ''}`,
              left(1) + 1,
              head,
            ),
          ]
        : []),
      Plot.text(
        Array.from({ length: ages }, (_, at) => at + 1),
        {
          x: (age: number) => left(age) + step / 2,
          y: head + 18,
          text: (age: number) => String(age),
          fill: palette.muted,
        },
      ),
      Plot.text(drawn, {
        x: 0,
        y: (_, at) => middle(at),
        text: 'name',
        textAnchor: 'start',
        fontWeight: 600,
      }),
      Plot.text(drawn, {
        x: sizes,
        y: (_, at) => middle(at),
        text: ({ customers }) => words.count(customers),
        textAnchor: 'end',
      }),
      Plot.rect(complete, { ...box, fill: (cell) => palette.ramp[colour(cell)] }),
      Plot.text(complete, { ...inCell, fill: (cell) => palette.onRamp[colour(cell)] }),
      Plot.rect(partial, { ...box, inset: 0.5, stroke: palette.accent, strokeDasharray: '2.5 2' }),
      Plot.text(partial, { ...inCell, fill: palette.muted }),
      ...(hasAverage
        ? [
            Plot.ruleY([bottom], { x1: 0, x2: left(ages + 1), stroke: palette.line }),
            Plot.text(['All'], {
              x: 0,
              y: bottom + ROW / 2 + 3,
              text: ['All'],
              textAnchor: 'start',
              fontWeight: 600,
            }),
            Plot.text([total], {
              x: sizes,
              y: bottom + ROW / 2 + 3,
              text: [words.count(total)],
              textAnchor: 'end',
            }),
            Plot.text(average, { ...inCell, y: bottom + ROW / 2 + 3, fontWeight: 600 }),
          ]
        : []),
      label(note, 0, noteAt),
    ]);
  },
});

const longest = (all: readonly Cohort[]) => Math.max(0, ...all.map(({ cells }) => cells.length));

/** Where the ramp ends: the 95th percentile, so that a cohort of two people does not make all others pale. */
function highest(cells: readonly CohortCell[]): number {
  const shares = cells.map(({ share }) => share).sort((a, b) => a - b);
  return shares[Math.floor((shares.length - 1) * 0.95)] ?? 0;
}

/** A share of few is said as a number: two of two are not a trend. */
function partOf(share: number, whole: number, words: Words): string {
  return whole < FEW ? words.count(Math.round(share * whole)) : words.percent(share);
}

const FEW = 20;
