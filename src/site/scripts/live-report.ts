import type { Answers } from '../../analytics/answers.ts';
import { answersFrom } from '../../analytics/cube/answers-from.ts';
import { type Cube, readCube } from '../../analytics/cube/read-cube.ts';
import { ALL, cohortUnit, type Filter, isComparable } from '../../analytics/filter.ts';
import { printCsv } from '../../charts/csv.ts';
import type { Figure, Scope } from '../../charts/figure.ts';
import { FIGURES } from '../../charts/figures.ts';
import { kpiCards } from '../../charts/kpis.ts';
import { PAGE, PRINT } from '../../charts/palette.ts';
import { printSheet } from '../../charts/print-svg.ts';
import { wordsFor } from '../../charts/words.ts';
import { DRAWINGS, FILE_WIDTH } from '../drawings.ts';
import { cardsHtml, numbersHtml } from '../report-html.ts';
import { isFiltered, type ReportFacts } from '../report-query.ts';
import { emptyWords, scopeWords } from '../scope-words.ts';
import { filterSlug, surroundingsOf } from '../surroundings.ts';
import { download, pngOf } from './download.ts';

/** The report drawn for any filter. */
export interface LiveReport {
  show(filter: Filter): void;
  /** The page as it was built. */
  restore(): void;
}

/** @throws TypeError | PitchwrightError when the cube cannot be fetched, or is not one. */
export async function openLiveReport(root: HTMLElement, facts: ReportFacts): Promise<LiveReport> {
  const answer = await fetch(root.dataset.cube as string);
  if (!answer.ok || !answer.body) throw new TypeError(`the cube answered ${answer.status}`);
  const unpacked = answer.body.pipeThrough(new DecompressionStream('gzip'));
  const cube = readCube(new Uint8Array(await new Response(unpacked).arrayBuffer()));
  const { first, asOf } = facts.span;
  if (cube.first !== first || cube.asOf !== asOf) throw new TypeError('the cube is of another dataset');
  return new Live(root, facts, cube);
}

class Live implements LiveReport {
  private readonly places: readonly Place[];
  private readonly built: { readonly status: string; readonly cards: string };
  private readonly words;
  private shown: { readonly answers: Answers; readonly scope: Scope } | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly facts: ReportFacts,
    private readonly cube: Cube,
  ) {
    this.words = wordsFor(root.dataset.currency as string, JSON.parse(root.dataset.names as string));
    this.places = FIGURES.map((figure) => placeOf(root, figure));
    this.built = { status: this.part('[data-scope]').innerHTML, cards: this.part('[data-cards]').innerHTML };
    root.addEventListener('click', (event) => this.takeAlong(event));
  }

  show(filter: Filter): void {
    this.writeLink(filter);
    if (!isFiltered(filter, this.facts)) {
      this.restore();
      return;
    }
    const { span } = this.facts;
    const answers = answersFrom(this.cube, filter);
    const scope: Scope = {
      span,
      filter,
      unit: cohortUnit(span),
      isComparable: isComparable(filter.period, span),
      customers: answers.journey[0]?.customers ?? 0,
      words: this.words,
    };
    this.shown = { answers, scope };
    this.root.dataset.filtered = '';
    this.part('[data-scope]').textContent = scopeWords(scope);
    this.part('[data-cards]').innerHTML = cardsHtml(kpiCards(answers.kpis, scope));
    this.draw();
  }

  private draw(): void {
    const { answers, scope } = this.shown as NonNullable<typeof this.shown>;
    for (const { figure, drawing, finding, numbers, when } of this.places) {
      const rows = answers[figure.rows];
      const isEmpty = figure.isEmpty(rows);
      const sentence = isEmpty ? emptyWords(figure, scope) : figure.finding(rows, scope);
      finding.textContent = sentence;
      drawing.setAttribute('aria-label', sentence);
      numbers.innerHTML = numbersHtml(figure.title, figure.table(rows, scope));
      if (figure.hasPeriod) when.textContent = scope.words.period(scope.filter.period);
      drawing.replaceChildren(...(isEmpty ? [nothing()] : drawn(figure, rows, scope)));
    }
  }

  restore(): void {
    this.shown = undefined;
    delete this.root.dataset.filtered;
    this.part('[data-scope]').innerHTML = this.built.status;
    this.part('[data-cards]').innerHTML = this.built.cards;
    for (const { drawing, finding, numbers, when, built } of this.places) {
      finding.textContent = built.finding;
      drawing.setAttribute('aria-label', built.finding);
      drawing.replaceChildren(...built.drawings);
      numbers.innerHTML = built.numbers;
      when.textContent = built.when;
    }
  }

  /** While a filter is on, the files are made here: the built ones show everybody. */
  private takeAlong(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-kind]');
    const place = this.places.find(({ root }) => link && root.contains(link));
    if (!link || !place || !this.shown) return;
    event.preventDefault();
    const { figure } = place;
    const { answers, scope } = this.shown;
    const rows = answers[figure.rows];
    const file = `${figure.name}-${filterSlug(scope)}.${link.dataset.kind}`;
    if (link.dataset.kind === 'csv') {
      download(file, new Blob([printCsv(figure.table(rows, scope))], { type: 'text/csv' }));
      return;
    }
    if (figure.isEmpty(rows)) return;
    const pen = { document, width: FILE_WIDTH[figure.span], palette: PRINT, scope };
    const around = surroundingsOf(
      figure,
      figure.finding(rows, scope),
      scope,
      this.root.dataset.brand as string,
    );
    const svg = printSheet(figure.draw(rows, pen), around, PRINT);
    if (link.dataset.kind === 'svg') download(file, new Blob([svg], { type: 'image/svg+xml' }));
    else void pngOf(svg, PRINT.ground).then((png) => download(file, png));
  }

  private writeLink({ segment, behavior, city }: Filter): void {
    const values = new URLSearchParams();
    for (const [name, value] of Object.entries({ segment, behavior, city })) {
      if (value !== ALL) values.set(name, value);
    }
    const link = this.part<HTMLAnchorElement>('[data-people]');
    link.href = `${this.root.dataset.customers}${values.size > 0 ? `?${values}` : ''}`;
    link.textContent = values.size > 0 ? 'See these customers' : 'See the customers';
  }

  private part<E extends HTMLElement>(selector: string): E {
    return this.root.querySelector(selector) as E;
  }
}

/** The parts of one figure in the page, and what they held when it was built. */
interface Place {
  readonly figure: Figure;
  readonly root: HTMLElement;
  readonly drawing: HTMLElement;
  readonly finding: HTMLElement;
  readonly numbers: HTMLElement;
  readonly when: HTMLElement;
  readonly built: {
    readonly finding: string;
    readonly drawings: readonly Node[];
    readonly numbers: string;
    readonly when: string;
  };
}

function placeOf(report: HTMLElement, figure: Figure): Place {
  const root = report.querySelector(`[data-figure="${figure.name}"]`) as HTMLElement;
  const part = (selector: string) => root.querySelector(selector) as HTMLElement;
  const drawing = part('.drawing');
  const finding = part('.finding');
  const numbers = part('.numbers .body');
  const when = part('.when');
  const built = {
    finding: finding.textContent,
    drawings: [...drawing.childNodes],
    numbers: numbers.innerHTML,
    when: when.textContent,
  };
  return { figure, root, drawing, finding, numbers, when, built };
}

/** A figure at every width that it is built at: the style sheet shows the one that fits, on paper, too. */
function drawn(figure: Figure, rows: Answers[keyof Answers], scope: Scope): readonly HTMLElement[] {
  return DRAWINGS[figure.span].map(({ fits, width }) => {
    const place = document.createElement('div');
    place.dataset.fits = fits;
    place.append(figure.draw(rows, { document, width, palette: PAGE, scope }));
    return place;
  });
}

function nothing(): HTMLElement {
  const place = document.createElement('p');
  place.className = 'empty-figure';
  place.textContent = 'Nothing to draw';
  return place;
}
