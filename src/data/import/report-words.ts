import { printMoney } from '../fields.ts';
import { CATALOGUE_SIZE, type MadeCatalogue } from './catalogue-of-orders.ts';
import { markOf } from './currencies.ts';
import type { ImportFile } from './import-file.ts';
import { isPlainArt } from './product-art.ts';
import type { CustomerCounts, SeveralNames } from './write-customers.ts';

/** What an import always does, as the report tells it. */
export const RULES_IN_WORDS: readonly string[] = [
  'Times without a zone are read as UTC.',
  'Rows with the same address, whatever its letter case, are one customer: what the most recently changed row says counts (the first row where none says when it changed), and what it leaves empty comes from the others.',
  'Where rows about one person differ, the strictest answer counts: unsubscribed, never subscribed, a word that is not understood, subscribed, then nothing said. Only the subscribed are mailed.',
  'A column that forbids mail only ever forbids: an address in it may not be mailed, whoever has it. A general status such as "active" is no consent.',
  'Who unsubscribed in any import stays so in those after it, by address and by id. Who only never subscribed is unknown, until a later import says yes.',
  'A return is taken off the latest purchases of the same product by the same customer that are not after it, at the price paid then; a return without such a purchase is rejected.',
  'A lifetime value is the exact sum of the imported orders; totals that a file states are not taken over.',
  'Amounts are not converted between currencies.',
];

/** Remarks about one file that only the end of it can tell. */
export function fileNotes({ inspected, cells, notes }: ImportFile, currency: string): void {
  for (const { line, text } of inspected.above)
    notes.add(`line ${line} stands above the header and is no row`, text);
  for (const { header, evidence } of cells.dates.values()) {
    if (evidence.naive > 0) notes.add(`${header}: times without a zone were read as UTC`, '', evidence.naive);
  }
  if (currency === '') return;
  const own = [currency, markOf(currency).toUpperCase()];
  const strange = (header: string, found: ReadonlyMap<string, number>) => {
    for (const [name, count] of found) {
      if (own.includes(name.toUpperCase())) continue;
      notes.add(
        `${header}: amounts in ${name} were taken as they are; the brand's currency is ${currency}`,
        '',
        count,
      );
    }
  };
  strange(cells.header('currency'), cells.currencies);
  for (const { header, evidence } of cells.amounts.values()) strange(header, evidence.currencies);
}

/** What is known at the end of an import. Amounts in minor units. */
export interface DatasetFacts {
  readonly asOf: string;
  /** No file has a date. */
  readonly isAsOfToday: boolean;
  readonly counts: CustomerCounts;
  /** What a customer with several names is called. */
  readonly namesOf: (customer: number) => string;
  /** Returns that were larger than what had been bought. */
  readonly partly: number;
  /** Customers who would have been subscribed again. */
  readonly kept: number;
  readonly hasOrders: boolean;
  readonly amount: number;
  readonly needsCatalogue: boolean;
  readonly catalogue: MadeCatalogue | undefined;
  readonly products: number;
  readonly missed: MissedConsent | undefined;
}

/** Nobody may be mailed, and a column that nothing is read from has only words such as yes and no. */
export interface MissedConsent {
  readonly column: string;
  /** A mapping file with it, on one line. */
  readonly mapping: string;
}

/** What is to be said of the dataset as a whole. */
export function datasetNotes(facts: DatasetFacts): string[] {
  const { counts, partly, kept, hasOrders, amount, needsCatalogue, catalogue, products } = facts;
  const notes: string[] = [];
  if (facts.isAsOfToday) {
    notes.push(
      `No file has a date: the analysis date is today, ${facts.asOf}. The command can set another one: npm run import -- --as-of <day>.`,
    );
  }
  if (kept > 0)
    notes.push(
      `${people(kept)} unsubscribed before and stayed so, although a file says subscribed. Who agreed anew, and you can prove it: npm run import -- --resubscribe <address>.`,
    );
  if (facts.missed) {
    const { column, mapping } = facts.missed;
    notes.push(
      `0 of ${people(counts.customers)} may be mailed; is "${column}" the consent? If so, name a file with this line with --map: ${mapping}`,
    );
  }
  if (counts.neverSubscribed > 0)
    notes.push(
      `${people(counts.neverSubscribed)} never subscribed: not mailed, until a later import says yes.`,
    );
  if (counts.withoutAddress > 0) {
    notes.push(`${people(counts.withoutAddress)} without an address: in the analytics, never mailed.`);
  }
  const { inFile, inOrders } = counts.severalNames;
  notes.push(
    ...severalNames(inOrders, facts.namesOf, 'the latest name'),
    ...severalNames(inFile, facts.namesOf, 'the name from the file of customers'),
  );
  if (counts.saidTotal > 0 && !hasOrders) {
    notes.push(
      `The file says that customers spent ${printMoney(counts.saidTotal)} in all, but not on what and when: their lifetime value is 0 until you import the orders too. Segments already follow the file's totals.`,
    );
  } else if (counts.otherTotals > 0) {
    notes.push(
      `Of ${people(counts.otherTotals)} the file states another total than their orders add up to (files ${printMoney(counts.saidTotal)}, orders ${printMoney(amount)}): the orders count.`,
    );
  }
  if (partly > 0)
    notes.push(
      `${partly === 1 ? '1 return was' : `${partly} returns were`} larger than what had been bought before: only that is undone.`,
    );
  if (!hasOrders) {
    notes.push(
      "No file has products: every mail would show those of content/catalogue.yaml, which are the sample shop's until you change them. Import your orders too, or list your products there, before you send.",
    );
    return notes;
  }
  const plain = catalogue?.products.filter(({ art }) => isPlainArt(art)).length ?? 0;
  if (plain > 0) {
    notes.push(
      `${plain === 1 ? '1 product has' : `${plain} products have`} a neutral picture; give ${plain === 1 ? 'it its' : 'them their'} own \`art\` in data/catalogue.yaml.`,
    );
  }
  if (catalogue && catalogue.products.length < products) {
    notes.push(
      `catalogue.yaml holds ${catalogue.products.length} of ${products} products: those with a name and a price, the best sold first, ${CATALOGUE_SIZE.most} at most.`,
    );
  } else if (!catalogue && needsCatalogue) {
    notes.push(
      "No product of the orders has a name and a price: every mail would show those of content/catalogue.yaml, which are the sample shop's until you change them. List your products there, or import orders with names, before you send.",
    );
  }
  return notes;
}

const people = (count: number) => (count === 1 ? '1 customer' : `${count} customers`);

/** @param kept whose name it is that counts. */
function severalNames(
  { customers, withoutAddress, first }: SeveralNames,
  namesOf: DatasetFacts['namesOf'],
  kept: string,
): readonly string[] {
  if (!first) return [];
  const example = `${first.known}: ${namesOf(first.customer)}`;
  if (customers === 1) {
    const what = withoutAddress > 0 ? 'customer id' : 'address';
    return [`1 ${what} carries more than one name (${example}); it is one customer, with ${kept}.`];
  }
  const what = withoutAddress > 0 ? 'addresses or customer ids' : 'addresses';
  return [
    `${customers} ${what} carry more than one name (first: ${example}); each is one customer, with ${kept}.`,
  ];
}
