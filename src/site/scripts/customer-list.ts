import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import { printCsv } from '../../charts/csv.ts';
import type { Segment } from '../../data/vocabulary.ts';
import { type ListColumns, NO_ADDRESS_MARK, printedRow, valueAt } from '../customer-list.ts';
import { listTable } from '../list-export.ts';
import { haystackOf } from '../list-haystack.ts';
import {
  byColumn,
  FILTERS,
  matching,
  type Query,
  readQuery,
  type SortKey,
  writeQuery,
} from '../list-query.ts';
import { download } from './download.ts';

const ROW_HEIGHT = 44;

/** Turns the static first page into the whole list: searched, sorted, filtered, and drawn only where it is seen. */
class CustomerList extends HTMLElement {
  async connectedCallback(): Promise<void> {
    const columns = await this.readColumns();
    if (columns) new LiveList(this, columns);
    // Without the data the static pages stay as they are: complete, only not searchable.
    else this.querySelector('form')?.remove();
  }

  private async readColumns(): Promise<ListColumns | undefined> {
    try {
      const answer = await fetch(this.dataset.list as string);
      return answer.ok ? ((await answer.json()) as ListColumns) : undefined;
    } catch {
      return undefined;
    }
  }
}

class LiveList {
  private readonly form: HTMLFormElement;
  private readonly scroll: HTMLElement;
  private readonly table: HTMLTableElement;
  private readonly body: HTMLTableSectionElement;
  private readonly ids: readonly string[];
  private readonly names: readonly string[];
  private readonly haystack: readonly string[];
  private query: Query;
  private order: readonly number[] = [];
  /** The rows in the page, by their place in `order`. */
  private readonly drawn = new Map<number, HTMLTableRowElement>();
  private readonly above = spacer();
  private readonly below = spacer();
  private virtualizer: Virtualizer<HTMLElement, Element>;

  constructor(
    private readonly root: HTMLElement,
    private readonly columns: ListColumns,
  ) {
    this.form = root.querySelector('form') as HTMLFormElement;
    this.scroll = root.querySelector('.scroll') as HTMLElement;
    this.table = root.querySelector('table') as HTMLTableElement;
    this.body = this.table.tBodies[0] as HTMLTableSectionElement;
    this.ids = columns.ids.split('\n');
    this.names = columns.names.split('\n');
    this.haystack = haystackOf(columns, this.ids, this.names);
    this.query = readQuery(location.search);
    this.virtualizer = new Virtualizer(this.options());
    this.virtualizer._didMount();
    this.virtualizer._willUpdate();

    root.dataset.ready = '';
    this.offerCities();
    this.wireForm();
    this.wireHeader();
    addEventListener('popstate', () => {
      this.query = readQuery(location.search);
      this.writeForm();
      this.apply(false);
    });
    this.writeForm();
    this.apply(false);
  }

  private options(): VirtualizerOptions<HTMLElement, Element> {
    return {
      count: this.order.length,
      getScrollElement: () => this.scroll,
      estimateSize: () => ROW_HEIGHT,
      overscan: 12,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: () => this.draw(),
    };
  }

  private offerCities(): void {
    const cities = this.form.elements.namedItem('city') as HTMLSelectElement;
    const known = [...this.columns.cities.values].filter(Boolean).sort((a, b) => a.localeCompare(b, 'en'));
    cities.append(...known.map((city) => new Option(city)));
  }

  private wireForm(): void {
    this.form.querySelector('[data-export]')?.addEventListener('click', () => {
      const table = listTable(this.columns, this.ids, this.names, this.order);
      download('customers.csv', new Blob([printCsv(table)], { type: 'text/csv' }));
    });
    this.form.addEventListener('submit', (event) => event.preventDefault());
    this.form.addEventListener('input', () => {
      const data = new FormData(this.form);
      this.query = {
        ...this.query,
        text: String(data.get('q')),
        ...Object.fromEntries(FILTERS.map((name) => [name, String(data.get(name))])),
      };
      this.apply(true);
    });
    this.form.addEventListener('reset', (event) => {
      event.preventDefault();
      this.query = { ...this.query, text: '', segment: '', behavior: '', group: '', city: '', reach: '' };
      this.writeForm();
      this.apply(true);
      (this.form.elements.namedItem('q') as HTMLInputElement).focus();
    });
  }

  private wireHeader(): void {
    for (const head of this.table.tHead?.rows[0]?.cells ?? []) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent.trim();
      button.addEventListener('click', () => {
        const sort = head.dataset.key as SortKey;
        const wasAscending = this.query.sort === sort && !this.query.isDescending;
        const startsDescending = head.classList.contains('number') && this.query.sort !== sort;
        this.query = { ...this.query, sort, isDescending: startsDescending || wasAscending };
        this.apply(true);
      });
      head.replaceChildren(button);
    }
  }

  private writeForm(): void {
    const fields = { ...this.query, q: this.query.text };
    for (const name of ['q', ...FILTERS] as const) {
      (this.form.elements.namedItem(name) as HTMLInputElement).value = fields[name];
    }
  }

  private apply(isNew: boolean): void {
    const { columns, query } = this;
    const found = matching(columns, this.haystack, query);
    this.order = byColumn(columns, this.names, found, query);
    if (isNew) history.replaceState(null, '', writeQuery(location.pathname, query));
    for (const head of this.table.tHead?.rows[0]?.cells ?? []) {
      if (head.dataset.key === query.sort)
        head.setAttribute('aria-sort', query.isDescending ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    }
    const number = new Intl.NumberFormat('en-IN');
    const isAll = found.length === columns.total;
    (this.form.querySelector('.count') as HTMLElement).textContent = isAll
      ? `${number.format(columns.total)} customers`
      : `${number.format(found.length)} of ${number.format(columns.total)}`;
    (this.form.querySelector('[type="reset"]') as HTMLElement).hidden = isAll;
    (this.root.querySelector('.empty') as HTMLElement).hidden = found.length > 0;
    this.table.setAttribute('aria-rowcount', String(found.length + 1));
    this.virtualizer.setOptions(this.options());
    this.virtualizer._willUpdate();
    if (isNew) this.scroll.scrollTop = 0;
    this.drawn.clear();
    this.body.replaceChildren(this.above, this.below);
    this.virtualizer.measure();
    this.draw();
  }

  private draw(): void {
    const items = this.virtualizer.getVirtualItems();
    const seen = new Set(items.map(({ index }) => index));
    for (const [index, row] of this.drawn) {
      if (seen.has(index)) continue;
      row.remove();
      this.drawn.delete(index);
    }
    this.above.style.height = `${items[0]?.start ?? 0}px`;
    this.below.style.height = `${this.virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)}px`;
    // A row that stays is never moved: it may hold the keyboard's focus, which a move would lose.
    let last = this.above;
    for (const { index } of items) {
      const row = this.drawn.get(index) ?? this.row(this.order[index] as number, index);
      if (!this.drawn.has(index)) last.after(row);
      this.drawn.set(index, row);
      last = row;
    }
  }

  private row(at: number, index: number): HTMLTableRowElement {
    const { columns } = this;
    const id = this.ids[at] as string;
    const printed = printedRow(
      {
        behavior: valueAt(columns.behaviors, at) as never,
        engagement: columns.engagement[at] as number,
        lifetimeValue: columns.lifetimeValue[at] as number,
      },
      columns.currency,
    );
    const row = document.createElement('tr');
    row.setAttribute('aria-rowindex', String(index + 2));
    const name = cell('', '');
    const link = document.createElement('a');
    link.href = (this.root.dataset.customer as string).replace('/ID/', `/${id}/`);
    link.textContent = this.names[at] as string;
    const mark = document.createElement('span');
    mark.className = 'id';
    mark.textContent = id;
    const without = valueAt(columns.reach, at) === 'none' ? [noAddress(), ' '] : [];
    name.append(link, ' ', ...without, mark);
    const segment = cell('', '');
    const tag = document.createElement('span');
    tag.className = 'tag';
    const key = valueAt(columns.segments, at) as Segment;
    tag.textContent = columns.segmentNames[key];
    tag.dataset.segment = key;
    segment.append(tag);
    row.append(
      name,
      segment,
      cell(printed.behavior, ''),
      cell(valueAt(columns.groups, at), ''),
      cell(valueAt(columns.cities, at), ''),
      cell(printed.engagement, 'number'),
      cell(String(columns.orders[at]), 'number'),
      cell(printed.lifetimeValue, 'number'),
    );
    return row;
  }
}

function cell(text: string, className: string): HTMLTableCellElement {
  const made = document.createElement('td');
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function noAddress(): HTMLSpanElement {
  const mark = document.createElement('span');
  mark.className = 'no-address';
  mark.textContent = NO_ADDRESS_MARK;
  return mark;
}

function spacer(): HTMLTableRowElement {
  const row = document.createElement('tr');
  row.className = 'spacer';
  row.setAttribute('aria-hidden', 'true');
  return row;
}

customElements.define('customer-list', CustomerList);
