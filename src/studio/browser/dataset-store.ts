import { CHECKED, type Storable } from '../../site/scripts/dataset-storable.ts';
import { button, element } from '../../site/scripts/element.ts';
import type { Job } from '../live/job.ts';
import { ask, type StudioRefusal } from './ask.ts';
import { notStoredPanel, storedPanel } from './dataset-stored.ts';
import { holdReloadWhile } from './hold-reload.ts';
import { watchWork } from './work.ts';

type Desk = HTMLElement & { readonly storable: Storable };

/** On the page of the dataset: a button that hands the checked files over to an import, and what came of it. */
export async function offerToStore(): Promise<void> {
  const desk = document.querySelector<Desk>('dataset-desk');
  const downloads = desk?.querySelector('[data-part="downloads"] .take');
  if (!desk || !downloads) return;
  await customElements.whenDefined('dataset-desk');
  const told = element('p', { class: 'hint', role: 'status' });
  const outcome = element('div', { class: 'outcome', role: 'status' });
  const mayReplace = element('input', { type: 'checkbox' });
  // What was chosen and mapped by hand would have to be done again, and what was found could not be read any more.
  const isHeld = () => desk.storable.files.length > 0;
  holdReloadWhile(isHeld);
  tellChanges(isHeld);
  desk.addEventListener(CHECKED, () => {
    told.textContent = '';
    outcome.replaceChildren();
  });
  const hand = async () => {
    store.disabled = true;
    outcome.replaceChildren();
    told.textContent = 'Handing over…';
    const { files, mapping, report } = desk.storable;
    const form = new FormData();
    for (const file of files) form.append('file', file, file.name);
    form.append('mapping', mapping, 'mapping.yaml');
    form.append('replace', mayReplace.checked ? 'yes' : 'no');
    try {
      const { words, job } = await ask<{ readonly words: string; readonly job: Job }>('dataset', {
        method: 'POST',
        body: form,
      });
      told.textContent = words;
      whenEnded(job.id, (ended) => {
        store.disabled = false;
        told.textContent = '';
        // Other files may have been chosen meanwhile: it is told of those that were handed over.
        outcome.replaceChildren(
          ended.state === 'done' && report
            ? storedPanel(report, desk.dataset.folder ?? 'data')
            : notStoredPanel(ended),
        );
      });
    } catch (error) {
      const { message, hint } = error as StudioRefusal;
      told.textContent = `Nothing was stored: ${[message, hint].filter(Boolean).join(' ')}`;
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
      outcome,
    ),
  );
}

/** Calls once, also for a job that has ended before anybody watched. */
function whenEnded(id: string, hear: (job: Job) => void): void {
  let isTold = false;
  watchWork(({ jobs }) => {
    const job = jobs.find((each) => each.id === id);
    if (isTold || !job || job.state === 'running') return;
    isTold = true;
    hear(job);
  });
}

const CHANGES_DATASET: readonly string[] = ['import', 'undo-import', 'generate'];

/** A page that is not reloaded shows the dataset before: it says so, and leads to the one of now. */
function tellChanges(isHeld: () => boolean): void {
  const acts = document.querySelector('.now-acts');
  const words = element(
    'p',
    { class: 'changed-since', role: 'status' },
    'The dataset has changed since; the figures above are of the one before. ',
    element('a', { href: location.pathname }, 'Show those of now'),
  );
  watchWork((_, ended) => {
    if (ended?.state === 'done' && CHANGES_DATASET.includes(ended.action) && isHeld()) acts?.append(words);
  });
}
