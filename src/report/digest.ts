import type { Answers } from '../analytics/answers.ts';
import { lengthOf } from '../analytics/filter.ts';
import { categories } from '../charts/categories.ts';
import { cohorts } from '../charts/cohorts.ts';
import type { Figure, Scope } from '../charts/figure.ts';
import { journey } from '../charts/journey.ts';
import { kpiCards } from '../charts/kpis.ts';
import { monthlyRevenue } from '../charts/monthly-revenue.ts';
import { PRINT } from '../charts/palette.ts';
import { paper, printPng } from '../charts/paper.ts';
import { printFile } from '../charts/print-svg.ts';
import { rfm } from '../charts/rfm.ts';
import { choosePitch } from '../pitch/choose.ts';
import { slot } from '../pitch/slot.ts';
import type { InlineImage } from '../render/message.ts';
import type { Workshop } from '../render/workshop.ts';
import { pages } from '../store/store.ts';
import { printDay } from './day-words.ts';
import { type DigestAction, digestActions } from './digest-actions.ts';
import { wholeReport } from './whole-report.ts';

/** What `emails/digest.mjml` is given: plain data, every string printed whole. */
export interface DigestContent {
  readonly subject: string;
  readonly preheader: string;
  readonly eyebrow: string;
  readonly headline: string;
  readonly opening: string;
  readonly cards: readonly DigestCard[];
  readonly actionsTitle: string;
  readonly actions: readonly (DigestAction & { readonly number: string })[];
  readonly figures: readonly DigestFigure[];
  /** One to the report, or none without SITE_URL. */
  readonly links: readonly Link[];
  readonly footer: readonly string[];
}

export interface DigestCard {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  /** `↑ +12 %`; empty when there is nothing to compare with. */
  readonly change: string;
}

export interface DigestFigure {
  readonly title: string;
  readonly finding: string;
  readonly cid: string;
  /** CSS pixels, at a width of `SHOWN`. */
  readonly height: number;
  readonly links: readonly Link[];
}

export interface Link {
  readonly label: string;
  readonly url: string;
}

export interface Digest {
  readonly content: DigestContent;
  readonly inline: readonly InlineImage[];
}

/** The charts of the digest, in their order. */
const FIGURES: readonly Figure[] = [monthlyRevenue, categories, journey, cohorts, rfm];

/** CSS pixels: drawn a little narrower than shown, so that letters are still read on a phone; two device pixels to each. */
const DRAWN = 460;
const SHOWN = 528;

/**
 * The digest about all customers in the usual period. Links need the address of the published site; without it there
 * are none.
 */
export async function digestOf(workshop: Workshop, siteUrl: string | undefined): Promise<Digest> {
  const { copy, store } = workshop;
  const { scope, answers } = await wholeReport(workshop, picksOf(workshop));
  const { words, span } = scope;
  const drawn = FIGURES.filter((figure) => !figure.isEmpty(answers[figure.rows])).map((figure) =>
    drawnFigure(figure, answers, scope, siteUrl),
  );
  const cards = kpiCards(answers.kpis, scope);
  const brand = slot(copy.brand.name);
  const day = printDay(span.asOf);
  const revenue = cards.find(({ label }) => label === 'Revenue');
  const change = revenue?.change ? ` (${revenue.change.text})` : '';
  const period = words.period(scope.filter.period);
  const compared = scope.isComparable ? ', beside the same number of months before' : '';
  const actions = await digestActions(store, answers, scope);
  return {
    content: {
      subject: `${brand} digest, ${day}: revenue ${revenue?.value ?? '–'}${change} in ${words.plural(lengthOf(scope.filter.period), 'month')}`,
      preheader: actions[0] ? `First on the list: ${actions[0].title}.` : `The key figures of ${period}.`,
      eyebrow: `${brand}, ${day}`,
      headline: 'Where the shop stands, and what to do next',
      opening: `Key figures and revenue are of ${period}${compared}; the rest is as of ${day}.`,
      cards: cards.map(({ label, value, note, change: moved }) => ({
        label,
        value,
        note,
        change: moved ? `${ARROWS[moved.direction]} ${moved.text}` : '',
      })),
      actionsTitle: 'What to do next',
      actions: actions.map((action, at) => ({ ...action, number: `${at + 1}.` })),
      figures: drawn.map(({ figure }) => figure),
      links: siteUrl === undefined ? [] : [{ label: 'Open the full report', url: `${siteUrl}/analytics/` }],
      footer: [
        `Computed from the data as of ${day}. ${words.plural(store.facts.customers, 'customer')}, ${words.plural(store.facts.orders, 'order line')}.${store.facts.isSample ? ' Sample data: made-up people.' : ''}`,
        slot(copy.brand.postal_address),
      ],
    },
    inline: drawn.map(({ image }) => image),
  };
}

const ARROWS = { up: '↑', down: '↓', same: '→' } as const;

/** What everybody is pitched, one customer at a time. */
async function* picksOf({ store, copy, model }: Workshop): AsyncGenerator<readonly string[]> {
  for await (const page of pages(store)) {
    for (const record of page) {
      const { recommendations } = choosePitch(record, model, copy, { siteUrl: '' });
      yield recommendations.map(({ productId }) => productId);
    }
  }
}

function drawnFigure(
  figure: Figure,
  answers: Answers,
  scope: Scope,
  siteUrl: string | undefined,
): { readonly figure: DigestFigure; readonly image: InlineImage } {
  const rows = answers[figure.rows];
  const finding = figure.finding(rows, scope);
  const drawing = figure.draw(rows, { document: paper(), width: DRAWN, palette: PRINT, scope });
  const bytes = printPng(printFile(drawing, finding), PRINT.ground, (2 * SHOWN) / DRAWN);
  const cid = `${figure.name}@digest`;
  return {
    figure: {
      title: figure.title,
      finding,
      cid,
      height: Math.round((Number(drawing.getAttribute('height')) * SHOWN) / DRAWN),
      links:
        siteUrl === undefined
          ? []
          : [{ label: `The numbers behind “${figure.title}”`, url: `${siteUrl}/analytics/#${figure.name}` }],
    },
    image: { cid, filename: `${figure.name}.png`, contentType: 'image/png', bytes },
  };
}
