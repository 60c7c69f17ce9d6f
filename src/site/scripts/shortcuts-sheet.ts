import { element } from './element.ts';
import { COMMAND_KEY, dialogStyles } from './palette-styles.ts';
import { areKeysOn, listShortcuts, turnKeys } from './shortcuts.ts';

/** Opens the sheet of all keys that this page knows. */
export async function openSheet(): Promise<void> {
  if (document.querySelector('dialog[open]')) return;
  await dialogStyles();
  const dialog = element('dialog', { class: 'key-sheet', 'aria-labelledby': 'key-sheet-title' });
  const close = element('button', { type: 'button', class: 'button' }, 'Close');
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  const groups = Map.groupBy(listShortcuts(), ({ group }) => group);
  const always = [{ keys: [`${COMMAND_KEY} K`], words: 'Search everything, also from a field' }];
  dialog.append(
    element(
      'div',
      { class: 'inner' },
      element('header', {}, element('h2', { id: 'key-sheet-title' }, 'Keys'), close),
      ...GROUPS.flatMap((title) => {
        const shortcuts = groups.get(title);
        return shortcuts ? [{ title, shortcuts }] : [];
      }).map(({ title, shortcuts }) =>
        element(
          'section',
          {},
          element('h3', {}, title),
          element('dl', {}, ...[...shortcuts, ...(title === 'Anywhere' ? always : [])].map(line)),
        ),
      ),
      choice(),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}

const GROUPS = ['Anywhere', 'This customer', 'This mail'] as const;

function line({ keys, words }: { readonly keys: readonly string[]; readonly words: string }): HTMLElement {
  const caps = keys.map((key) => element('kbd', {}, ARROWS[key] ?? key));
  return element(
    'div',
    {},
    element('dt', {}, words),
    element('dd', {}, ...caps.flatMap((cap, at) => (at === 0 ? [cap] : [' or ', cap]))),
  );
}

const ARROWS: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→' };

function choice(): HTMLElement {
  const box = element('input', { type: 'checkbox' });
  box.checked = areKeysOn();
  const words = element('span', {}, 'Keys of one letter work on this site');
  box.addEventListener('change', () => {
    if (turnKeys(box.checked)) return;
    box.checked = true;
    words.textContent = 'This browser lets the site remember nothing, so the keys stay on.';
  });
  return element('label', { class: 'choice' }, box, words);
}
