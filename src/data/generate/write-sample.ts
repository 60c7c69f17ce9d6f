import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PitchwrightError } from '../../errors.ts';
import { printCsvField } from '../csv-field.ts';
import { CUSTOMER_COLUMNS, type Customer } from '../customer.ts';
import type { Dataset } from '../dataset.ts';
import { printMoney } from '../fields.ts';
import { ORDER_COLUMNS, type Order } from '../order.ts';
import { type GenerateOptions, generateCustomers } from './generate.ts';
import { replaceFiles } from './replace-files.ts';

export interface WriteSampleOptions extends GenerateOptions {
  /** Where `customers.csv`, `orders.csv` and `dataset.json` go; made when missing. */
  readonly folder: string;
  /** Called now and then, and at the end. */
  /** Ends the writing early; its reason is thrown, and nothing is left behind. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Everything about made-up people is given, so the file says nothing of what was derived. */
export const SAMPLE_COLUMNS = CUSTOMER_COLUMNS.filter((column) => column !== 'derived');

/** Customers that are printed and written together: about 200 kB of text. */
const BATCH = 500;

/**
 * Generates and writes a sample, in flat memory. The three files are finished under temporary names before they take
 * their places together; when anything fails, the temporary files go and the old ones stay.
 * @throws PitchwrightError `SAMPLE_UNWRITABLE`
 */
export async function writeSample(
  options: WriteSampleOptions,
  generate = generateCustomers,
): Promise<Dataset> {
  const { folder } = options;
  const drafts = ['customers.csv', 'orders.csv', 'dataset.json'].map((name) => {
    const path = join(folder, name);
    return { path, draft: `${path}.${process.pid}.tmp` };
  });
  const handles: FileHandle[] = [];
  const close = async () => {
    for (const handle of handles.splice(0)) await handle.close();
  };
  try {
    await mkdir(folder, { recursive: true });
    for (const { draft } of drafts) handles.push(await open(draft, 'w'));
    const dataset = await fill(handles as [FileHandle, FileHandle, FileHandle], options, generate);
    await close();
    await replaceFiles(drafts);
    return dataset;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new PitchwrightError(
      'SAMPLE_UNWRITABLE',
      `${folder} cannot be written: ${(error as Error).message}`,
      {
        hint: 'choose a folder that you may write to, with room for the files, and close programs that have them open',
        cause: error,
      },
    );
  } finally {
    await close();
    // Where not even the folder could be made, there is nothing to remove, and no other error to report.
    for (const { draft } of drafts) await rm(draft, { force: true }).catch(() => {});
  }
}

async function fill(
  [customersFile, ordersFile, datasetFile]: readonly [FileHandle, FileHandle, FileHandle],
  options: WriteSampleOptions,
  generate: typeof generateCustomers,
): Promise<Dataset> {
  const { seed, asOf, onProgress } = options;
  let customerText = printRow(SAMPLE_COLUMNS);
  let orderText = printRow(ORDER_COLUMNS);
  let customers = 0;
  let orders = 0;
  const flush = async () => {
    // Waiting for the disk here keeps the generator from running ahead of it.
    await customersFile.appendFile(customerText);
    await ordersFile.appendFile(orderText);
    customerText = '';
    orderText = '';
    onProgress?.(customers, options.customers);
  };
  for (const { customer, orders: bought } of generate(options)) {
    customerText += printRow(SAMPLE_COLUMNS.map((column) => printCustomerField(customer, column)));
    for (const order of bought)
      orderText += printRow(ORDER_COLUMNS.map((column) => printOrderField(order, column)));
    customers += 1;
    orders += bought.length;
    if (customers % BATCH === 0) {
      await flush();
      options.signal?.throwIfAborted();
    }
  }
  if (customers % BATCH !== 0 || customers === 0) await flush();
  const dataset: Dataset = { sample: true, as_of: asOf, seed, customers, orders };
  await datasetFile.appendFile(`${JSON.stringify(dataset, null, 2)}\n`);
  return dataset;
}

function printRow(fields: readonly string[]): string {
  return `${fields.map(printCsvField).join(',')}\n`;
}

function printCustomerField(customer: Customer, column: keyof Customer): string {
  const value = customer[column];
  if (column === 'lifetime_value') return printMoney(customer.lifetime_value);
  return Array.isArray(value) ? value.join('|') : String(value);
}

function printOrderField(order: Order, column: keyof Order): string {
  return column === 'amount' ? printMoney(order.amount) : String(order[column]);
}
