import { differences } from '../compare-differences.ts';
import { differencesHtml, sideHtml } from '../compare-html.ts';
import { shelfOf } from '../compare-marks.ts';
import { type Pair, readPair, writePair } from '../compare-query.ts';
import type { Side } from '../compare-side.ts';
import { CompareFrames } from './compare-frames.ts';
import { ComparePicker, peopleReader } from './compare-picker.ts';
import { part } from './element.ts';
import type { MailTheme } from './mail-dress.ts';

/** What the page knows of the site. Addresses hold `ID` or `SHELF` where these belong. */
export interface CompareSetting {
  readonly usual: Pair;
  readonly marks: readonly string[];
  /** The id of the typical customer of each variant that has any. */
  readonly typical: Readonly<Record<string, string>>;
  readonly list: string;
  readonly shelf: string;
  readonly customer: string;
  readonly mail: string;
}

const SIDES = ['a', 'b'] as const;

class CompareMails extends HTMLElement {
  private setting!: CompareSetting;
  private frames!: CompareFrames;
  private pickers!: Readonly<Record<'a' | 'b', ComparePicker>>;
  private pair!: Pair;
  private readonly shelves = new Map<number, Promise<readonly Side[]>>();

  connectedCallback(): void {
    this.setting = JSON.parse(this.dataset.setting as string) as CompareSetting;
    this.frames = new CompareFrames([...this.querySelectorAll('iframe')]);
    const people = peopleReader(this.setting.list);
    const picker = (side: 'a' | 'b') =>
      new ComparePicker(
        this.querySelector(`#pick-${side}`) as HTMLInputElement,
        this.querySelector(`#found-${side}`) as HTMLElement,
        people,
        (id) => void this.show({ ...this.pair, [side]: id }),
        (words) => this.tell(words),
      );
    this.pickers = { a: picker('a'), b: picker('b') };
    for (const side of SIDES) {
      const select = this.select(side);
      select.addEventListener('change', () => {
        if (select.value) void this.show({ ...this.pair, [side]: select.value });
      });
    }
    part(this, 'swap').addEventListener('click', () => void this.show({ a: this.pair.b, b: this.pair.a }));
    for (const input of this.querySelectorAll<HTMLInputElement>('.tools input')) this.wireTool(input);
    this.dataset.ready = '';
    this.pair = this.setting.usual;
    const asked = readPair(location.search, this.setting.usual);
    if (asked.a !== this.pair.a || asked.b !== this.pair.b) void this.show(asked);
  }

  /** The same switch as beside every mail of the site, and it stays as it was left there. */
  private wireTool(input: HTMLInputElement): void {
    const key = `preview ${input.name}`;
    const kept = sessionStorage.getItem(key);
    if (kept !== null) input.checked = input.value === kept;
    const apply = () => {
      if (input.name === 'theme' && input.checked) this.frames.wear(input.value as MailTheme);
    };
    input.addEventListener('change', () => {
      sessionStorage.setItem(key, input.value);
      apply();
    });
    apply();
  }

  private select(side: 'a' | 'b'): HTMLSelectElement {
    return this.querySelector(`#variant-${side}`) as HTMLSelectElement;
  }

  private async show(pair: Pair): Promise<void> {
    const before = this.pair;
    this.pair = pair;
    let left: Side;
    let right: Side;
    try {
      [left, right] = await Promise.all([this.load(pair.a), this.load(pair.b)]);
    } catch (error) {
      if (this.pair !== pair) return;
      this.pair = before;
      this.tell(error instanceof Error ? error.message : String(error));
      return;
    }
    // Meanwhile another pair may have been asked for.
    if (this.pair !== pair) return;
    this.tell('');
    history.replaceState(null, '', `${location.pathname}${writePair(pair)}${location.hash}`);
    const { mail, customer } = this.setting;
    for (const [at, side] of [left, right].entries()) {
      const key = SIDES[at] as 'a' | 'b';
      part(this, `head-${key}`).innerHTML = sideHtml(side, customer.replace('ID', side.id));
      this.frames.show(at, mail.replace('ID', side.id), `Mail to ${side.name}: ${side.subject}`);
      this.pickers[key].settle(side.name);
      const select = this.select(key);
      select.value = pair[key];
      if (select.selectedIndex < 0) select.value = '';
    }
    part(this, 'differences').innerHTML = differencesHtml(differences(left, right), left, right);
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-beside]')) {
      link.search = writePair({ a: pair.a, b: link.dataset.beside as string });
    }
  }

  private async load(value: string): Promise<Side> {
    const { typical, marks } = this.setting;
    const id = typical[value] ?? value;
    const shelf = shelfOf(marks, id);
    const found = shelf < 0 ? undefined : (await this.shelf(shelf)).find((side) => side.id === id);
    if (!found) throw new Error(`There is no customer and no variant “${value}”: choose somebody above.`);
    return found;
  }

  private shelf(number: number): Promise<readonly Side[]> {
    const known = this.shelves.get(number);
    if (known) return known;
    const asked = readShelf(this.setting.shelf.replace('SHELF', String(number))).catch((error: unknown) => {
      this.shelves.delete(number);
      throw error;
    });
    this.shelves.set(number, asked);
    return asked;
  }

  private tell(words: string): void {
    part(this, 'status').textContent = words;
  }
}

async function readShelf(address: string): Promise<readonly Side[]> {
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    return (await answer.json()) as readonly Side[];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${address} could not be read (${reason}). Open the site through a web server, not as a file.`,
    );
  }
}

customElements.define('compare-mails', CompareMails);
