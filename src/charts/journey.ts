import * as Plot from '@observablehq/plot';
import { ALL, type Filter } from '../analytics/filter.ts';
import type { JourneyRow } from '../analytics/journey.ts';
import { figure, head, number, text } from './figure.ts';
import { plot, roomFor } from './frame.ts';
import { share } from './sums.ts';
import type { Words } from './words.ts';

const NAMES: Readonly<Record<Exclude<JourneyRow['step'], 'vip'>, string>> = {
  all: 'All customers',
  active: 'Active',
  returning: 'Returning',
};

const nameOf = (step: JourneyRow['step'], words: Words) =>
  step === 'vip' ? words.segment('VIP') : NAMES[step];

export const journey = figure({
  name: 'journey',
  title: 'How far customers come',
  rows: 'journey',
  span: 'half',
  hasPeriod: false,
  method:
    'Each step is a part of the one before it. Active: ordered in the 365 days that end with the analysis date. Returning: active, and ordered on two or more days ever. VIP: returning, and in the segment VIP.',

  isEmpty: (rows) => rows[0]?.customers === 0,

  finding(rows, { words, filter }) {
    const all = isEverybody(filter) ? 'all customers' : 'these customers';
    const steps = ladder(rows).slice(1);
    const [active, returning, vip] = steps;
    if (!active?.customers) return 'Nobody has ordered in the 365 days that end with the analysis date.';
    if (!returning?.customers) {
      return `${words.percent(active.ofFirst)} of ${all} are active, and none of them has come back yet.`;
    }
    const start = `${words.percent(returning.ofFirst)} of ${all} are active and have come back`;
    // Of another segment nobody can be.
    if (filter.segment !== ALL && filter.segment !== 'VIP') return `${start}.`;
    if (!vip?.customers) return `${start}; none of them is ${words.quoted('VIP')}.`;
    if (filter.segment === 'VIP') return `${start}; ${words.percent(active.ofFirst)} are active.`;
    const worst = steps.reduce((low, step) => (step.ofPrevious < low.ofPrevious ? step : low));
    if (worst.ofPrevious === 1) return `${start}, and every one of them is ${words.quoted('VIP')}.`;
    return `${start}; the narrowest step is to ${worst.step === 'vip' ? words.quoted('VIP') : nameOf(worst.step, words)}, which ${words.percent(worst.ofPrevious)} of those before it reach.`;
  },

  table(rows, { words }) {
    return {
      head: head('Step', '#Customers', '#Of all', '#Of the step before'),
      body: ladder(rows).map(({ step, customers, ofFirst, ofPrevious }) => [
        text(nameOf(step, words)),
        number(words.count(customers), customers),
        number(words.percent(ofFirst), ofFirst),
        number(words.percent(ofPrevious), ofPrevious),
      ]),
    };
  },

  draw(rows, pen) {
    const { palette, scope } = pen;
    const { words } = scope;
    const steps = ladder(rows).map((each) => ({ ...each, name: nameOf(each.step, words) }));
    const shares = ({ step, ofFirst, ofPrevious }: (typeof steps)[number]) =>
      step === 'all' ? [] : [`${words.percent(ofFirst)} of all`, `${words.percent(ofPrevious)} of step`];
    const all = steps[0]?.customers ?? 1;
    const y = { y: 'name' } as const;
    return plot(pen, {
      height: ROW * steps.length,
      marginLeft: 0,
      marginRight: roomFor(steps.flatMap(shares), 120) + GAP,
      marginTop: 8,
      marginBottom: 0,
      x: { axis: null, domain: [0, all] },
      y: { axis: null, domain: steps.map(({ name }) => name), padding: 0.5 },
      marks: [
        Plot.barX(steps, { ...y, x: all, fill: palette.line, fillOpacity: 0.6 }),
        Plot.barX(steps, { ...y, x: 'customers', fill: palette.accent }),
        Plot.text(steps, {
          ...y,
          x: 0,
          dy: -24,
          text: ({ name, customers }) => `${name}  ${words.count(customers)}`,
          textAnchor: 'start',
          fill: palette.ink,
          fontWeight: 600,
        }),
        Plot.text(steps, {
          ...y,
          x: all,
          dx: GAP,
          text: (step) => shares(step).join('\n'),
          textAnchor: 'start',
          fill: palette.muted,
        }),
      ],
    });
  },
});

/** Of one step, pixels: its label above, its bar below. */
const ROW = 66;
const GAP = 10;

const isEverybody = ({ segment, behavior, city }: Filter) =>
  segment === ALL && behavior === ALL && city === ALL;

function ladder(rows: readonly JourneyRow[]) {
  const all = rows[0]?.customers ?? 0;
  return rows.map((row, at) => {
    const previous = at === 0 ? all : (rows[at - 1]?.customers ?? 0);
    return { ...row, ofFirst: share(row.customers, all), ofPrevious: share(row.customers, previous) };
  });
}
