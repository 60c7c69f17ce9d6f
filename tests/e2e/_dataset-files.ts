import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { readCopy } from '../../src/copy/read-copy.ts';
import { inspectSource } from '../../src/data/import/inspect-source.ts';
import { type Mapping, parseMappingFile } from '../../src/data/import/mapping.ts';
import { proposeMapping } from '../../src/data/import/propose-mapping.ts';
import { textSource } from '../../src/data/import/source.ts';
import { importIntoFolder } from '../../src/data/import-files/import-into-folder.ts';
import { checkDataset } from '../../src/store/checked-dataset.ts';

/** Name and text of a file. */
export type TextFile = readonly [name: string, text: string];

/** Rows of our own in the columns of Shopify's exports; `broken` is one of them, cut off and with no address. */
export const SHOPIFY: readonly [TextFile, TextFile] = [
  [
    'customers_export.csv',
    [
      'Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address City,Default Address Country Code,Total Spent,Total Orders,Note,Tags',
      '\'9001,Mira,Moor,mira@example.com,yes,Graz,AT,133.50,3,"Likes linen.\nSays hello",vip',
      "'9002,Otto,Oak,otto@example.com,no,Linz,AT,40.00,2,,",
      "'9003,Pia,Pine,PIA@example.com,yes,Wels,AT,24.00,1,,",
      "'9004,Pia,Pine,pia@example.com,yes,Wels,AT,24.00,1,,retail",
      "'9005,<b>Bo</b>,=1+1,bo@example,yes,Wels,AT,0.00,0,,",
      "'9006,Ole,Olm,ole@example.com,yes,Bad Ischl,AT,0.00,0,,",
    ].join('\n'),
  ],
  [
    'orders_export.csv',
    [
      'Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing City,Billing Country,Cancelled at,Refunded Amount,Lineitem discount,Id',
      ...[
        ['#1', 'mira', '2026-01-04', '2', 'Linen napkin', '15.00', 'LN-4'],
        ['#2', 'mira', '2026-03-14', '1', 'Beeswax candle', '20.00', 'BC-1'],
        ['#3', 'mira', '2026-05-24', '3', 'Oak board', '27.83', 'OB-1'],
        ['#4', 'otto', '2026-02-02', '1', 'Beeswax candle', '20.00', 'BC-1'],
        ['#5', 'otto', '2026-02-28', '1', 'Wool blanket', '90.00', 'WB-2'],
        ['#6', 'pia', '2026-06-01', '1', 'Tea glass', '24.00', 'TG-9'],
        ['#7', 'uma', '2026-06-02', '2', 'Tea glass', '24.00', 'TG-9'],
        ['#8', 'uma', 'yesterday', '2', 'Tea glass', '24.00', 'TG-9'],
      ].map(([id, who, day, quantity, name, price, sku]) => {
        const total = (Number(quantity) * Number(price)).toFixed(2);
        const at = day === 'yesterday' ? day : `${day} 10:11:58 +0100`;
        return `${id},${who}@example.com,paid,${at},EUR,${total},0.00,0.00,${total},0.00,${at},${quantity},${name},${price},${sku},,Graz,AT,,0.00,0.00,`;
      }),
    ].join('\n'),
  ],
];

/** Dates that nothing proves, and a customer for each of them. */
export const AMBIGUOUS: TextFile = [
  'members.csv',
  `Member ID,Name,Email,Joined on\n${Array.from({ length: 12 }, (_, at) => `${at + 1},Ana A${at},ana${at}@shop.example,0${(at % 9) + 1}/0${((at + 1) % 9) + 1}/2025`).join('\n')}\n`,
];

/** Customers of whom every `every`th has no address worth the name. */
export function manyCustomers(rows: number, every: number): string {
  let text = 'Customer ID,Name,Email,City,Joined on,Newsletter\n';
  for (let at = 1; at <= rows; at += 1) {
    const address = at % every === 0 ? `person ${at}` : `person.${at}@shop.example`;
    const day = `${String((at % 28) + 1).padStart(2, '0')}/${String((at % 12) + 1).padStart(2, '0')}/2025`;
    text += `P${at},Person Number ${at},${address},Pune,${day},${at % 7 === 0 ? 'no' : 'yes'}\n`;
  }
  return text;
}

/** Hands files to the page's chooser. */
export async function chooseFiles(page: Page, files: readonly TextFile[]): Promise<void> {
  await page
    .locator('input[type="file"]')
    .setInputFiles(files.map(([name, text]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })));
}

/** Drops files on the page as a mouse would. */
export async function dropFiles(page: Page, files: readonly TextFile[]): Promise<void> {
  const transfer = await page.evaluateHandle((list) => {
    const made = new DataTransfer();
    for (const [name, text] of list) made.items.add(new File([text], name));
    return made;
  }, files);
  await page.dispatchEvent('[data-part="drop"]', 'drop', { dataTransfer: transfer });
}

/** Imports the same files with Node into a folder, as `npm run import` does. @param mapping the text of a mapping file. */
export async function importWithNode(
  folder: string,
  files: readonly TextFile[],
  { mapping }: { readonly mapping?: string } = {},
): Promise<void> {
  const { catalogue, brand } = await readCopy('content');
  const saved: readonly Mapping[] =
    mapping === undefined ? [] : parseMappingFile(mapping, 'mapping.yaml').files;
  const inputs = [];
  for (const [name, text] of files) {
    const inspected = await inspectSource(textSource(name, text), { saved });
    inputs.push({ inspected, proposal: proposeMapping(inspected, saved) });
  }
  await importIntoFolder(inputs, {
    folder,
    isRehearsal: false,
    mayReplace: true,
    check: async (draft) => (await checkDataset(draft)).close(),
    knownProducts: new Map(catalogue.products.map(({ id, tags }) => [id, tags])),
    currency: brand.currency,
  });
}

/** What a button of the page downloads. */
export async function downloaded(page: Page, name: string): Promise<string> {
  const waiting = page.waitForEvent('download');
  await page.locator('.files').getByRole('button', { name }).click();
  const file = await waiting;
  return readFile(await file.path(), 'utf8');
}

export const fileOf = (folder: string, name: string) => readFile(join(folder, name), 'utf8');
