import type { LocaleCopy } from '../copy/copy.ts';
import type { Product } from '../data/product.ts';
import type { Behavior } from '../data/vocabulary.ts';
import type { History } from './history.ts';
import { type Model, percentOff } from './model.ts';
import type { MailContent, MailPick, Recommendation } from './pitch.ts';
import { oneLine } from './slot.ts';
import type { ItemWords, Words } from './words.ts';

type Rows = MailContent['callToAction']['rows'];

/** The rows of the behaviour's block: only what is true of these picks, so there may be none. At most 3. */
export function callToActionRows(
  behavior: Behavior,
  given: {
    readonly recommendations: readonly Recommendation[];
    readonly picks: readonly MailPick[];
    readonly items: readonly ItemWords[];
    readonly history: History;
    readonly words: Words;
    readonly model: Model;
    readonly text: LocaleCopy;
  },
): Rows {
  const { picks, items, history, words, model, text } = given;
  const products = given.recommendations.map(({ productId }) => model.byId.get(productId) as Product);
  const row = (index: number, note: string) => {
    const pick = picks[index] as MailPick;
    return { label: pick.name, value: pick.price, note };
  };
  switch (behavior) {
    case 'impulse_buyer':
      return [row(0, (picks[0] as MailPick).category || (picks[0] as MailPick).reason)];
    case 'researcher':
      return picks.slice(0, 3).map((pick, index) => row(index, pick.reason));
    case 'bargain_hunter':
      return products
        .map((product, index) => ({ index, percent: percentOff(product) }))
        .filter(({ percent }) => percent >= 1)
        .sort((a, b) => b.percent - a.percent || a.index - b.index)
        .slice(0, 3)
        .map(({ index }) => row(index, oneLine(text.labels.rows.discount(items[index] as ItemWords))));
    case 'loyal': {
      if (history.favouriteCategory === undefined) return [];
      const { facts, rows } = text.labels;
      // Who has a favourite has ordered, so there is a first day.
      const since = `${oneLine(facts.member_since(words))}: ${words.customer.since}`;
      return [{ label: oneLine(rows.favourite(words)), value: words.orders.favourite_category, note: since }];
    }
    case 'seasonal':
      return products
        .map((product, index) => ({ product, index }))
        .filter(({ product }) => product.seasons.includes(model.season))
        .slice(0, 3)
        .map(({ index }) => row(index, oneLine(text.labels.rows.season(words))));
  }
}
