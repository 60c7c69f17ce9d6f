import * as Plot from '@observablehq/plot';
import type { CoverageRow } from '../analytics/coverage.ts';
import { beside, column } from './arrange.ts';
import { coverageStrip } from './coverage-strip.ts';
import { figure, head, number, type Pen, type Scope, text } from './figure.ts';
import { paragraph } from './paragraph.ts';
import { ranking } from './ranking.ts';
import { sheet } from './sheet.ts';
import { share } from './sums.ts';

const MOST = 10;
const MOST_NAMES = 5;

/** From this width on the list stands beside the strip. */
const SIDE_BY_SIDE = 900;

export const coverage = figure({
  name: 'coverage',
  title: 'What the pitches offer',
  rows: 'coverage',
  span: 'full',
  hasPeriod: false,
  method:
    'Every customer is pitched three to five products of the catalogue. For each product, the customers whose pitch names it are counted; shares are of all customers that the filter chooses, so they add up to more than 100 %.',

  isEmpty: (rows) => rows.every(({ customers }) => customers === 0),

  finding(rows, scope) {
    const { words } = scope;
    const pitched = rows.filter(({ customers }) => customers > 0);
    const most = (pitched[0] as CoverageRow).customers;
    const top = pitched.filter(({ customers }) => customers === most);
    const reach =
      pitched.length === rows.length
        ? rows.length === 1
          ? 'The only product of the catalogue is pitched'
          : `All ${words.count(rows.length)} products of the catalogue are pitched`
        : `${words.count(pitched.length)} of the catalogue’s ${words.plural(rows.length, 'product')} ${pitched.length === 1 ? 'is' : 'are'} pitched`;
    const each = top.length > 1 ? ' each' : '';
    const who = `to ${words.plural(most, 'customer')}${each} (${words.percent(share(most, scope.customers))})`;
    if (top.length === rows.length) return `${reach}, ${who}.`;
    const which =
      top.length > 3 ? `${words.count(top.length)} of them` : words.list(top.map(({ name }) => name));
    return `${reach}; most often ${which}, ${who}.`;
  },

  table(rows, { words, customers: all }) {
    return {
      head: head('Product', 'Category', '#Customers', '#Of all'),
      body: rows.map(({ name, category, customers }) => [
        text(name),
        text(words.category(category)),
        number(words.count(customers), customers),
        number(words.percent(share(customers, all)), share(customers, all)),
      ]),
    };
  },

  draw(rows, pen) {
    const { words, customers: all } = pen.scope;
    const isWide = pen.width >= SIDE_BY_SIDE;
    const part = { ...pen, width: isWide ? Math.floor((pen.width - 56) / 2) : pen.width };
    const top = rows.slice(0, MOST).filter(({ customers }) => customers > 0);
    const heading = line(
      part,
      top.length === 1 ? 'The most pitched' : `The ${words.count(top.length)} most pitched`,
      'customers, of all',
    );
    const list = ranking(
      part,
      top.map(({ name, customers }) => ({
        name,
        figures: [words.count(customers), words.percent(share(customers, all))],
        value: customers,
      })),
    );
    const strip = coverageStrip(rows, top.length, part, isWide ? 320 : 56);
    const nobody = unpitched(rows, pen.scope);
    const notes = nobody === '' ? [] : [paragraph(part, nobody)];
    if (isWide) return beside(pen, column(part, [strip, ...notes], 16), column(part, [heading, list], 0));
    return column(pen, [strip, column(pen, [heading, list], 0), ...notes], 20);
  },
});

/** `Pitched to nobody: Clay teapot, Steel bottle and 3 more.` */
function unpitched(rows: readonly CoverageRow[], { words }: Scope): string {
  const names = rows.filter(({ customers }) => customers === 0).map(({ name }) => name);
  if (names.length === 0) return '';
  const rest = names.length - MOST_NAMES;
  const named = rest > 1 ? [...names.slice(0, MOST_NAMES), `${words.count(rest)} more`] : names;
  return `Pitched to nobody: ${words.list(named)}.`;
}

/** A muted heading from edge to edge. */
function line(pen: Pen, start: string, end: string): SVGSVGElement {
  const { width, palette } = pen;
  const at = { y: 8, text: String, fill: palette.muted } as const;
  return sheet(pen, 24, [
    Plot.text([start], { ...at, x: 0, textAnchor: 'start' }),
    Plot.text([end], { ...at, x: width, textAnchor: 'end' }),
  ]);
}
