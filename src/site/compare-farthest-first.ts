export interface Pick<Item> {
  readonly item: Item;
  /** The nearest of those picked before; undefined for the first. */
  readonly nearest: Item | undefined;
  /** How far away that one is; infinite for the first. */
  readonly distance: number;
}

/**
 * Up to `count` items that differ as much as possible: each is the one farthest from all picked before, which is
 * farthest-first traversal (T. F. Gonzalez, "Clustering to minimize the maximum intercluster distance", Theoretical
 * Computer Science 38, 1985). When `distance` is a metric, every item is at most twice as far from its nearest pick as
 * with the best possible choice. Takes count × items.length distances. Ends early when all others equal a pick.
 *
 * @param first the item to start from.
 * @param comesBefore decides between items equally far, so that the order of `items` does not matter.
 */
export function farthestFirst<Item>(
  items: readonly Item[],
  count: number,
  first: Item,
  distance: (one: Item, other: Item) => number,
  comesBefore: (one: Item, other: Item) => boolean,
): readonly Pick<Item>[] {
  const picks: Pick<Item>[] = [{ item: first, nearest: undefined, distance: Number.POSITIVE_INFINITY }];
  const nearest = items.map(() => first);
  const distances = items.map(() => Number.POSITIVE_INFINITY);
  while (picks.length < count) {
    const { item: latest } = picks.at(-1) as Pick<Item>;
    let best = -1;
    for (const [at, item] of items.entries()) {
      const away = distance(item, latest);
      if (away < (distances[at] as number)) {
        distances[at] = away;
        nearest[at] = latest;
      }
      const lead = (distances[at] as number) - (distances[best] ?? 0);
      if (lead > 0 || (lead === 0 && best >= 0 && comesBefore(item, items[best] as Item))) best = at;
    }
    if (best < 0) break;
    picks.push({
      item: items[best] as Item,
      nearest: nearest[best],
      distance: distances[best] as number,
    });
  }
  return picks;
}
