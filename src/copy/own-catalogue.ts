import type { Catalogue } from './catalogue.ts';
import type { Labels } from './content.ts';

/** A catalogue that belongs to the dataset and stands in the place of `content/catalogue.yaml`. */
export interface OwnCatalogue {
  readonly text: string;
  /** As messages name it: `data/catalogue.yaml`. */
  readonly file: string;
}

/**
 * The labels with one for every interest and category of the dataset's own catalogue. The copy was not written for it: what
 * it has no label for is called by its own word, `home_decor` → `home decor`; categories begin with a capital.
 */
export function fillLabels(labels: Labels, { interests, categories }: Catalogue): Labels {
  const plain = (keys: readonly string[]) => keys.map((key) => [key, key.replaceAll(/[_-]+/g, ' ').trim()]);
  const named = plain(categories).map(([key, words = '']) => [
    key,
    `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
  ]);
  return {
    ...labels,
    interests: { ...Object.fromEntries(plain(interests)), ...labels.interests },
    categories: { ...Object.fromEntries(named), ...labels.categories },
  };
}
