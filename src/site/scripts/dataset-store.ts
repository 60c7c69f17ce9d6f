import { button, element } from './element.ts';

/** What is stored: the chosen files as they are, and the mapping that they were checked with. */
export interface Storable {
  readonly files: readonly File[];
  readonly mapping: Blob;
}

/**
 * Where a studio offers to store the files, a button that hands them over: a form with the parts `file` (each of them) and
 * `mapping` (YAML). It answers with JSON: `{"words": "…"}`, or `{"message": "…", "hint": "…"}` with a status from 400 on.
 */
export function storeButton(url: string, storable: () => Storable): HTMLElement {
  const told = element('p', { class: 'hint', role: 'status' });
  const store = button('Store it as the dataset', () => void hand(), 'button primary');
  const hand = async () => {
    store.disabled = true;
    told.textContent = 'Storing…';
    const { files, mapping } = storable();
    const form = new FormData();
    for (const file of files) form.append('file', file, file.name);
    form.append('mapping', mapping, 'mapping.yaml');
    try {
      const answer = await fetch(url, { method: 'POST', body: form });
      const { words, message, hint } = (await answer.json()) as Readonly<Record<string, string | undefined>>;
      told.textContent = answer.ok ? (words ?? 'Stored.') : `${message} ${hint ?? ''}`;
    } catch {
      told.textContent = 'The studio did not answer; nothing was stored. Look whether npm start still runs.';
    } finally {
      store.disabled = false;
    }
  };
  return element('div', { class: 'store' }, store, told);
}
