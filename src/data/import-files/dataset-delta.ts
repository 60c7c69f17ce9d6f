import { join } from 'node:path';
import { PitchwrightError } from '../../errors.ts';
import { canonicalAddress } from '../canonical-address.ts';
import { readDataset } from '../dataset.ts';
import { bytes, integers } from '../import/growable.ts';
import { KeyTable } from '../import/key-table.ts';
import { readCsv } from '../read-csv.ts';

/** What an import makes of the customers, or of the order lines, that are there. */
export interface TableDelta {
  readonly before: number;
  readonly fresh: number;
  readonly changed: number;
  readonly gone: number;
}

export interface DatasetDelta {
  readonly customers: TableDelta;
  readonly orders: TableDelta;
}

/**
 * Compares the dataset of a folder with a draft that is to take its place. Customers are known by their id or by their
 * address.
 *
 * @returns `undefined` where there is no dataset, or a generated sample.
 */
export async function datasetDelta(folder: string, draft: string): Promise<DatasetDelta | undefined> {
  if ((await readDataset(join(folder, 'dataset.json')))?.sample) return undefined;
  const of = (file: string, key: string) => tableDelta(join(folder, file), join(draft, file), key);
  const customers = await of('customers.csv', 'customer_id');
  return customers.before === 0 ? undefined : { customers, orders: await of('orders.csv', 'order_id') };
}

async function tableDelta(before: string, after: string, key: string): Promise<TableDelta> {
  const [ids, addresses, rows] = [new KeyTable(), new KeyTable(), new KeyTable()];
  const owners = integers();
  const met = bytes();
  await eachRow(before, key, (id, address, row) => {
    const person = ids.numberOf(id);
    if (person >= met.length) met.push(0);
    rows.numberOf(row);
    if (address !== '' && addresses.numberOf(address) >= owners.length) owners.push(person);
  });
  let fresh = 0;
  let changed = 0;
  await eachRow(after, key, (id, address, row) => {
    const person = ids.has(id)
      ? ids.numberOf(id)
      : address !== '' && addresses.has(address)
        ? owners.at(addresses.numberOf(address))
        : -1;
    if (person < 0) fresh += 1;
    else {
      met.set(person, 1);
      if (!rows.has(row)) changed += 1;
    }
  });
  let kept = 0;
  for (let at = 0; at < met.length; at += 1) kept += met.at(at);
  return { before: met.length, fresh, changed, gone: met.length - kept };
}

/** The rows of a file, with their id and the address in its canonical form; none of a file that is missing. */
async function eachRow(
  path: string,
  key: string,
  onRow: (id: string, address: string, row: string) => void,
): Promise<void> {
  let header: readonly string[] = [];
  await readCsv(path, ({ fields }) => {
    if (header.length === 0) {
      header = fields;
      return;
    }
    const email = fields[header.indexOf('email')] ?? '';
    onRow(
      fields[header.indexOf(key)] ?? '',
      email === '' ? '' : canonicalAddress(email),
      fields.join('\u0000'),
    );
  }).catch((error: NodeJS.ErrnoException) => {
    // A folder in the place of a file is named by the swap.
    if (error.code !== 'ENOENT' && error.code !== 'EISDIR') throw error;
  });
}

/** Fewer may go without a word. */
const FEW = 5;

const isMost = ({ before, gone }: TableDelta) => gone > FEW && gone * 2 > before;

/** Whether more than half of the customers or of the order lines go. */
export const isLoss = ({ customers, orders }: DatasetDelta) => isMost(customers) || isMost(orders);

/** `customers new 3, changed 12, gone 59; order lines new 0, changed 0, gone 400`. */
export function deltaInWords({ customers, orders }: DatasetDelta): string {
  const words = ({ fresh, changed, gone }: TableDelta) => `new ${fresh}, changed ${changed}, gone ${gone}`;
  const hasOrders = orders.before + orders.fresh > 0;
  return `customers ${words(customers)}${hasOrders ? `; order lines ${words(orders)}` : ''}`;
}

/** @throws PitchwrightError `IMPORT_REPLACES` */
export function refuseLoss(folder: string, delta: DatasetDelta): void {
  if (!isLoss(delta)) return;
  const { customers, orders } = delta;
  const [what, table] = isMost(customers) ? ['customers', customers] : ['order lines', orders];
  throw new PitchwrightError(
    'IMPORT_REPLACES',
    `of ${table.before} ${what} in ${folder}/, ${table.gone} are not in these files and would go (${deltaInWords(delta)})`,
    {
      hint: 'an import replaces the dataset: name all files of it together. --replace does it all the same; --dry-run shows what it would be',
    },
  );
}
