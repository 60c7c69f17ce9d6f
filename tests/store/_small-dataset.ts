import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CUSTOMER_COLUMNS } from '../../src/data/customer.ts';
import { ORDER_COLUMNS } from '../../src/data/order.ts';

/** Two customers and two orders, line by line. */
export const CUSTOMERS = [
  CUSTOMER_COLUMNS.join(','),
  'A1,Asha Rao,asha@example.com,VIP,cooking|reading,Pune,2024-01-05,81.5,morning,budget|time,loyal,0.42,1499.50,en,Asia/Kolkata,subscribed,',
  'B2,"Bose, Ravi",ravi@example.org,New,,,2026-06-01,12,evening,,researcher,0,0,,,,',
];
export const ORDERS = [
  ORDER_COLUMNS.join(','),
  'O-1,A1,2026-05-01,brass-diya,decor,1,1000',
  'O-2,A1,2026-03-01,lamp,light,2,499.50',
];
const DATASET = '{"sample": false, "as_of": "2026-06-30"}';

export interface Files {
  readonly customers?: string | Buffer;
  readonly orders?: string | Buffer;
  /** `undefined`: there is no `dataset.json`. */
  readonly dataset?: string | undefined;
}

/** Writes the small dataset, or other files in its place. @returns the folder, made when missing. */
export async function writeFiles(folder: string, files: Files = {}): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'customers.csv'), files.customers ?? lines(CUSTOMERS));
  await writeFile(join(folder, 'orders.csv'), files.orders ?? lines(ORDERS));
  if (!('dataset' in files)) await writeFile(join(folder, 'dataset.json'), DATASET);
  else if (files.dataset !== undefined) await writeFile(join(folder, 'dataset.json'), files.dataset);
  return folder;
}

export const lines = (rows: readonly string[], end = '\n') => rows.join(end) + end;

/** All rows, one word of one line replaced; line 1 is the header. */
export const changed = (rows: readonly string[], line: number, from: string, to: string) =>
  lines(rows.map((row, index) => (index === line - 1 ? row.replace(from, to) : row)));
