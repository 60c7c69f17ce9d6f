import { element } from './element.ts';
import type { Choice, ChoiceGroup } from './palette-choices.ts';
import { fold, marksOf } from './palette-match.ts';

/** The listbox of the palette, and which of its options the keyboard is at. */
export class PaletteList {
  private options: readonly HTMLElement[] = [];
  private choices: readonly Choice[] = [];
  private at = -1;

  constructor(
    private readonly box: HTMLElement,
    private readonly input: HTMLInputElement,
    private readonly choose: (choice: Choice, isNewTab: boolean) => void,
  ) {
    // The focus stays in the field, also when an option is clicked.
    box.addEventListener('mousedown', (event) => event.preventDefault());
    box.addEventListener('click', (event) => {
      const at = this.options.indexOf((event.target as Element).closest('[role="option"]') as HTMLElement);
      if (at < 0) return;
      event.preventDefault();
      this.open(event.ctrlKey || event.metaKey, at);
    });
  }

  show(groups: readonly ChoiceGroup[], words: readonly string[]): void {
    this.choices = groups.flatMap(({ choices }) => choices);
    const options: HTMLElement[] = [];
    this.box.replaceChildren(
      ...groups.map(({ title, choices }, index) => {
        const heading = element('h2', { id: `palette-group-${index}`, role: 'presentation' }, title);
        const own = choices.map((choice, at) => option(choice, `palette-${index}-${at}`, words));
        options.push(...own);
        return element('div', { role: 'group', 'aria-labelledby': heading.id }, heading, ...own);
      }),
    );
    this.options = options;
    this.box.hidden = options.length === 0;
    this.input.setAttribute('aria-expanded', String(options.length > 0));
    this.box.scrollTop = 0;
    this.select(options.length > 0 ? 0 : -1);
  }

  /** Goes on by so many options, round at the ends. */
  move(by: number): void {
    const { length } = this.options;
    if (length > 0) this.select((this.at + by + length) % length);
  }

  moveToEnd(isLast: boolean): void {
    if (this.options.length > 0) this.select(isLast ? this.options.length - 1 : 0);
  }

  open(isNewTab: boolean, at = this.at): void {
    const choice = this.choices[at];
    if (choice) this.choose(choice, isNewTab);
  }

  private select(at: number): void {
    this.options[this.at]?.setAttribute('aria-selected', 'false');
    this.at = at;
    const chosen = this.options[at];
    if (!chosen) {
      this.input.removeAttribute('aria-activedescendant');
      return;
    }
    chosen.setAttribute('aria-selected', 'true');
    this.input.setAttribute('aria-activedescendant', chosen.id);
    // The heading of the first group comes along.
    (at === 0 ? (chosen.parentElement as HTMLElement) : chosen).scrollIntoView({ block: 'nearest' });
  }
}

function option(choice: Choice, id: string, words: readonly string[]): HTMLElement {
  const label = element('span', { class: 'label', dir: 'auto' }, ...marked(choice.label, words));
  // A word that the label has is not looked for again.
  const others = words.filter((word) => !fold(choice.label).includes(word));
  const hint =
    choice.hint === undefined ? [] : [element('span', { class: 'hint' }, ...marked(choice.hint, others))];
  const state = { id, role: 'option', 'aria-selected': 'false' };
  return 'href' in choice
    ? element('a', { ...state, href: choice.href, tabindex: -1 }, label, ' ', ...hint)
    : element('div', state, label, ' ', ...hint);
}

/** The text with the letters that were found in `mark`. */
function marked(text: string, words: readonly string[]): readonly (Node | string)[] {
  const parts: (Node | string)[] = [];
  let end = 0;
  for (const [from, to] of marksOf(words, text)) {
    parts.push(text.slice(end, from), element('mark', {}, text.slice(from, to)));
    end = to;
  }
  return [...parts, text.slice(end)];
}
