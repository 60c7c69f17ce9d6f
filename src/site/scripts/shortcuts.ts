/** A key and what it does on this page. The sheet of keys is made from these. */
export interface Shortcut {
  /** Each as `KeyboardEvent.key` has it; the first is the one that is shown. */
  readonly keys: readonly string[];
  /** `Next customer` */
  readonly words: string;
  /** Under which heading of the sheet. */
  readonly group: 'Anywhere' | 'This customer' | 'This mail';
  run(): void;
}

const known: Shortcut[] = [];

/** Of two with the same key, the one registered first is run. */
export function registerShortcuts(list: readonly Shortcut[]): void {
  known.push(...list);
}

export function listShortcuts(): readonly Shortcut[] {
  return known;
}

const CHOICE = 'keys of one letter';

/** Somebody who dictates, or holds keys by mistake, can turn them off; Ctrl-K stays. */
export function areKeysOn(): boolean {
  try {
    return localStorage.getItem(CHOICE) !== 'off';
  } catch {
    return true;
  }
}

/** @returns whether the browser lets the page remember it. */
export function turnKeys(isOn: boolean): boolean {
  try {
    localStorage.setItem(CHOICE, isOn ? 'on' : 'off');
    return true;
  } catch {
    return false;
  }
}

const TYPED_INTO =
  'textarea, select, [contenteditable]:not([contenteditable="false"]), input:not([type="radio"], [type="checkbox"], [type="button"], [type="submit"], [type="reset"])';
/** What an arrow key moves within by itself. */
const ARROWED =
  'input, audio, video, pre, [tabindex="0"], [role="tab"], [role="option"], [role="slider"], [role="separator"]';

document.addEventListener('keydown', (event) => {
  const { key, target, defaultPrevented, isComposing, ctrlKey, metaKey, altKey } = event;
  if (defaultPrevented || isComposing || ctrlKey || metaKey || altKey || !(target instanceof Element)) return;
  const isArrow = key.startsWith('Arrow');
  if (isArrow && (event.shiftKey || target.closest(ARROWED))) return;
  if (target.closest(TYPED_INTO) || document.querySelector('dialog[open]') || !areKeysOn()) return;
  const shortcut = known.find(({ keys }) => keys.includes(key));
  if (!shortcut) return;
  event.preventDefault();
  shortcut.run();
});
