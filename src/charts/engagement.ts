import * as Plot from '@observablehq/plot';
import type { MixRow } from '../analytics/mix.ts';
import { BEHAVIORS, type Behavior } from '../data/vocabulary.ts';
import { figure, head, number, text } from './figure.ts';
import { isNarrow } from './frame.ts';
import { type HeatCell, heatCells } from './heat-cells.ts';
import { BEHAVIOR_NAMES } from './palette.ts';
import { columnHeads, columnsFor, headcount } from './segment-columns.ts';
import { sheet } from './sheet.ts';
import { segmentsOf, share } from './sums.ts';
import type { Words } from './words.ts';

export const engagement = figure({
  name: 'engagement',
  title: 'How engaged they are',
  rows: 'mix',
  span: 'half',
  hasPeriod: false,
  method:
    'Engagement scores from 0 to 100, added up and divided by the number of customers with that segment and buying behaviour. The scores are those of today. The stronger its colour, the higher a cell; the range of colours is that of the cells.',

  nothing: 'Nothing on file says how engaged they are: no order, and no answer to a mail.',

  isEmpty: (rows) => rows.every(({ engagement }) => engagement === 0),

  finding(rows, { words }) {
    const [only] = rows;
    if (only && rows.length === 1) {
      return `${nameOf(only, words)} have a mean engagement of ${words.decimal(meanOf(only))} of 100.`;
    }
    const many = rows.filter(({ customers }) => customers >= FEWEST);
    if (many.length < 2) return `Too few customers in each group to compare: fewer than ${FEWEST}.`;
    const printed = (row: MixRow) => words.decimal(meanOf(row));
    const means = many.map(meanOf);
    const [high, low] = [words.decimal(Math.max(...means)), words.decimal(Math.min(...means))];
    const named = (mean: string) => {
      const groups = many.filter((row) => printed(row) === mean);
      return groups.length > 3
        ? `${groups.length} groups`
        : words.list(groups.map((row) => nameOf(row, words)));
    };
    if (high === low) return `All ${many.length} groups are equally engaged: ${high} of 100.`;
    const found = `ost engaged are ${named(high)}, at ${high} of 100; least ${named(low)}, at ${low}.`;
    return many.length < rows.length
      ? `Of the groups of ${FEWEST} customers or more, m${found}`
      : `M${found}`;
  },

  table(rows, { words }) {
    return {
      head: head('Segment', 'Behaviour', '#Customers', '#Mean engagement'),
      body: segmentsOf(rows).flatMap((segment) =>
        BEHAVIORS.flatMap((behavior) =>
          rows.filter((row) => row.segment === segment && row.behavior === behavior),
        ).map((row) => [
          text(words.segment(row.segment)),
          text(BEHAVIOR_NAMES[row.behavior]),
          number(words.count(row.customers), row.customers),
          number(words.decimal(meanOf(row)), meanOf(row)),
        ]),
      ),
    };
  },

  draw(rows, pen) {
    const { words } = pen.scope;
    const behaviors = BEHAVIORS.filter((behavior) => rows.some((row) => row.behavior === behavior));
    const columns = columnsFor(
      pen,
      segmentsOf(rows),
      behaviors.map((behavior) => BEHAVIOR_NAMES[behavior]),
    );
    const height = isNarrow(pen) ? 46 : 58;
    const y = (at: number) => columns.top + (height + 4) * at + height / 2;
    const cells = behaviors.flatMap((behavior, at) =>
      columns.segments.map((segment): HeatCell => {
        const row = rows.find((each) => each.segment === segment && each.behavior === behavior);
        if (!row) return { segment, y: y(at), value: undefined, printed: 'none' };
        const note = headcount(row.customers, columns, words, 11);
        return { segment, y: y(at), value: meanOf(row), printed: words.decimal(meanOf(row)), note };
      }),
    );
    // Counts without their noun need a word.
    const isBare = cells.some(({ note }) => note !== undefined && !note.includes(' '));
    return sheet(pen, columns.top + (height + 4) * behaviors.length, [
      ...columnHeads(pen, columns, 'middle'),
      Plot.text(behaviors, {
        x: 0,
        y: (_, at: number) => y(at),
        text: (behavior: (typeof behaviors)[number]) => BEHAVIOR_NAMES[behavior],
        textAnchor: 'start',
        fill: pen.palette.ink,
      }),
      Plot.text(isBare ? [columns.isBeside ? 'below: customers' : 'mean score,\ncustomers'] : [], {
        x: 0,
        y: columns.top - (columns.isBeside ? 12 : 19),
        fontSize: 11,
        textAnchor: 'start',
        fill: pen.palette.muted,
      }),
      ...heatCells(pen, columns, height, cells),
    ]);
  },
});

/** So many customers in a group before it is called the most or the least engaged. */
const FEWEST = 10;

const meanOf = ({ engagement, customers }: MixRow) => share(engagement, customers);

const NOUNS: Readonly<Record<Behavior, string>> = {
  impulse_buyer: 'impulse buyers',
  researcher: 'researchers',
  bargain_hunter: 'bargain hunters',
  loyal: 'loyal customers',
  seasonal: 'seasonal buyers',
};

const nameOf = ({ segment, behavior }: MixRow, words: Words) => `${words.quoted(segment)} ${NOUNS[behavior]}`;
