import type { Surface } from '../copy/brand.ts';
import { type Copy, type LocaleCopy, localeFor } from '../copy/copy.ts';
import type { Text } from '../copy/text.ts';
import type { Behavior, Segment } from '../data/vocabulary.ts';
import { historyOf } from '../pitch/history.ts';
import type { Model } from '../pitch/model.ts';
import type { MailFact, MailPick, Pitch } from '../pitch/pitch.ts';
import { oneLine } from '../pitch/slot.ts';
import { type Words, wordsFor } from '../pitch/words.ts';
import type { CustomerRecord } from '../store/store.ts';
import type { ProductArt } from './art/product-art.ts';

/**
 * What every medium of one customer says: plain data, made from the same choices as their mail, so that a film never
 * says what the mail does not. Equal briefs make equal media; nothing else of the customer goes into one.
 */
export interface MediaBrief {
  readonly customerId: string;
  readonly locale: string;
  readonly dir: 'ltr' | 'rtl';
  readonly segment: Segment;
  readonly behavior: Behavior;
  readonly brand: { readonly name: string; readonly tagline: string; readonly host: string };
  readonly surface: Surface;
  /** May be empty. */
  readonly firstName: string;
  /** Reads the poster, names the player. */
  readonly title: string;
  /** The link that plays the film. */
  readonly watch: string;
  /** 4 to 6, in the order they are shown. */
  readonly scenes: readonly Scene[];
}

/** One slide, and the line that is spoken over it. */
export type Scene = { readonly spoken: string } & (
  | { readonly kind: 'greeting'; readonly eyebrow: string; readonly headline: string }
  | { readonly kind: 'numbers'; readonly title: string; readonly facts: readonly MailFact[] }
  | { readonly kind: 'pick'; readonly pick: ScenePick }
  | { readonly kind: 'picks'; readonly title: string; readonly picks: readonly ScenePick[] }
  | {
      readonly kind: 'offer';
      readonly title: string;
      readonly rows: readonly SceneRow[];
      readonly note: string;
    }
  | { readonly kind: 'action'; readonly line: string; readonly label: string }
);

export interface ScenePick
  extends Pick<MailPick, 'name' | 'category' | 'price' | 'listPrice' | 'saving' | 'reason'> {
  readonly productId: string;
  readonly art: ProductArt;
}

export type SceneRow = Pitch['mail']['callToAction']['rows'][number];

/** The most picks beside each other on one slide. */
const MOST_PICKS = 3;

/** A pure function of the record, its pitch, the model and the copy. */
export function briefOf(record: CustomerRecord, pitch: Pitch, model: Model, copy: Copy): MediaBrief {
  const { customer } = record;
  const text = localeFor(copy, customer.locale).copy;
  const words = wordsFor(record, historyOf(record, model), pitch.recommendations, model, copy, text);
  const say = (compiled: Text) => oneLine(compiled(words));
  const { film } = text;
  const { segment, behavior, mail } = pitch;

  const picks = pitch.recommendations.flatMap(({ productId }, index): readonly ScenePick[] => {
    const [product, item] = [model.byId.get(productId), mail.picks.items[index]];
    if (!product || !item) return [];
    const { name, category, price, listPrice, saving, reason } = item;
    return [{ productId, name, category, price, listPrice, saving, reason, art: product.art }];
  });
  const [first, ...more] = picks;
  const { title, rows, note, label } = mail.callToAction;
  const scenes: Scene[] = [
    {
      kind: 'greeting',
      eyebrow: mail.hero.eyebrow,
      headline: mail.hero.headline,
      spoken: say(film.greeting[segment]),
    },
  ];
  if (words.orders.count > 0) {
    scenes.push({
      kind: 'numbers',
      title: say(film.numbers.title),
      facts: numbersOf(words, film, say),
      spoken: say(film.numbers.spoken),
    });
  }
  if (first) scenes.push({ kind: 'pick', pick: first, spoken: say(film.pick) });
  if (more.length > 0) {
    scenes.push({
      kind: 'picks',
      title: mail.picks.title,
      picks: more.slice(0, MOST_PICKS),
      spoken: say(film.picks),
    });
  }
  scenes.push(
    { kind: 'offer', title, rows, note, spoken: say(film.offer[behavior]) },
    { kind: 'action', line: mail.brand.tagline, label, spoken: say(film.action[segment]) },
  );
  return {
    customerId: customer.customer_id,
    locale: text.locale,
    dir: text.dir,
    segment,
    behavior,
    brand: { name: mail.brand.name, tagline: mail.brand.tagline, host: new URL(copy.brand.links.home).host },
    surface: copy.brand.colors.segments[segment],
    firstName: words.customer.first_name,
    title: say(film.title),
    watch: say(film.watch),
    scenes,
  };
}

/** Everything that is spoken, as one text. */
export function scriptOf({ scenes }: MediaBrief): string {
  return scenes.map(({ spoken }) => spoken).join(' ');
}

/** True numbers that anybody would like to read about themselves: never what they spent. */
function numbersOf(
  { orders, customer }: Words,
  { numbers }: LocaleCopy['film'],
  say: (text: Text) => string,
): readonly MailFact[] {
  const facts = [{ label: say(numbers.orders), value: String(orders.count) }];
  if (customer.since !== '') facts.push({ label: say(numbers.since), value: customer.since });
  if (orders.favourite_category !== '') {
    facts.push({ label: say(numbers.favourite), value: orders.favourite_category });
  }
  return facts;
}
