import { appendFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PitchwrightError } from '../../errors.ts';
import { printCsvField } from '../csv-field.ts';
import { readDataset } from '../dataset.ts';
import { addressKey, readAddress } from '../import/address.ts';
import { readCsv } from '../read-csv.ts';
import { withDatasetLock } from './dataset-lock.ts';
import { fileTrouble } from './file-trouble.ts';
import { finishSwap } from './swap.ts';
import { WITHDRAWN_FILE, withdrawnBefore } from './withdrawn-before.ts';

/** Who was subscribed again, when and by whom; only ever added to. */
export const RESUBSCRIBED_FILE = 'resubscribed.csv';

export interface Resubscribed {
  readonly address: string;
  /** Whether the dataset has them: they are subscribed in it from now on. */
  readonly isCustomer: boolean;
}

/**
 * Takes one person off the list of those who withdrew, by their address and by every id that is known to be theirs. The
 * ledger's suppressions are another list, and stay as they are.
 *
 * @param by who does it, for the record.
 * @throws PitchwrightError `ADDRESS_INVALID` | `IMPORT_NOT_WITHDRAWN` | `IMPORT_RUNNING` | `DATASET_UNREADABLE` |
 * `DATASET_UNWRITABLE`
 */
export async function resubscribe(
  folder: string,
  given: string,
  { by, now = new Date() }: { readonly by: string; readonly now?: Date },
): Promise<Resubscribed> {
  const address = readAddress(given);
  if (typeof address !== 'string') {
    throw new PitchwrightError('ADDRESS_INVALID', `"${given}" ${address.reason}`, {
      hint: 'name one address, as it stands in your customers',
    });
  }
  return withDatasetLock(folder, () => resubscribeAlone(folder, address, { by, now }));
}

async function resubscribeAlone(
  folder: string,
  address: string,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<Resubscribed> {
  try {
    await finishSwap(folder);
    const { addresses, ids, owners = new Map<string, string>() } = await withdrawnBefore(folder);
    const key = addressKey(address);
    if (!addresses.has(key)) {
      throw new PitchwrightError('IMPORT_NOT_WITHDRAWN', `nobody with the address ${address} withdrew`, {
        hint: 'look at its spelling; who never subscribed needs nothing but an import that says yes',
      });
    }
    await record(join(folder, RESUBSCRIBED_FILE), [now.toISOString(), address, by]);
    const left = [
      ...[...addresses].filter((each) => each !== key),
      ...[...ids]
        .filter((id) => owners.get(id) !== key)
        .map((id) => `${id} ${owners.get(id) ?? ''}`.trimEnd()),
    ].sort();
    // Whoever is unsubscribed in the dataset counts as withdrawn: dying between the two files lifts nothing.
    await replace(join(folder, WITHDRAWN_FILE), left);
    return { address, isCustomer: await subscribe(folder, key) };
  } catch (error) {
    throw fileTrouble(`${folder} cannot be written`, error, 'nobody was subscribed again');
  }
}

/** Says yes for one person of the dataset. @returns whether it has them. */
async function subscribe(folder: string, key: string): Promise<boolean> {
  const path = join(folder, 'customers.csv');
  if ((await readDataset(join(folder, 'dataset.json')))?.sample) return false;
  let header: readonly string[] = [];
  let isThere = false;
  const lines: string[] = [];
  await readCsv(path, ({ fields }) => {
    if (header.length === 0) header = fields;
    const email = fields[header.indexOf('email')] ?? '';
    const at = header.indexOf('email_consent');
    const isTheirs = header !== fields && at >= 0 && email !== '' && addressKey(email) === key;
    isThere ||= isTheirs;
    lines.push((isTheirs ? fields.with(at, 'subscribed') : fields).map(printCsvField).join(','));
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (isThere) await replace(path, lines);
  return isThere;
}

async function record(path: string, cells: readonly string[]): Promise<void> {
  const isNew = await stat(path).then(
    () => false,
    () => true,
  );
  const rows = isNew ? [['at', 'address', 'by'], cells] : [cells];
  await appendFile(path, rows.map((row) => `${row.map(printCsvField).join(',')}\n`).join(''));
}

/** Files of a dataset may have a second name in `previous`: they are replaced, never written into. */
async function replace(path: string, lines: readonly string[]): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, lines.map((line) => `${line}\n`).join(''));
  await rename(draft, path);
}
