import type { FileReport, ImportReport } from '../../data/import/report.ts';
import { count, derivedColumns, plural } from '../dataset/dataset-words.ts';
import type { Checked } from '../dataset/protocol.ts';
import { catalogueWords, consentWords, readyWords } from '../dataset/result-words.ts';
import { RejectedTable } from './dataset-rejected.ts';
import { button, element, part } from './element.ts';

/** What an import of the files would come to. */
export class Results {
  readonly #section: HTMLElement;
  readonly #rejected: RejectedTable;

  constructor(section: HTMLElement) {
    this.#section = section;
    this.#rejected = new RejectedTable(part(section, 'rejected-box'));
  }

  show({ report, rejected, catalogue }: Checked): void {
    const { totals, files, notes, rules, derived } = report;
    const put = (name: string, ...content: readonly (Node | string)[]) =>
      part(this.#section, name).replaceChildren(...content);
    put('ready', readyWords(totals));
    put('sum', ...sum(totals));
    put('shares', ...shares(totals));
    put('by-file', ...(files.length > 1 ? [byFile(files)] : []));
    put(
      'merges',
      ...files.flatMap(({ merges }) => merges).map(({ why, count: times }) => line(count(times), why)),
    );
    part(this.#section, 'merged').hidden = totals.merged === 0;
    put('problems', ...this.#problems(files, rejected.places));
    part(this.#section, 'no-problems').hidden = totals.rejected > 0;
    put(
      'consent',
      ...consentWords(totals).flatMap(({ label, customers, words }) => triple(label, customers, words)),
    );
    const worked = derivedColumns(derived);
    put('derived', ...worked.flatMap(({ label, customers, how }) => triple(label, customers, how)));
    part(this.#section, 'worked-out').hidden = worked.length === 0;
    put(
      'notes',
      ...notes.map((note) => element('li', {}, note)),
      ...files.flatMap(fileNotes).map((note) => element('li', {}, note)),
    );
    put('rules', ...rules.map((rule) => element('li', {}, rule)));
    put('catalogue', catalogueWords(catalogue, report));
    part(this.#section, 'rejected').hidden = totals.rejected === 0;
    put(
      'rejected-count',
      rejected.shown < totals.rejected
        ? `The first ${count(rejected.shown)} of ${count(totals.rejected)}; all of them are in rejected.csv.`
        : plural(totals.rejected, 'row'),
    );
    this.#rejected.show(rejected);
  }

  #problems(files: ImportReport['files'], places: Checked['rejected']['places']): readonly HTMLElement[] {
    return files.flatMap(({ file, reasons }, fileAt) =>
      reasons.map(({ reason, count: rows, examples }, reasonAt) =>
        element(
          'details',
          { class: 'problem' },
          element(
            'summary',
            {},
            element('span', { class: 'number' }, count(rows)),
            element('span', {}, ...reasonWords(reason, examples[0]?.field ?? '')),
            ...(files.length > 1 ? [element('span', { class: 'hint' }, file)] : []),
          ),
          element(
            'div',
            { class: 'table-wrap' },
            element(
              'table',
              { class: 'table' },
              element('caption', { class: 'visually-hidden' }, `First rows of ${file} where ${reason}`),
              headRow(['Line', 'Field', 'Value', 'Where']),
              element(
                'tbody',
                {},
                ...examples.map(({ line: at, field, value }, exampleAt) =>
                  element(
                    'tr',
                    {},
                    element('td', { class: 'number' }, String(at)),
                    element('td', {}, field || 'the row'),
                    element('td', { class: 'value' }, value),
                    element('td', {}, this.#jump(places[`${fileAt} ${reasonAt} ${exampleAt}`], at)),
                  ),
                ),
              ),
            ),
          ),
        ),
      ),
    );
  }

  #jump(place: number | undefined, line: number): Node {
    if (place === undefined) return document.createTextNode('in rejected.csv');
    const made = button('Show', () => this.#rejected.jump(place), 'link');
    made.append(element('span', { class: 'visually-hidden' }, ` line ${line} among the rejected rows`));
    return made;
  }
}

/** The field that a reason begins with is told apart from it. */
const reasonWords = (reason: string, field: string): readonly (Node | string)[] =>
  field !== '' && reason.startsWith(`${field} `)
    ? [element('b', {}, field), reason.slice(field.length)]
    : [`${reason.charAt(0).toUpperCase()}${reason.slice(1)}`];

const headRow = (heads: readonly string[]) =>
  element(
    'thead',
    {},
    element(
      'tr',
      {},
      ...heads.map((head) =>
        element('th', { scope: 'col', class: NUMBERS.has(head) ? 'number' : undefined }, head),
      ),
    ),
  );

const NUMBERS = new Set(['Line', 'Rows', 'Accepted', 'Merged', 'Rejected']);

function sum({ rows, accepted, merged, rejected }: ImportReport['totals']): readonly Node[] {
  const term = (value: number, words: string, kind: string) =>
    element('span', { class: `term ${kind}` }, element('b', {}, count(value)), ` ${words}`);
  const sign = (text: string) => element('span', { class: 'sign' }, ` ${text} `);
  return [
    term(rows, rows === 1 ? 'row' : 'rows', 'all'),
    sign('='),
    term(accepted, 'accepted', 'accepted'),
    sign('+'),
    term(merged, 'merged', 'merged'),
    sign('+'),
    term(rejected, 'rejected', 'rejected'),
  ];
}

/** The same as a bar; a part is never too thin to see. */
function shares({ accepted, merged, rejected }: ImportReport['totals']): readonly Node[] {
  return Object.entries({ accepted, merged, rejected })
    .filter(([, rows]) => rows > 0)
    .map(([kind, rows]) => {
      const share = element('span', { class: kind });
      share.style.flexGrow = String(rows);
      return share;
    });
}

function byFile(files: readonly FileReport[]): HTMLElement {
  const cell = (value: number) => element('td', { class: 'number' }, count(value));
  return element(
    'table',
    { class: 'table' },
    element('caption', { class: 'visually-hidden' }, 'The same by file'),
    headRow(['File', 'Rows', 'Accepted', 'Merged', 'Rejected']),
    element(
      'tbody',
      {},
      ...files.map(({ file, rows, accepted, merged, rejected }) =>
        element(
          'tr',
          {},
          element('th', { scope: 'row' }, file),
          cell(rows),
          cell(accepted),
          cell(merged),
          cell(rejected),
        ),
      ),
    ),
  );
}

const triple = (label: string, customers: string, words: string) => [
  element('dt', {}, label),
  element('dd', { class: 'number' }, customers),
  element('dd', { class: 'words' }, words),
];

const line = (times: string, words: string) =>
  element('li', {}, element('span', { class: 'number' }, times), element('span', {}, words));

function fileNotes({ file, dates, notes }: FileReport): readonly string[] {
  return [
    ...dates
      .filter(({ because }) => because !== '')
      .map(({ column, order, because }) => `${file}, ${column}: ${ORDER_WORDS[order]} (${because}).`),
    ...notes.map(
      ({ text, count: times, example }) =>
        `${file}: ${text} (${times === 1 ? 'once' : `${count(times)} times`}${example ? `, first “${example}”` : ''}).`,
    ),
  ];
}

const ORDER_WORDS = {
  dmy: 'dates have the day first',
  mdy: 'dates have the month first',
  ymd: 'dates have the year first',
  mixed: 'some dates have the day first and some the month',
} as const;
