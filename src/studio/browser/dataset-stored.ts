import type { ImportReport } from '../../data/import/report.ts';
import { address } from '../../site/address.ts';
import { count, plural } from '../../site/dataset/dataset-words.ts';
import { element } from '../../site/scripts/element.ts';
import type { Job } from '../live/job.ts';

/** What was stored, and where to go from there. @param folder of the dataset. */
export function storedPanel({ totals, files }: ImportReport, folder: string): HTMLElement {
  const { customers, orders, rejected } = totals;
  const bought = orders > 0 ? ` and ${plural(orders, 'order line')}` : '';
  const names = files.flatMap(({ rejected_in: name }) => (name === '' ? [] : [`${folder}/${name}`]));
  const left =
    rejected === 0
      ? 'Every row was taken.'
      : `${plural(rejected, 'rejected row')} ${rejected === 1 ? 'is' : 'are'} in ${names.join(' and ')}, with the reason: correct a copy and import it together with the original.`;
  return element(
    'section',
    { class: 'stored' },
    element('h3', {}, `Stored: ${plural(customers, 'customer')}${bought}`),
    element('p', {}, left),
    element(
      'p',
      { class: 'next' },
      element('a', { class: 'button', href: address.customers() }, `Open the ${count(customers)} customers`),
      element('a', { class: 'button', href: address.copyDesk() }, 'Write the copy'),
      element('a', { class: 'button', href: address.campaigns() }, 'Plan a campaign'),
    ),
  );
}

/** Why nothing was stored. */
export function notStoredPanel({ state, whenStopped, result }: Job): HTMLElement {
  const hasFailed = state === 'failed';
  const why = hasFailed ? reasonsIn(result) : [whenStopped];
  return element(
    'section',
    { class: 'stored', 'data-failed': true },
    element('h3', {}, `Nothing was stored: the import ${hasFailed ? 'failed' : 'was ended'}`),
    ...why.map((words) => element('p', {}, words)),
  );
}

/** The fact, and how to mend it. */
function reasonsIn(result: string): readonly string[] {
  if (result === '') return ['Its log, under Activity, says why.'];
  const wrong = result.split(' → ').map((words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`);
  const isLoss = result.includes('--replace');
  return isLoss ? [...wrong, 'Here the box beside the button does what --replace does.'] : wrong;
}
