/** Something the command palette does in place of opening a page. */
export interface PaletteAction {
  readonly label: string;
  /** Stands beside it, in small letters: what it is about, or its key. */
  readonly hint?: string;
  /** Other words it is found by. */
  readonly keywords?: string;
  run(): void;
}

const known: PaletteAction[] = [];

/** Tells an open palette that there is more to offer. */
export const ACTIONS_CHANGED = 'palette-actions';

/** Adds what a page can do to the command palette, in the order given. */
export function registerActions(list: readonly PaletteAction[]): void {
  known.push(...list);
  document.dispatchEvent(new Event(ACTIONS_CHANGED));
}

export function registeredActions(): readonly PaletteAction[] {
  return known;
}
