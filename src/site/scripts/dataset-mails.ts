import { DERIVATIONS } from '../../data/derived.ts';
import type { Choice } from '../../pitch/pitch.ts';
import { slot } from '../../pitch/slot.ts';
import type { Piece } from '../../render/workshop.ts';
import { plural } from '../dataset/dataset-words.ts';
import type { Trio } from '../dataset/protocol.ts';
import { type PictureSource, showableMail } from '../dataset/showable-mail.ts';
import { LABELS } from '../derived-values.ts';
import type { DatasetChecker } from './dataset-checker.ts';
import { button, element, part } from './element.ts';
import { openPitchPreview, type PitchPreview } from './pitch-preview.ts';

export interface MailSettings {
  readonly checker: DatasetChecker;
  /** Address of the kit that mails of this site are made with. */
  readonly kit: string;
  readonly base: string;
  readonly tell: (words: string) => void;
}

/** Three customers of a checked dataset with the very mails that a build of it would make. */
export class MailTrio {
  readonly #section: HTMLElement;
  readonly #settings: MailSettings;
  readonly #cards: HTMLElement;
  readonly #another: HTMLButtonElement;
  readonly #seen: IntersectionObserver;
  #preview: { readonly pitches: PitchPreview; readonly address: string } | undefined;
  #turn = 0;
  #round = 0;

  constructor(section: HTMLElement, settings: MailSettings) {
    this.#section = section;
    this.#settings = settings;
    this.#cards = part(section, 'cards');
    this.#another = button('Another three', () => {
      this.#turn += 1;
      void this.#show();
    });
    part(section, 'another').append(this.#another);
    // What renders mails is fetched when somebody comes to see them.
    this.#seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.#seen.disconnect();
        void this.#show();
      },
      { rootMargin: '300px' },
    );
  }

  /** Forgets the dataset before; the new one's mails are made when they come into sight. */
  reset(): void {
    this.#round += 1;
    this.#turn = 0;
    this.#close();
    this.#cards.replaceChildren(...Array.from({ length: 3 }, waitingCard));
    this.#another.disabled = true;
    this.#seen.disconnect();
    this.#seen.observe(this.#section);
  }

  async #show(): Promise<void> {
    const round = this.#round;
    const { checker, kit, tell } = this.#settings;
    this.#another.disabled = true;
    this.#cards.setAttribute('aria-busy', 'true');
    try {
      const trio = await checker.ask('trio', { turn: this.#turn, kit });
      if (!trio || round !== this.#round) return;
      const pieces = await this.#pitches(trio).preview(
        trio.picks.map(({ record }) => record),
        trio.counts,
      );
      if (round !== this.#round) return;
      const { drawProduct } = await import('../../media/art/product-art.ts');
      const pictures = { base: this.#settings.base, drawn: trio.drawn, draw: drawProduct };
      this.#cards.replaceChildren(
        ...pieces.map((piece, at) => card(piece, trio.picks[at]?.because ?? '', trio, pictures)),
      );
      this.#another.disabled = false;
      tell(`Mails to ${pieces.map(({ customer }) => customer.name).join(', ')} are shown.`);
    } catch (error) {
      if (round === this.#round) this.#fail(error);
    } finally {
      this.#cards.removeAttribute('aria-busy');
    }
  }

  #pitches(trio: Trio): PitchPreview {
    if (!this.#preview) {
      const address = URL.createObjectURL(trio.kit);
      this.#preview = { address, pitches: openPitchPreview(address) };
    }
    return this.#preview.pitches;
  }

  #fail(error: unknown): void {
    const { message, hint } = error as { message: string; hint?: string };
    this.#close();
    this.#cards.replaceChildren(
      element(
        'div',
        { class: 'no-mails' },
        element('p', {}, `The mails cannot be shown: ${message}.`),
        element('p', { class: 'hint' }, hint ?? ''),
        button('Try again', () => void this.#show()),
      ),
    );
    this.#settings.tell('The mails cannot be shown.');
  }

  #close(): void {
    if (!this.#preview) return;
    this.#preview.pitches.close();
    URL.revokeObjectURL(this.#preview.address);
    this.#preview = undefined;
  }
}

function waitingCard(): HTMLElement {
  return element(
    'li',
    { class: 'mail-card waiting', 'aria-hidden': 'true' },
    element('div', { class: 'paper' }),
  );
}

function card(piece: Piece, because: string, trio: Trio, pictures: PictureSource): HTMLLIElement {
  const { customer, orders, pitch, message } = piece;
  const name = slot(customer.name);
  const tag = element(
    'span',
    { class: 'tag', 'data-segment': pitch.segment },
    trio.segmentNames[pitch.segment],
  );
  return element(
    'li',
    { class: 'mail-card', 'data-customer': customer.customer_id },
    element(
      'div',
      { class: 'who' },
      element('p', { class: 'because' }, because),
      element('h3', {}, name),
      element('p', { class: 'hint' }, customer.email || 'no address: analytics only'),
      element(
        'p',
        { class: 'marks' },
        tag,
        element('span', {}, pitch.behavior.replaceAll('_', ' ')),
        element('span', {}, plural(orders.length, 'order line')),
      ),
    ),
    element(
      'div',
      { class: 'letter', lang: pitch.mail.shape.locale },
      element('p', { class: 'subject' }, message.subject),
      element('p', { class: 'preview-line' }, message.preheader),
    ),
    element('iframe', {
      class: 'paper',
      title: `Mail to ${name}: ${message.subject}`,
      sandbox: 'allow-same-origin allow-popups allow-popups-to-escape-sandbox',
      srcdoc: showableMail(message.html, pictures),
    }),
    why(piece),
    element(
      'p',
      { class: 'digest', title: 'SHA-256 of the mail: a build of this dataset makes the same' },
      message.sha256,
    ),
  );
}

function why({ customer, pitch }: Piece): HTMLDetailsElement {
  const byPart = Map.groupBy(pitch.choices, ({ part }) => part);
  return element(
    'details',
    {},
    element('summary', {}, 'Why this mail'),
    element(
      'dl',
      { class: 'reasons' },
      ...[...byPart].flatMap(([name, choices]) => [
        element('dt', {}, `${name.charAt(0).toUpperCase()}${name.slice(1)}`),
        ...choices.map(reason),
      ]),
      ...customer.derived.flatMap((column) => [
        element('dt', {}, `${LABELS[column]}: worked out`),
        element('dd', {}, DERIVATIONS[column]),
      ]),
    ),
  );
}

const reason = ({ chosen, because }: Choice) =>
  element('dd', {}, element('b', {}, chosen), element('span', {}, ` ${because}.`));
