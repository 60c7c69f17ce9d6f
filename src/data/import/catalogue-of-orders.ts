import { stringify } from 'yaml';
import type { ProductInput } from '../product.ts';
import { isGiftCard } from './gift-card.ts';
import { LINE, type OrderBook } from './order-book.ts';
import { artOfProducts } from './product-art.ts';
import type { Products } from './products.ts';
import { themeOf } from './themes.ts';

/** `catalogue.yaml` made from orders, as `catalogueSchema` of `src/copy` reads it. */
export interface MadeCatalogue {
  readonly interests: readonly string[];
  readonly categories: readonly string[];
  readonly products: readonly ProductInput[];
}

/** A catalogue needs at least so many products, and holds at most so many. */
export const CATALOGUE_SIZE = { fewest: 1, most: 500 } as const;
const MOST_NAME = 80;

/**
 * The products of the orders as a catalogue: those with a name and a price, the best sold first. The price is what was
 * last paid for a piece, the list price is the same, so nothing is said to be reduced. A gift card is nothing to pitch.
 *
 * @returns `undefined` when there are too few of them.
 */
export function catalogueOfOrders(book: OrderBook, products: Products): MadeCatalogue | undefined {
  const sold = new Uint32Array(products.ids.length);
  const price = new Float64Array(products.ids.length);
  const since = new Int32Array(products.ids.length).fill(-1);
  for (let line = 0; line < book.count; line += 1) {
    if (book.states.at(line) !== LINE.kept) continue;
    const product = book.products.at(line);
    sold[product] = (sold[product] as number) + 1;
    const piece = Math.round(book.amounts.at(line) / book.quantities.at(line));
    // What was free says nothing about the price.
    if (piece <= 0 || book.days.at(line) < (since[product] as number)) continue;
    since[product] = book.days.at(line);
    price[product] = piece;
  }
  const best = products.ids
    .map((_, at) => at)
    .filter((at) => products.names[at] !== '' && (price[at] as number) > 0)
    .filter((at) => !isGiftCard(products.names[at] as string))
    .sort(
      (a, b) => (sold[b] as number) - (sold[a] as number) || (products.ids[a]! < products.ids[b]! ? -1 : 1),
    )
    .slice(0, CATALOGUE_SIZE.most);
  if (best.length < CATALOGUE_SIZE.fewest) return undefined;
  const art = artOfProducts(
    best.map((at) => ({ id: products.ids[at] as string, name: products.names[at] as string })),
  );
  const made = best.map((at): ProductInput => {
    const theme = themeOf(products.categories[at] as string);
    const cost = (price[at] as number) / 100;
    return {
      id: products.ids[at] as string,
      name: shortened(products.names[at] as string),
      category: theme,
      price: cost,
      list_price: cost,
      tags: [theme],
      margin: 'medium',
      art: art.get(products.ids[at] as string)!,
    };
  });
  const themes = [...new Set(made.map(({ category }) => category))].sort();
  return { interests: themes, categories: themes, products: made };
}

function shortened(name: string): string {
  return name.length <= MOST_NAME ? name : `${name.slice(0, MOST_NAME - 1).trimEnd()}…`;
}

export function printCatalogue(catalogue: MadeCatalogue): string {
  return `${HEAD}\n${stringify(catalogue, { lineWidth: 110, aliasDuplicateObjects: false })}`;
}

const HEAD = `# Made by the import from the lines of your orders, the best sold first. Correct what you know better.
# price         what was last paid for a piece; list_price is the same until you say otherwise
# tags          the interests it serves; the import knows the category only
# art           a drawing (shape) and its two colours: a parcel, unless the name says what the thing is. Other shapes are
#               those of content/catalogue.yaml, such as mug, lamp or scarf; one that does not exist is refused with all names
`;
