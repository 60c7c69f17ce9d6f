import type { ListColumns } from '../customer-list.ts';
import { valueAt } from '../customer-list.ts';
import { element } from './element.ts';

const MOST_FOUND = 8;

export interface People {
  readonly columns: ListColumns;
  readonly ids: readonly string[];
  readonly names: readonly string[];
  /** Names in lower case. */
  readonly called: readonly string[];
  /** What is searched besides: ids and cities in lower case. */
  readonly known: readonly string[];
}

/** Reads the list once, however many pickers ask; after a failure the next one asks again. */
export function peopleReader(address: string): () => Promise<People> {
  let asked: Promise<People> | undefined;
  return () => {
    asked ??= readPeople(address).catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };
}

async function readPeople(address: string): Promise<People> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const columns = (await answer.json()) as ListColumns;
  const [ids, names] = [columns.ids.split('\n'), columns.names.split('\n')];
  return {
    columns,
    ids,
    names,
    called: names.map((name) => name.toLowerCase()),
    known: ids.map((id, at) => `${id} ${valueAt(columns.cities, at)}`.toLowerCase()),
  };
}

/** Those with every word in their name, then those with every word in their name, id or city. */
function matches({ called, known }: People, words: readonly string[]): readonly number[] {
  const [first, then]: [number[], number[]] = [[], []];
  for (const [at, name] of called.entries()) {
    if (words.every((word) => name.includes(word))) first.push(at);
    else if (words.every((word) => name.includes(word) || known[at]?.includes(word))) then.push(at);
  }
  return [...first, ...then];
}

/** A combobox over all customers, after the pattern of the ARIA Authoring Practices (list autocomplete). */
export class ComparePicker {
  private found: readonly number[] = [];
  private active = -1;
  /** What the field says while nobody searches. */
  private settled: string;

  constructor(
    private readonly input: HTMLInputElement,
    private readonly list: HTMLElement,
    private readonly people: () => Promise<People>,
    private readonly choose: (id: string) => void,
    private readonly tell: (words: string) => void,
  ) {
    this.settled = input.value;
    input.addEventListener('focus', () => {
      input.select();
      // Read while the reader thinks of a name.
      people().catch(() => {});
    });
    input.addEventListener('input', () => void this.search());
    input.addEventListener('keydown', (event) => this.press(event));
    input.addEventListener('blur', () => this.close());
    // Before the field loses the focus.
    list.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      const option = (event.target as HTMLElement).closest<HTMLElement>('[role="option"]');
      if (option) this.take(Number(option.dataset.at));
    });
  }

  /** Names the customer that is shown. */
  settle(name: string): void {
    this.settled = name;
    this.input.value = name;
  }

  private async search(): Promise<void> {
    const text = this.input.value;
    let people: People;
    try {
      people = await this.people();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.tell(`The list of customers could not be read (${reason}). Type again to try again.`);
      return;
    }
    // Meanwhile there may be another text, or no reader.
    if (this.input.value !== text || document.activeElement !== this.input) return;
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const found = matches(people, words);
    this.found = found.slice(0, MOST_FOUND);
    this.active = this.found.length > 0 ? 0 : -1;
    this.draw(people);
    this.tell(
      this.found.length === 0
        ? `Nobody is called or lives in “${text.trim()}”.`
        : `${this.found.length} of ${found.length} found are listed.`,
    );
  }

  private draw({ columns, ids, names }: People): void {
    this.list.replaceChildren(
      ...this.found.map((at, index) =>
        element(
          'div',
          { id: `${this.list.id}-${index}`, role: 'option', 'data-at': index },
          element('span', {}, names[at] as string),
          element(
            'span',
            { class: 'hint' },
            [valueAt(columns.cities, at), ids[at]].filter(Boolean).join(' · '),
          ),
        ),
      ),
    );
    this.list.hidden = this.found.length === 0;
    this.input.setAttribute('aria-expanded', String(!this.list.hidden));
    this.mark();
  }

  private mark(): void {
    for (const [at, option] of [...this.list.children].entries()) {
      option.setAttribute('aria-selected', String(at === this.active));
      if (at === this.active) option.scrollIntoView({ block: 'nearest' });
    }
    const id = this.list.children[this.active]?.id;
    if (id) this.input.setAttribute('aria-activedescendant', id);
    else this.input.removeAttribute('aria-activedescendant');
  }

  private press(event: KeyboardEvent): void {
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      if (this.list.hidden) {
        this.input.value = this.input.value === this.settled ? '' : this.input.value;
        void this.search();
        return;
      }
      const { length } = this.found;
      this.active = (this.active + (key === 'ArrowDown' ? 1 : length - 1)) % length;
      this.mark();
    } else if (key === 'Enter') {
      event.preventDefault();
      if (!this.list.hidden) this.take(this.active);
    } else if (key === 'Escape') {
      this.close();
      this.input.select();
    }
  }

  private take(index: number): void {
    const at = this.found[index];
    if (at === undefined) return;
    void this.people().then(({ ids, names }) => {
      this.settle(names[at] as string);
      this.close();
      this.tell('');
      this.choose(ids[at] as string);
    });
  }

  private close(): void {
    this.list.hidden = true;
    this.found = [];
    this.active = -1;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
    this.input.value = this.settled;
  }
}
