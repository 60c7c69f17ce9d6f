import { join } from 'node:path';
import type { Copy } from '../copy/copy.ts';
import { readDataset } from '../data/dataset.ts';
import { PitchwrightError } from '../errors.ts';
import { isSampleCatalogue } from './sample-catalogue.ts';

/** Something about products or prices that must be put right before real people get mail. */
export interface ShopProblem {
  readonly code: 'CATALOGUE_SAMPLE' | 'CURRENCY_MIXED' | 'CURRENCY_FOREIGN';
  /** What is so: a clause without a full stop. */
  readonly fact: string;
  /** What to do: an instruction without a full stop. */
  readonly fix: string;
}

/**
 * Whether the mails pitch products and prices that are the shop's own. A dataset that names no currency raises no doubt.
 * @param dataFolder where `dataset.json` is.
 */
export async function shopProblems(
  copy: Pick<Copy, 'brand' | 'catalogue' | 'content'>,
  dataFolder: string,
): Promise<readonly ShopProblem[]> {
  const dataset = await readDataset(join(dataFolder, 'dataset.json'));
  return [...catalogueProblems(copy), ...currencyProblems(copy.brand.currency, dataset?.currencies ?? [])];
}

/** @throws PitchwrightError `CATALOGUE_SAMPLE` | `CURRENCY_MIXED` | `CURRENCY_FOREIGN` */
export async function demandOwnShop(
  copy: Pick<Copy, 'brand' | 'catalogue' | 'content'>,
  dataFolder: string,
): Promise<void> {
  const [first] = await shopProblems(copy, dataFolder);
  if (first) throw new PitchwrightError(first.code, first.fact, { hint: `${first.fix}, and plan again` });
}

function catalogueProblems(copy: Pick<Copy, 'catalogue' | 'content'>): readonly ShopProblem[] {
  if (!isSampleCatalogue(copy)) return [];
  const file = copy.content.catalogueFile;
  return [
    {
      code: 'CATALOGUE_SAMPLE',
      fact: `these mails pitch the products of the made-up shop, from ${file}`,
      fix: `write your own products into ${file}, or import your orders, from which a catalogue is made`,
    },
  ];
}

function currencyProblems(brand: string, currencies: readonly string[]): readonly ShopProblem[] {
  const [first] = currencies;
  if (first === undefined || (currencies.length === 1 && first === brand)) return [];
  if (currencies.length > 1) {
    return [
      {
        code: 'CURRENCY_MIXED',
        fact: `the amounts of the dataset are in ${list.format(currencies)}, and are added up as if they were one`,
        fix: 'convert them, or import the orders of one currency',
      },
    ];
  }
  return [
    {
      code: 'CURRENCY_FOREIGN',
      fact: `the amounts of the dataset are in ${first}, content/brand.yaml says ${brand}`,
      fix: `set "currency: ${first}" in content/brand.yaml`,
    },
  ];
}

const list = new Intl.ListFormat('en-GB');
