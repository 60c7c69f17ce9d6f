import { registerShortcuts } from './shortcuts.ts';

/** The switches of the previews on the page that can be seen just now, by name. */
function switches(name: string): readonly (readonly HTMLInputElement[])[] {
  return [...document.querySelectorAll('mail-preview')].map((preview) =>
    [...preview.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)].filter(
      (input) => input.closest<HTMLElement>('fieldset')?.hidden === false,
    ),
  );
}

function choose(name: string, value: string): void {
  for (const inputs of switches(name)) inputs.find((input) => input.value === value)?.click();
}

function cycle(name: string): void {
  for (const inputs of switches(name)) {
    const at = inputs.findIndex(({ checked }) => checked);
    inputs[(at + 1) % inputs.length]?.click();
  }
}

registerShortcuts([
  { keys: ['1'], words: 'The mail', group: 'This mail', run: () => choose('view', 'mail') },
  { keys: ['2'], words: 'Its plain text', group: 'This mail', run: () => choose('view', 'text') },
  { keys: ['3'], words: 'Its source', group: 'This mail', run: () => choose('view', 'source') },
  { keys: ['w'], words: 'Next width', group: 'This mail', run: () => cycle('width') },
  { keys: ['t'], words: 'Next theme', group: 'This mail', run: () => cycle('theme') },
  { keys: ['i'], words: 'Images on or off', group: 'This mail', run: () => cycle('images') },
]);
