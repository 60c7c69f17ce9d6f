import { slugOfText } from './plain-text.ts';

/**
 * The word for a category in catalogue and interests: lower-case, with `_`, as content writes them; mails show it with
 * spaces. A name without any Latin letter gives none.
 */
export function themeOf(category: string): string {
  return slugOfText(category).replaceAll('-', '_') || OTHER;
}

/** Of products whose category is not known. */
export const OTHER = 'other';

const MOST_INTERESTS = 3;

/**
 * The interests of somebody by what they bought: each line counts 1 for the first tag of its product and ½ for the
 * others. At most three; a product of no known category says
 * nothing.
 */
export function interestsOf(
  products: ReadonlyMap<number, number>,
  tagsOf: (product: number) => readonly string[],
): readonly string[] {
  const points = new Map<string, number>();
  for (const [product, lines] of products) {
    tagsOf(product).forEach((tag, place) => {
      if (tag !== OTHER) points.set(tag, (points.get(tag) ?? 0) + lines * (place === 0 ? 1 : 0.5));
    });
  }
  return [...points]
    .sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
    .slice(0, MOST_INTERESTS)
    .map(([tag]) => tag);
}
