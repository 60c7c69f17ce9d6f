import type { PaletteAction } from './palette-actions.ts';
import { listShortcuts } from './shortcuts.ts';

/** What every page can do, and what this one does at a key. */
export function pageActions(): readonly PaletteAction[] {
  const keyed = listShortcuts()
    .filter(({ keys }) => keys[0] !== '/')
    .map(({ words, keys, run, group }) => ({
      label: words,
      hint: `key ${keys[0]}`,
      keywords: `${group} keyboard`,
      run,
    }));
  return [
    ...keyed,
    { label: 'Print this page', keywords: 'pdf paper', run: () => print() },
    ...(navigator.clipboard
      ? [
          {
            label: 'Copy the address of this page',
            keywords: 'link url share',
            run: () => void navigator.clipboard.writeText(location.href),
          },
        ]
      : []),
  ];
}
