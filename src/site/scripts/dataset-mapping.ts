import { count, plural, printBytes } from '../dataset/dataset-words.ts';
import type { FileChoice, FileKind, SeenColumn, SeenFile } from '../dataset/protocol.ts';
import { element } from './element.ts';

/** What the fields of a file of either kind are called: `<option>` elements that the page was built with. */
export type FieldOptions = Readonly<Record<FileKind, HTMLTemplateElement>>;

/** What one file was taken for, column by column, to be changed. */
export class MappingEditor {
  readonly panel: HTMLElement;
  readonly #file: SeenFile;
  readonly #options: FieldOptions;
  readonly #kind: HTMLSelectElement;
  readonly #rows = new Map<string, HTMLSelectElement>();
  readonly #sum = element('summary');
  #isKindSaid = false;

  /** @param changed called after every change. */
  constructor(file: SeenFile, at: number, options: FieldOptions, changed: () => void) {
    this.#file = file;
    this.#options = options;
    this.#kind = element('select', {}, new Option('customers', 'customers'), new Option('orders', 'orders'));
    this.#kind.value = file.kind;
    const body = element('tbody', {}, ...file.columns.map((column) => this.#row(column)));
    const table = element(
      'table',
      { class: 'table columns' },
      element(
        'caption',
        { class: 'visually-hidden' },
        `The columns of ${file.name} and what they are read as`,
      ),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...['Column of the file', 'First values', 'Read as', 'Why'].map((head) =>
            element('th', { scope: 'col' }, head),
          ),
        ),
      ),
      body,
    );
    const details = element(
      'details',
      { open: file.isGuess },
      this.#sum,
      element('div', { class: 'table-wrap' }, table),
    );
    this.panel = element(
      'section',
      { class: 'panel file', 'aria-labelledby': `file-${at}` },
      this.#head(at),
      details,
    );
    this.panel.addEventListener('change', (event) => {
      if (event.target === this.#kind) this.#turn();
      this.#count();
      changed();
    });
    this.#count();
  }

  /** What the person says, by header. */
  choice(): FileChoice {
    const fields = new Map([...this.#rows].map(([header, select]) => [header, select.value]));
    return { kind: this.#kind.value as FileKind, isKindSaid: this.#isKindSaid, fields };
  }

  /** A person said which kind the file is: its columns are read as they are in one. */
  take(kind: FileKind): void {
    if (this.#isKindSaid && this.#kind.value === kind) return;
    this.#isKindSaid = true;
    this.#kind.value = kind;
    const fields = this.#file.either?.[kind];
    for (const [header, select] of this.#rows) this.#fill(select, fields?.get(header) ?? '');
    this.#count();
  }

  focus(): void {
    this.open();
    this.#kind.focus();
  }

  open(): void {
    (this.panel.querySelector('details') as HTMLDetailsElement).open = true;
  }

  #head(at: number): HTMLElement {
    const { name, recognised, form, bytes, either } = this.#file;
    return element(
      'header',
      {},
      element(
        'div',
        {},
        element('h3', { id: `file-${at}` }, name),
        element(
          'p',
          { class: 'hint' },
          recognised
            ? `Recognised as ${recognised}`
            : either
              ? 'It may list customers or what they bought: nothing in it tells'
              : 'Its columns are like nothing known: say what they are',
          ` · ${form} · ${printBytes(bytes)}`,
        ),
      ),
      element('label', { class: 'kind' }, element('span', {}, 'Holds'), this.#kind),
    );
  }

  #row({ header, samples, field, why }: SeenColumn): HTMLTableRowElement {
    const select = element('select', { 'aria-label': `${header} is read as` });
    this.#fill(select, field);
    this.#rows.set(header, select);
    const reason = element('td', { class: 'why' }, why);
    select.addEventListener('change', () => {
      reason.textContent = select.value === field ? why : 'as you said';
    });
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, header),
      element(
        'td',
        { class: 'samples' },
        samples.length === 0
          ? element('span', { class: 'none' }, 'empty')
          : element('ul', {}, ...samples.map((sample) => element('li', {}, sample))),
      ),
      element('td', { class: 'field' }, select),
      reason,
    );
  }

  #fill(select: HTMLSelectElement, field: string): void {
    select.replaceChildren(this.#options[this.#kind.value as FileKind].content.cloneNode(true));
    // Some exports have one column that is read as two fields.
    if (field.includes(' ')) {
      const words = field.split(' ').map((each) => this.#words(select, each));
      select.append(new Option(words.join(' and '), field));
    }
    select.value = field;
    if (select.selectedIndex === -1) select.value = '';
  }

  #words(select: HTMLSelectElement, field: string): string {
    return [...select.options].find(({ value }) => value === field)?.text ?? field;
  }

  /** Fields that both kinds have stay. */
  #turn(): void {
    for (const select of this.#rows.values()) this.#fill(select, select.value);
  }

  #count(): void {
    const used = [...this.#rows.values()].filter((select) => {
      select.classList.toggle('unused', select.value === '');
      return select.value !== '';
    });
    this.#sum.textContent = `${count(used.length)} of ${plural(this.#rows.size, 'column')} used`;
  }
}
