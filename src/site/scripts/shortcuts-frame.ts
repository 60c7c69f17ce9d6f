import { registerShortcuts } from './shortcuts.ts';

/** What the head of every page needs a script for. All that is big is loaded when it is first asked for. */
const opener = document.querySelector<HTMLElement>('[data-palette]');

async function openPalette(): Promise<void> {
  if (!opener) return;
  const { file = '', list = '', customer = '' } = opener.dataset;
  const palette = await import('./palette.ts');
  await palette.openPalette({ file, list, customer });
}

async function openSheet(): Promise<void> {
  const sheet = await import('./shortcuts-sheet.ts');
  sheet.openSheet();
}

registerShortcuts([
  { keys: ['/'], words: 'Search everything', group: 'Anywhere', run: () => void openPalette() },
  { keys: ['?'], words: 'Show the keys', group: 'Anywhere', run: () => void openSheet() },
]);

document.documentElement.dataset.script = '';
document.addEventListener('click', (event) => {
  if ((event.target as Element).closest('[data-palette], [data-palette-opener]')) void openPalette();
});
document.addEventListener('keydown', (event) => {
  if (event.key.toLowerCase() !== 'k' || event.shiftKey || event.altKey) return;
  // In a field Ctrl-K may mean something else; in the palette's own it closes.
  const isElsewhere = (event.target as Element).closest('.cm-editor, [contenteditable]');
  if (event.ctrlKey === event.metaKey || event.defaultPrevented || isElsewhere) return;
  event.preventDefault();
  void openPalette();
});

// The tab of this page in view, where they do not all fit.
const current = document.querySelector<HTMLElement>('.tabs [aria-current]');
const tabs = current?.closest<HTMLElement>('.tabs nav');
function showCurrent(): void {
  if (current && tabs) tabs.scrollLeft = current.offsetLeft - (tabs.clientWidth - current.offsetWidth) / 2;
}
showCurrent();
// Their widths change once more when the font has come.
void document.fonts.ready.then(showCurrent);
