import type { Copy } from '../copy/copy.ts';

/**
 * Whether mails would pitch what only the made-up shop of the sample sells: at least half of the products are its. One
 * of them alone may as well be a real shop's own.
 */
export function isSampleCatalogue({ catalogue }: Pick<Copy, 'catalogue'>): boolean {
  const theirs = catalogue.products.filter(({ id }) => SAMPLE_PRODUCTS.has(id)).length;
  return theirs * 2 >= catalogue.products.length;
}

/** The ids in content/catalogue.yaml as it comes. */
export const SAMPLE_PRODUCTS: ReadonlySet<string> = new Set(
  `
stoneware-mug clay-teapot darjeeling-tea masala-chai tulsi-tea filter-coffee nut-muesli wildflower-honey
mustard-oil iron-tawa triply-kadhai chef-knife spice-jars mango-wood-bowl paper-lamp cane-floor-lamp
jasmine-candle brass-diyas block-print-cushion velvet-cushion cotton-dhurrie wool-rug ceramic-vase
sheesham-frame wall-clock moonj-basket terracotta-planter glazed-planter hanging-planter watering-can
herb-seeds vegetable-seeds marigold-seeds plant-food sandalwood-incense sesame-oil eucalyptus-oil oil-diffuser
copper-bottle singing-bowl meditation-cushion cork-yoga-mat folding-mat dumbbell-pair adjustable-dumbbell
steel-bottle over-ear-headphones bookshelf-speaker pocket-speaker walnut-charger travel-charger reading-light
sunrise-clock smart-planter linen-notebook recipe-journal balcony-handbook hill-stories brass-pen brush-pens
cotton-yarn wool-yarn crochet-basket canvas-backpack day-pack travel-mug travel-journal cotton-stole
wool-stole silk-scarf khadi-stole cane-bag
`
    .trim()
    .split(/\s+/),
);
