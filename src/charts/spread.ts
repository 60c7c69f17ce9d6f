/**
 * Places for labels at least `gap` apart between `low` and `high`, each as near to the wanted one as its neighbours
 * allow. Where the room is too small for all, they stand closer.
 */
export function spread(
  wanted: readonly number[],
  gap: number,
  [low, high]: readonly [number, number],
): readonly number[] {
  const order = wanted.map((_, at) => at).sort((a, b) => (wanted[a] as number) - (wanted[b] as number));
  const own = Math.min(gap, (high - low) / Math.max(1, wanted.length - 1));
  const places = [...wanted];
  let least = low;
  for (const at of order) {
    places[at] = Math.max(wanted[at] as number, least);
    least = (places[at] as number) + own;
  }
  let most = high;
  for (const at of order.reverse()) {
    places[at] = Math.min(places[at] as number, most);
    most = (places[at] as number) - own;
  }
  return places;
}
