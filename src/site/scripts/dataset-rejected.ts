import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import type { RejectedRows } from '../dataset/protocol.ts';
import { element } from './element.ts';

/** As the style sheet has it. */
const ROW_HEIGHT = 40;

/** The rejected rows in a table of which only what is seen is drawn. */
export class RejectedTable {
  readonly #box: HTMLElement;
  readonly #table: HTMLTableElement;
  readonly #body: HTMLTableSectionElement;
  readonly #drawn = new Map<number, HTMLTableRowElement>();
  readonly #above = spacer();
  readonly #below = spacer();
  readonly #virtualizer: Virtualizer<HTMLElement, Element>;
  #lines: readonly string[] = [];
  #marked = -1;

  /** @param box what scrolls; the table is in it. */
  constructor(box: HTMLElement) {
    this.#box = box;
    this.#table = box.querySelector('table') as HTMLTableElement;
    this.#body = this.#table.tBodies[0] as HTMLTableSectionElement;
    this.#virtualizer = new Virtualizer(this.#options());
    this.#virtualizer._didMount();
    this.#virtualizer._willUpdate();
  }

  show({ lines, shown }: RejectedRows): void {
    this.#lines = shown === 0 ? [] : lines.split('\n');
    this.#marked = -1;
    this.#table.setAttribute('aria-rowcount', String(shown + 1));
    this.#box.style.height = `${Math.min(10, shown + 1) * ROW_HEIGHT}px`;
    this.#virtualizer.setOptions(this.#options());
    this.#virtualizer._willUpdate();
    this.#box.scrollTop = 0;
    this.#redraw();
  }

  /** Brings a row into the middle of the box, marks it, and gives it the focus. */
  jump(index: number): void {
    this.#marked = index;
    this.#box.scrollTop = Math.max(0, index * ROW_HEIGHT - (this.#box.clientHeight - ROW_HEIGHT) / 2);
    this.#virtualizer.scrollOffset = this.#box.scrollTop;
    this.#redraw();
    const row = this.#drawn.get(index);
    row?.focus({ preventScroll: true });
    this.#box.scrollIntoView({ block: 'nearest' });
  }

  #options(): VirtualizerOptions<HTMLElement, Element> {
    return {
      count: this.#lines.length,
      getScrollElement: () => this.#box,
      estimateSize: () => ROW_HEIGHT,
      overscan: 8,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: () => this.#draw(),
    };
  }

  #redraw(): void {
    this.#drawn.clear();
    this.#body.replaceChildren(this.#above, this.#below);
    this.#virtualizer.measure();
    this.#draw();
  }

  #draw(): void {
    const items = this.#virtualizer.getVirtualItems();
    const seen = new Set(items.map(({ index }) => index));
    for (const [index, row] of this.#drawn) {
      if (seen.has(index)) continue;
      row.remove();
      this.#drawn.delete(index);
    }
    this.#above.style.height = `${items[0]?.start ?? 0}px`;
    this.#below.style.height = `${this.#virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)}px`;
    // A row that stays is never moved: it may hold the focus, which a move would lose.
    let last = this.#above;
    for (const { index } of items) {
      const row = this.#drawn.get(index) ?? this.#row(index);
      if (!this.#drawn.has(index)) last.after(row);
      this.#drawn.set(index, row);
      last = row;
    }
  }

  #row(index: number): HTMLTableRowElement {
    const [file = '', , line = '', field = '', value = '', reason = ''] = JSON.parse(
      this.#lines[index] as string,
    ) as readonly string[];
    const cell = (text: string, name: string) => element('td', { class: name, title: text }, text);
    return element(
      'tr',
      { 'aria-rowindex': index + 2, tabindex: -1, class: index === this.#marked ? 'marked' : undefined },
      cell(line, 'number'),
      cell(file, 'file'),
      cell(field || 'the row', 'field'),
      cell(value, 'value'),
      cell(reason, 'reason'),
    );
  }
}

function spacer(): HTMLTableRowElement {
  return element('tr', { class: 'spacer', 'aria-hidden': 'true' });
}
