/** The width of each of several equal columns. */
export function share(columns: readonly unknown[]): string {
  return `${Math.round(100 / columns.length)}%`;
}
