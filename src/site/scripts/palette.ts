import type { PaletteFile } from '../frame/palette-entries.ts';
import { element } from './element.ts';
import { ACTIONS_CHANGED, registeredActions } from './palette-actions.ts';
import { type Choice, findChoices } from './palette-choices.ts';
import { type CustomerIndex, customerIndex } from './palette-customers.ts';
import { PaletteList } from './palette-list.ts';
import { wordsOf } from './palette-match.ts';
import { pageActions } from './palette-page-actions.ts';
import { recentEntries, rememberEntry } from './palette-recent.ts';
import { COMMAND_KEY, dialogStyles } from './palette-styles.ts';

/** Addresses that the palette reads; the button in the head of each page has them. */
export interface PalettePlaces {
  readonly file: string;
  readonly list: string;
  readonly customer: string;
}

/** The dialog in which anything is found by a few of its letters. */
class Palette {
  private readonly input = element('input', {
    type: 'text',
    role: 'combobox',
    'aria-label': 'Search customers, pages and actions',
    'aria-controls': 'palette-list',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    placeholder: 'Search customers, pages, actions',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    enterkeyhint: 'go',
  });
  private readonly box = element('div', { id: 'palette-list', role: 'listbox', 'aria-label': 'Found' });
  private readonly status = element('p', { class: 'status', role: 'status' });
  private readonly dialog = element('dialog', { class: 'palette', 'aria-label': 'Search' });
  private readonly list = new PaletteList(this.box, this.input, (choice, isNewTab) =>
    this.choose(choice, isNewTab),
  );
  private file: PaletteFile | undefined;
  private customers: CustomerIndex | undefined;
  /** Files that could not be read, in sentences. */
  private readonly failures: string[] = [];

  constructor(private readonly places: PalettePlaces) {
    const close = element('button', { type: 'button', class: 'button' }, 'Close');
    close.addEventListener('click', () => this.dialog.close());
    this.dialog.append(
      element('div', { class: 'field' }, this.input, close),
      this.box,
      this.status,
      keysLine(),
    );
    // The ground behind the dialog belongs to it; its content covers the rest.
    this.dialog.addEventListener('click', (event) => event.target === this.dialog && this.dialog.close());
    this.input.addEventListener('input', () => this.find());
    this.input.addEventListener('keydown', (event) => this.press(event));
    document.addEventListener(ACTIONS_CHANGED, () => this.dialog.open && this.find());
    document.body.append(this.dialog);
    void this.read(places.file, (file: PaletteFile) => {
      this.file = file;
    });
    void this.read(places.list, (columns: Parameters<typeof customerIndex>[0]) => {
      this.customers = customerIndex(columns);
    });
  }

  open(): void {
    if (this.dialog.open) {
      this.dialog.close();
      return;
    }
    // One dialog at a time: what another asks is answered first.
    if (document.querySelector('dialog[open]')) return;
    this.input.value = '';
    this.dialog.showModal();
    this.input.focus();
    this.find();
  }

  private async read<Data>(address: string, take: (data: Data) => void): Promise<void> {
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
      take((await answer.json()) as Data);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.failures.push(`${address} could not be read (${reason}); load the page again.`);
    }
    if (this.dialog.open) this.find();
  }

  private find(): void {
    const words = wordsOf(this.input.value);
    const groups = findChoices(
      {
        file: this.file,
        customers: this.customers,
        customer: this.places.customer,
        actions: [...registeredActions(), ...pageActions()],
        recent: recentEntries(),
      },
      words,
    );
    this.list.show(groups, words);
    this.status.textContent = this.say(groups.length === 0);
  }

  private say(isNothing: boolean): string {
    if (this.failures.length > 0) return this.failures.join(' ');
    if (!this.customers || !this.file) return 'Reading the customers…';
    return isNothing ? `Nothing is called “${this.input.value.trim()}”. Fewer letters find more.` : '';
  }

  private press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => this.list.move(1),
      ArrowUp: () => this.list.move(-1),
      Home: () => this.list.moveToEnd(false),
      End: () => this.list.moveToEnd(true),
      Enter: () => this.list.open(event.ctrlKey || event.metaKey),
    };
    const act = acts[event.key];
    if (!act || event.altKey || (event.shiftKey && event.key !== 'Enter')) return;
    event.preventDefault();
    act();
  }

  private choose(choice: Choice, isNewTab: boolean): void {
    if ('href' in choice) {
      rememberEntry(choice);
      if (isNewTab) window.open(choice.href, '_blank');
      else {
        this.dialog.close();
        location.assign(choice.href);
      }
      return;
    }
    this.dialog.close();
    choice.run();
  }
}

function keysLine(): HTMLElement {
  const keys = [
    ['↑ ↓', 'choose'],
    ['↵', 'open'],
    [`${COMMAND_KEY} ↵`, 'in a new tab'],
    ['Esc', 'close'],
  ] as const;
  return element(
    'p',
    { class: 'keys', 'aria-hidden': 'true' },
    ...keys.map(([key, words]) => element('span', {}, element('kbd', {}, key), ` ${words}`)),
  );
}

let made: Promise<Palette> | undefined;

/** Opens the palette, or closes it when it is open. Made on the first call, with its style sheet. */
export async function openPalette(places: PalettePlaces): Promise<void> {
  made ??= dialogStyles().then(() => new Palette(places));
  (await made).open();
}
