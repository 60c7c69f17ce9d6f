import { hash32 } from '../../digest.ts';
import type { ProductInput } from '../product.ts';
import { foldedText } from './plain-text.ts';

type Art = ProductInput['art'];

/** What anything may come in: it claims nothing about what is inside. */
const PLAIN = 'parcel';

/** Things that there is a drawing of, by their English names, one and many. */
const DRAWN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    backpack: 'backpack backpacks rucksack rucksacks',
    basket: 'basket baskets',
    book: 'book books',
    bowl: 'bowl bowls',
    candle: 'candle candles',
    charger: 'charger chargers',
    clock: 'clock clocks',
    cushion: 'cushion cushions',
    dumbbell: 'dumbbell dumbbells',
    headphones: 'headphones',
    incense: 'incense',
    jar: 'jar jars',
    knife: 'knife knives',
    lamp: 'lamp lamps',
    mug: 'mug mugs',
    pan: 'pan pans',
    pen: 'pen pens',
    planter: 'planter planters',
    rug: 'rug rugs',
    scarf: 'scarf scarves scarfs',
    speaker: 'speaker speakers',
    teapot: 'teapot teapots',
    vase: 'vase vases',
    yarn: 'yarn yarns',
  }).flatMap(([shape, words]) => words.split(' ').map((word) => [word, shape] as const)),
);

/** Things whose last word alone may be something else. */
const DRAWN_PAIRS: ReadonlyMap<string, string> = new Map([
  ['drinking bottle', 'bottle'],
  ['steel bottle', 'bottle'],
  ['incense sticks', 'incense'],
  ['photo frame', 'frame'],
  ['picture frame', 'frame'],
  ['yoga mat', 'mat'],
  ['watering can', 'watering-can'],
]);

/** Calm pairs of colours. */
const COLORS = [
  ['#7d8f86', '#d9cfc0'],
  ['#a68a64', '#e6d8c3'],
  ['#6f7f95', '#cfd6de'],
  ['#8a7b94', '#ddd3e0'],
  ['#7f8b6b', '#dcdcc6'],
  ['#9a7b74', '#e3d2cb'],
  ['#5f8a8b', '#cfe0dd'],
  ['#8c8270', '#dfd9cc'],
  ['#b0785a', '#ead7c4'],
  ['#5d7a9a', '#e2c98f'],
  ['#94606f', '#e8cfd0'],
] as const;

/**
 * A drawing for each product: of the thing itself where its name ends with a word for it, else a parcel. The same
 * products are drawn the same in every import, in whatever order, and each pair of colours comes about as often as any
 * other.
 */
export function artOfProducts(
  products: readonly { readonly id: string; readonly name: string }[],
): ReadonlyMap<string, Art> {
  const sorted = products.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const given = COLORS.map(() => 0);
  return new Map(
    sorted.map(({ id, name }) => {
      const [color, accent] = COLORS[leastGiven(given, id)] as (typeof COLORS)[number];
      return [id, { shape: shapeOf(name), color, accent }];
    }),
  );
}

export const isPlainArt = ({ shape }: Art): boolean => shape === PLAIN;

/** The last word is the thing itself: a desk lamp is a lamp, and a lamp shade is none. */
function shapeOf(name: string): string {
  const words = wordsOf(name);
  return DRAWN_PAIRS.get(words.slice(-2).join(' ')) ?? DRAWN.get(words.at(-1) ?? '') ?? PLAIN;
}

/** The words of a name without what is said behind the thing: a variant, a name of its own, a size, what it is for. */
function wordsOf(name: string): readonly string[] {
  const [thing = ''] = foldedText(name).split(
    /[,;:|/("“„«[–—]| - | \d| (?:for|with|without|in|of|to|from|by)(?= )/,
    1,
  );
  return thing.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && !/\d/.test(word));
}

/** One of the colours for an id: of those that were given least, the first from where its hash points. */
function leastGiven(given: number[], id: string): number {
  const least = Math.min(...given);
  const start = hash32(`${id}:colour`) % given.length;
  const at = given
    .map((_, step) => (start + step) % given.length)
    .find((each) => given[each] === least) as number;
  given[at] = least + 1;
  return at;
}
