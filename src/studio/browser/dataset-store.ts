import type { Storable } from '../../site/scripts/dataset.ts';
import { button, element } from '../../site/scripts/element.ts';
import { ask, type StudioRefusal } from './ask.ts';
import { holdReloadWhile } from './hold-reload.ts';

type Desk = HTMLElement & { readonly storable: Storable };

/** On the page of the dataset: a button that hands the checked files over to an import. */
export async function offerToStore(): Promise<void> {
  const desk = document.querySelector<Desk>('dataset-desk');
  const downloads = desk?.querySelector('[data-part="downloads"] .take');
  if (!desk || !downloads) return;
  await customElements.whenDefined('dataset-desk');
  const told = element('p', { class: 'hint', role: 'status' });
  const mayReplace = element('input', { type: 'checkbox' });
  let isStored = false;
  // What was chosen and mapped by hand would have to be done again.
  holdReloadWhile(() => !isStored && desk.storable.files.length > 0);
  const hand = async () => {
    store.disabled = true;
    told.textContent = 'Handing over…';
    const { files, mapping } = desk.storable;
    const form = new FormData();
    for (const file of files) form.append('file', file, file.name);
    form.append('mapping', mapping, 'mapping.yaml');
    form.append('replace', mayReplace.checked ? 'yes' : 'no');
    try {
      told.textContent = (
        await ask<{ readonly words: string }>('dataset', { method: 'POST', body: form })
      ).words;
      isStored = true;
    } catch (error) {
      const { message, hint } = error as StudioRefusal;
      told.textContent = `Nothing was stored: ${[message, hint].filter(Boolean).join(' ')}`;
    } finally {
      store.disabled = false;
    }
  };
  const store = button('Store it as the dataset', () => void hand(), 'button primary');
  downloads.prepend(
    element(
      'div',
      { class: 'store live' },
      store,
      element('label', {}, mayReplace, 'even if more than half of the customers that are there would go'),
      told,
    ),
  );
}
