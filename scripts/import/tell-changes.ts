import { join } from 'node:path';
import { RESUBSCRIBED_FILE, type Resubscribed } from '../../src/data/import-files/resubscribe.ts';
import type { Undone } from '../../src/data/import-files/undo-import.ts';
import type { Teller } from './show.ts';

/** Which dataset is back, and what that means for those who had said no in the one that went. */
export function tellUndone(undone: Undone, folder: string, tell: Teller): void {
  const { dataset, hasDataset, writtenAt, takenBack } = undone;
  const what = dataset?.sample ? 'the generated sample' : 'your dataset';
  const size = dataset?.customers === undefined ? '' : ` of ${dataset.customers} customers`;
  const asOf = dataset ? `, as of ${dataset.as_of}` : '';
  const since = writtenAt
    ? `, written on ${writtenAt.toISOString().slice(0, 16).replace('T', ' at ')} UTC`
    : '';
  tell.done(
    hasDataset
      ? `${folder}/ holds ${what}${size} again${asOf}${since}`
      : `${folder}/ holds no dataset again, as before the first import`,
  );
  if (takenBack > 0) {
    tell.warn(
      `${takenBack === 1 ? '1 address that had' : `${takenBack} addresses that had`} withdrawn in the undone import ${takenBack === 1 ? 'has' : 'have'} not in this one: import a file that knows of it before you send`,
    );
  }
  tell.note('what was there before is kept: --undo once more brings it back');
}

/** What was lifted, and what was not. */
export function tellResubscribed({ address, isCustomer }: Resubscribed, folder: string, tell: Teller): void {
  tell.done(
    isCustomer
      ? `${address} is subscribed again`
      : `${address} is off the list of those who withdrew; the dataset does not have them`,
  );
  tell.warn('keep the proof of their new consent: you are the one who must show it');
  tell.note(`who, when and by whom: ${join(folder, RESUBSCRIBED_FILE)}`);
  tell.note("the ledger's own suppressions (bounces, unsubscribes by mail) are another list and still hold");
}
