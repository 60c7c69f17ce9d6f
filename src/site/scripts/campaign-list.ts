import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';

/** As the style sheet has it. */
const ROW_HEIGHT = 60;

/** A list that draws only what is seen of it. Its box scrolls; its rows hold one link each. */
export class RowList<Row extends { readonly id: string }> {
  private readonly list: HTMLElement;
  private rows: readonly Row[] = [];
  private readonly drawn = new Map<number, HTMLLIElement>();
  private readonly above = spacer();
  private readonly below = spacer();
  private readonly virtualizer: Virtualizer<HTMLElement, Element>;

  /**
   * @param box what scrolls; the list is in it.
   * @param print a row as HTML.
   * @param dress called for every row that comes into the page.
   */
  constructor(
    private readonly box: HTMLElement,
    private readonly print: (row: Row) => string,
    private readonly dress: (link: HTMLAnchorElement, row: Row) => void,
  ) {
    this.list = box.querySelector('ol') as HTMLElement;
    this.virtualizer = new Virtualizer(this.options());
    this.virtualizer._didMount();
    this.virtualizer._willUpdate();
  }

  show(rows: readonly Row[]): void {
    this.rows = rows;
    (this.box.querySelector('.empty') as HTMLElement).hidden = rows.length > 0;
    this.virtualizer.setOptions(this.options());
    this.virtualizer._willUpdate();
    this.drawn.clear();
    this.list.replaceChildren(this.above, this.below);
    this.virtualizer.measure();
    this.draw();
  }

  /** Brings a row into sight. @returns its link. */
  reveal(index: number): HTMLAnchorElement | null {
    const top = index * ROW_HEIGHT;
    const { scrollTop, clientHeight } = this.box;
    if (top < scrollTop) this.box.scrollTop = top;
    else if (top + ROW_HEIGHT > scrollTop + clientHeight)
      this.box.scrollTop = top + ROW_HEIGHT - clientHeight;
    this.virtualizer.scrollOffset = this.box.scrollTop;
    this.virtualizer.measure();
    this.draw();
    return this.drawn.get(index)?.querySelector('a') ?? null;
  }

  /** Calls `dress` again for the rows in the page. */
  redress(): void {
    for (const [index, row] of this.drawn) {
      this.dress(row.querySelector('a') as HTMLAnchorElement, this.rows[index] as Row);
    }
  }

  private options(): VirtualizerOptions<HTMLElement, Element> {
    return {
      count: this.rows.length,
      getScrollElement: () => this.box,
      estimateSize: () => ROW_HEIGHT,
      overscan: 8,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: () => this.draw(),
    };
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
      const row = this.drawn.get(index) ?? this.made(index);
      if (!this.drawn.has(index)) last.after(row);
      this.drawn.set(index, row);
      last = row;
    }
  }

  private made(index: number): HTMLLIElement {
    const row = this.rows[index] as Row;
    const item = document.createElement('li');
    item.setAttribute('aria-setsize', String(this.rows.length));
    item.setAttribute('aria-posinset', String(index + 1));
    item.innerHTML = this.print(row);
    this.dress(item.querySelector('a') as HTMLAnchorElement, row);
    return item;
  }
}

function spacer(): HTMLLIElement {
  const item = document.createElement('li');
  item.className = 'spacer';
  item.setAttribute('aria-hidden', 'true');
  return item;
}
