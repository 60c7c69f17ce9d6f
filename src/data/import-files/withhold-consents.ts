import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printCsvField } from '../csv-field.ts';
import { readDataset } from '../dataset.ts';
import { addressKey, idKey } from '../import/address.ts';
import { readCsv } from '../read-csv.ts';
import { withdrawnBefore } from './withdrawn-before.ts';

/**
 * Takes the consent of everybody who withdrew in the dataset of a folder, or in that of the draft, out of the draft.
 * Files of the draft may be second names of others: they are replaced, never written into.
 */
export async function withholdConsents(folder: string, draft: string): Promise<void> {
  const place = join(folder, draft);
  const both = [await withdrawnBefore(folder), await withdrawnBefore(place)];
  const keys = new Set(both.flatMap(({ addresses, ids }) => [...addresses, ...ids]));
  if (keys.size === 0) return;
  await replace(join(place, 'withdrawn.txt'), [...keys].sort());
  // Made-up people have given no consent that could be taken back.
  if ((await readDataset(join(place, 'dataset.json')))?.sample) return;
  const path = join(place, 'customers.csv');
  let header: readonly string[] = [];
  let isChanged = false;
  const lines: string[] = [];
  await readCsv(path, ({ fields }) => {
    if (header.length === 0) header = fields;
    else {
      const cell = (name: string) => fields[header.indexOf(name)] ?? '';
      const isOut =
        (cell('email') !== '' && keys.has(addressKey(cell('email')))) || keys.has(idKey(cell('customer_id')));
      const at = header.indexOf('email_consent');
      if (isOut && at >= 0 && cell('email_consent') !== 'unsubscribed') {
        isChanged = true;
        lines.push(print(fields.with(at, 'unsubscribed')));
        return;
      }
    }
    lines.push(print(fields));
  });
  if (isChanged) await replace(path, lines);
}

const print = (fields: readonly string[]) => fields.map(printCsvField).join(',');

async function replace(path: string, lines: readonly string[]): Promise<void> {
  await rm(path, { force: true });
  await writeFile(path, `${lines.join('\n')}\n`);
}
