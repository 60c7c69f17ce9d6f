import * as Plot from '@observablehq/plot';
import type { PainRow } from '../analytics/pain-points.ts';
import { PAIN_POINTS, type PainPoint, type Segment } from '../data/vocabulary.ts';
import { figure, head, number, type Scope, text } from './figure.ts';
import { isNarrow } from './frame.ts';
import { type HeatCell, heatCells } from './heat-cells.ts';
import { columnHeads, columnsFor } from './segment-columns.ts';
import { sheet } from './sheet.ts';
import { segmentsOf, share, sum } from './sums.ts';
import type { Words } from './words.ts';

export const painPoints = figure({
  name: 'pain-points',
  title: 'What troubles them',
  rows: 'painPoints',
  span: 'half',
  hasPeriod: false,
  method:
    'Customers of a segment who name a pain point, divided by all customers of that segment; “All” is the same for everybody the filter chooses. Who names several counts for each of them, so the shares of a segment can add up to more than 100 %. Sorted by “All”. The stronger its colour, the higher the share of a cell; the range of colours is that of the cells.',

  nothing: 'None of them has a pain point on file.',

  isEmpty: (rows) => rows.length === 0,

  finding(rows, scope) {
    const { words } = scope;
    const pains = painsOf(rows, scope);
    const top = pains.filter(({ customers }) => customers === pains[0]?.customers);
    const [first] = top;
    if (!first) return 'Nobody names a pain point.';
    const all = words.percent(first.ofAll);
    const names = top.map(({ name }) => name);
    if (top.length > 3)
      return `${words.count(top.length)} pain points are named equally often, by ${all} of customers each.`;
    if (top.length > 1) return `${words.list(names)} are named most often, by ${all} of customers each.`;
    const segments = segmentsOf(rows);
    if (segments.length === 1) return `${first.name} is named most often, by ${all} of customers.`;
    return `${first.name} is named most often, by ${all} of customers${dissent(pains, segments, words)}.`;
  },

  table(rows, scope) {
    const { words } = scope;
    const segments = segmentsOf(rows);
    const percent = (of: number) => number(words.percent(of), of);
    return {
      head: head(
        'Pain point',
        '#Customers',
        '#Of all',
        ...segments.flatMap((segment) => [`#${words.segment(segment)}`, `#Of ${words.segment(segment)}`]),
      ),
      body: painsOf(rows, scope).map(({ name, pain, customers, ofAll, shares }) => [
        text(name),
        number(words.count(customers), customers),
        percent(ofAll),
        ...segments.flatMap((segment) => {
          const own = rows.find((row) => row.segment === segment && row.pain === pain)?.customers ?? 0;
          return [number(words.count(own), own), percent(shares.get(segment) ?? 0)];
        }),
      ]),
    };
  },

  draw(rows, pen) {
    const { palette, scope } = pen;
    const { words } = scope;
    // On a phone the bars go, and names of two words stand in two lines.
    const bars = isNarrow(pen) ? 0 : 56;
    const room = bars + (isNarrow(pen) ? 40 : 52);
    const lines = painsOf(rows, scope).map((pain) => ({
      ...pain,
      label: isNarrow(pen) ? pain.name.replace(' ', '\n') : pain.name,
    }));
    const labels = lines.flatMap(({ label }) => label.split('\n'));
    const columns = columnsFor(pen, segmentsOf(rows), labels, room);
    const start = columns.start - room;
    const placed = lines.map((line, at) => ({ ...line, y: columns.top + (HEIGHT + 4) * at + HEIGHT / 2 }));
    const cells = placed.flatMap(({ shares, y }) =>
      columns.segments.map((segment): HeatCell => {
        const value = shares.get(segment) ?? 0;
        return { segment, y, value, printed: words.percent(value) };
      }),
    );
    const longest = lines[0]?.ofAll ?? 0;
    const end = ({ ofAll }: { readonly ofAll: number }) => start + bars * share(ofAll, longest);
    const left = { textAnchor: 'start', fill: palette.ink } as const;
    return sheet(pen, columns.top + (HEIGHT + 4) * lines.length, [
      ...columnHeads(pen, columns, 'middle'),
      Plot.text(['All'], { ...left, x: start, y: columns.top - 12, fontWeight: 600 }),
      Plot.text(placed, { ...left, x: 0, y: 'y', text: 'label' }),
      Plot.rect(placed, {
        x1: start,
        x2: end,
        y1: ({ y }) => y - 5,
        y2: ({ y }) => y + 5,
        rx2: 2,
        fill: palette.quiet,
      }),
      Plot.text(placed, {
        ...left,
        x: (line) => end(line) + (bars > 0 ? 6 : 0),
        y: 'y',
        text: ({ ofAll }) => words.percent(ofAll),
      }),
      ...heatCells(pen, columns, HEIGHT, cells),
    ]);
  },
});

/** Of a cell. */
const HEIGHT = 32;

/** The pain points that anybody names, the most frequent first, then by name. */
function painsOf(rows: readonly PainRow[], { customers: everybody }: Scope) {
  return PAIN_POINTS.filter((pain) => rows.some((row) => row.pain === pain))
    .map((pain) => {
      const own = rows.filter((row) => row.pain === pain);
      const customers = sum(own, (row) => row.customers);
      const shares = new Map(own.map((row) => [row.segment, share(row.customers, row.of)]));
      return { pain, name: nameOf(pain), customers, ofAll: share(customers, everybody), shares };
    })
    .sort((a, b) => b.customers - a.customers || (a.name < b.name ? -1 : 1));
}

/** `; the segments differ most on Budget, from 13 % of VIP to 26 % of New`: the end of a sentence, or nothing to say. */
function dissent(pains: ReturnType<typeof painsOf>, segments: readonly Segment[], words: Words): string {
  const ranges = pains.map(({ name, shares }) => {
    const own = segments.map((segment) => ({ segment, share: shares.get(segment) ?? 0 }));
    const [low, high] = [
      Math.min(...own.map((each) => each.share)),
      Math.max(...own.map((each) => each.share)),
    ];
    const named = (share: number) => {
      const names = own.filter((each) => each.share === share).map(({ segment }) => words.quoted(segment));
      return `${words.percent(share)} of ${words.list(names)}`;
    };
    return { name, width: high - low, printed: `from ${named(low)} to ${named(high)}` };
  });
  const widest = Math.max(...ranges.map(({ width }) => width));
  const [range, another] = ranges.filter(({ width }) => width === widest);
  if (!range || another || widest < 0.05) return '';
  return `; the segments differ most on ${range.name.toLowerCase()}, ${range.printed}`;
}

/** `choice_overload` → `Choice overload`. */
function nameOf(pain: PainPoint): string {
  const words = pain.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
