import type { SegmentNames } from '../../copy/segment-names.ts';
import { type CampaignColumns, unpackList } from '../campaign-columns.ts';
import { haystackOf, type MailQuery, matchingRows, sortedReaders } from '../campaign-query.ts';
import type { CampaignList, LeftOut, Reader } from '../campaign-recipients.ts';
import { leftOutHtml, readerHtml } from '../campaign-rows.ts';
import { printCount } from '../campaign-words.ts';
import { RowList } from './campaign-list.ts';
import { fill, MailReader } from './campaign-reader.ts';

/** Turns the first rows of a plan into all of it: searched, drawn only where seen, each mail opened beside the list. */
class CampaignMails extends HTMLElement {
  async connectedCallback(): Promise<void> {
    let list: CampaignList;
    try {
      const answer = await fetch(this.dataset.list as string);
      if (!answer.ok) return;
      list = unpackList((await answer.json()) as CampaignColumns);
    } catch {
      // Without the data the first rows stay as they are: links to the mails.
      return;
    }
    new LiveMails(this, list);
  }
}

class LiveMails {
  private readonly form: HTMLFormElement;
  private readonly haystacks: { readonly readers: readonly string[]; readonly leftOut: readonly string[] };
  private readonly reader: MailReader | undefined;
  private readonly readers: RowList<Reader>;
  private readonly leftOut: RowList<LeftOut>;
  private shown: readonly Reader[] = [];
  private current: string;
  /** Whether the open mail is among those listed. */
  private isListed = true;

  constructor(
    private readonly root: HTMLElement,
    private readonly list: CampaignList,
  ) {
    const { html = '', text = '', customer = '', zone = 'UTC' } = root.dataset;
    const names: SegmentNames = JSON.parse(root.dataset.names as string);
    this.form = root.querySelector('form') as HTMLFormElement;
    this.haystacks = { readers: haystackOf(list.readers), leftOut: haystackOf(list.leftOut) };
    const beside = root.querySelector<HTMLElement>('.reader');
    this.reader = beside ? new MailReader(beside, { html, text, customer, zone, names }) : undefined;
    this.current = list.readers[0]?.id ?? '';
    const box = (name: string) => root.querySelector(`.rows[data-rows="${name}"]`) as HTMLElement;
    this.readers = new RowList(
      box('readers'),
      (reader) => readerHtml(reader, `?c=${reader.id}`, zone, names),
      (link, { id }) => this.dress(link, id),
    );
    this.leftOut = new RowList(
      box('left-out'),
      (each) => leftOutHtml(each, fill(customer, each.id), names),
      () => {},
    );
    root.dataset.ready = '';
    this.wireForm();
    this.wireRows(box('readers'));
    this.wireSteps();
    this.apply();
    const asked = this.asked();
    if (asked !== this.current) this.open(asked, false);
  }

  /** Whose mail the page's address asks for; the first one's when it does not. */
  private asked(): string {
    const asked = new URLSearchParams(location.search).get('c');
    const { readers } = this.list;
    return (readers.find(({ id }) => id === asked) ?? readers[0])?.id ?? '';
  }

  private query(): MailQuery & { readonly list: string } {
    const data = new FormData(this.form);
    return {
      list: String(data.get('list')),
      text: String(data.get('q')),
      segment: String(data.get('segment')),
      sort: String(data.get('sort')) as MailQuery['sort'],
    };
  }

  private wireForm(): void {
    this.form.addEventListener('submit', (event) => event.preventDefault());
    this.form.addEventListener('input', () => {
      this.apply();
      for (const box of this.root.querySelectorAll('.rows')) box.scrollTop = 0;
    });
  }

  private apply(): void {
    const query = this.query();
    for (const box of this.root.querySelectorAll<HTMLElement>('.rows')) {
      box.hidden = box.dataset.rows !== query.list;
    }
    (this.form.elements.namedItem('sort') as HTMLSelectElement).disabled = query.list !== 'readers';
    this.shown = sortedReaders(matchingRows(this.list.readers, this.haystacks.readers, query), query.sort);
    this.isListed = this.shown.some(({ id }) => id === this.current);
    const leftOut = matchingRows(this.list.leftOut, this.haystacks.leftOut, query);
    this.readers.show(this.shown);
    this.leftOut.show(leftOut);
    const [found, total] =
      query.list === 'readers'
        ? [this.shown.length, this.list.readers.length]
        : [leftOut.length, this.list.leftOut.length];
    (this.form.querySelector('[role="status"]') as HTMLElement).textContent =
      `${printCount(found)} of ${printCount(total)} shown`;
    this.place();
  }

  /** The one row that Tab reaches: of the open mail, or the first when that is not listed. */
  private dress(link: HTMLAnchorElement, id: string): void {
    const isCurrent = id === this.current;
    link.tabIndex = isCurrent || (!this.isListed && id === this.shown[0]?.id) ? 0 : -1;
    if (isCurrent) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }

  private wireRows(box: HTMLElement): void {
    box.addEventListener('click', (event) => {
      const link = (event.target as Element).closest('a');
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.open(link.dataset.id as string, true);
      if (matchMedia('(max-width: 1020px)').matches) this.root.querySelector('.reader')?.scrollIntoView();
    });
    box.addEventListener('keydown', (event) => {
      const last = this.shown.length - 1;
      const at = this.shown.findIndex(({ id }) => id === (document.activeElement as HTMLElement).dataset.id);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const next = this.shown[Math.min(last, Math.max(0, to))];
      if (next) this.open(next.id, true);
      this.readers.reveal(this.shown.indexOf(next as Reader))?.focus({ preventScroll: true });
    });
  }

  private wireSteps(): void {
    for (const button of this.root.querySelectorAll<HTMLButtonElement>('[data-step]')) {
      button.addEventListener('click', () => {
        const at = this.shown.findIndex(({ id }) => id === this.current) + Number(button.dataset.step);
        const next = this.shown[at];
        if (next) this.open(next.id, true);
      });
    }
  }

  private open(id: string, isNew: boolean): void {
    const reader = this.list.readers.find((each) => each.id === id);
    if (!reader) return;
    if (id !== this.current) this.reader?.show(reader);
    this.current = id;
    this.isListed = this.shown.includes(reader);
    if (isNew) history.replaceState(null, '', `?c=${id}`);
    this.place();
    const at = this.shown.indexOf(reader);
    if (at !== -1) this.readers.reveal(at);
    this.readers.redress();
  }

  private place(): void {
    const at = this.shown.findIndex(({ id }) => id === this.current);
    this.reader?.tell(at === -1 ? undefined : at + 1, this.shown.length);
  }
}

customElements.define('campaign-mails', CampaignMails);
