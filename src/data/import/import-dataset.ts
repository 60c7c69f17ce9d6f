import { PitchwrightError } from '../../errors.ts';
import { CUSTOMER_COLUMNS } from '../customer.ts';
import type { Day } from '../days.ts';
import { ORDER_COLUMNS } from '../order.ts';
import { idKey } from './address.ts';
import { catalogueOfOrders, type MadeCatalogue } from './catalogue-of-orders.ts';
import { NOBODY_WITHDREW, type Withdrawn } from './consent.ts';
import { currenciesOf } from './currencies.ts';
import { type DateOrder, dayNumber, printDay } from './dates.ts';
import { pricesOf } from './habits.ts';
import { type ImportFile, importFile } from './import-file.ts';
import type { Inspected } from './inspect-source.ts';
import { learn } from './learn.ts';
import { makeReport, nothingTaken } from './make-report.ts';
import { missedConsent } from './missed-consent.ts';
import type { Decimal } from './money.ts';
import { LINE, LinesByCustomer, type OrderBook } from './order-book.ts';
import { type ImportProgress, type Pace, pause } from './progress.ts';
import type { Proposal } from './propose-mapping.ts';
import { Rejected, type RejectedRow } from './rejected.ts';
import type { ImportReport } from './report.ts';
import { settleReturns, settleTerms } from './returns.ts';
import { highSpendOf, type SegmentRule, segmentRule } from './segment-rules.ts';
import { type Sink, TableWriter } from './sink.ts';
import { themeOf } from './themes.ts';
import type { World } from './world.ts';
import { CustomerWriter } from './write-customers.ts';
import { writeOrders } from './write-orders.ts';

/*
 * The import, the same in Node and in a browser's worker. In three steps:
 *
 *   const inspected = await inspectSource(source);           // encoding, layout, headers, first rows
 *   const proposal = proposeMapping(inspected, saved);        // what the columns are
 *   const { report } = await importDataset([{ inspected, proposal }, …], sink, options);
 *
 * Sources are in source.ts (`blobSource` for a File), mappings in mapping.ts, the report's schema in report.ts. What
 * goes wrong with a file as a whole is thrown as a PitchwrightError that a marketer can read; what goes wrong with a row
 * is in `rejected` and the report. Rows are never held: files are read twice or, where their own dates had to be
 * understood first, three times.
 */

/** One file to import. */
export interface ImportInput {
  readonly inspected: Inspected;
  readonly proposal: Proposal;
}

export interface ImportOptions {
  /** The analysis date; the latest date of the files when left out. Rows after it are rejected. */
  readonly asOf?: Day | undefined;
  /** No file knows anything of the days after it. */
  readonly today?: Day;
  /** What the person says where a file does not prove it. */
  readonly dates?: DateOrder | undefined;
  readonly decimal?: Decimal | undefined;
  /** Consents that were withdrawn before: nobody is subscribed again. */
  readonly withdrawn?: Withdrawn;
  /** Products of the catalogue there is, and their tags: orders of other products make a catalogue of their own. */
  readonly knownProducts?: ReadonlyMap<string, readonly string[]>;
  /** The same of a catalogue that an import made and somebody may have corrected: it stays while the orders fit it. */
  readonly ownProducts?: ReadonlyMap<string, readonly string[]>;
  /** The brand's currency: other ones are reported. */
  readonly currency?: string;
  /** Replaces the rules of segment-rules.ts. @param highSpend minor units of the top fifth. */
  readonly segments?: (highSpend: number) => SegmentRule;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Told of every row that is not taken. */
  readonly onRejected?: (row: RejectedRow) => void;
}

export interface ImportResult {
  readonly report: ImportReport;
  /** `dataset.json`. */
  readonly dataset: {
    readonly sample: false;
    readonly as_of: Day;
    readonly customers: number;
    readonly orders: number;
    /** ISO 4217, the most frequent first; absent where the files do not say it. */
    readonly currencies?: readonly string[];
  };
  /** Made from the orders when their products are in no catalogue. */
  readonly catalogue: MadeCatalogue | undefined;
  /** The orders fit the catalogue of `ownProducts`. */
  readonly keepsCatalogue: boolean;
}

/**
 * Reads the files, and writes customers, orders and rejected rows to the sink.
 * @throws PitchwrightError `IMPORT_NOTHING` | `IMPORT_DATES_AMBIGUOUS` | `IMPORT_DECIMALS_AMBIGUOUS` |
 * `IMPORT_UNKNOWN_COLUMNS` | `IMPORT_TWICE` | `IMPORT_CHANGED`, and as
 * `inspectSource` does. What the source and the sink throw, and the signal's reason, come through.
 */
export async function importDataset(
  inputs: readonly ImportInput[],
  sink: Sink,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const {
    today = new Date().toISOString().slice(0, 10),
    withdrawn = NOBODY_WITHDREW,
    currency = '',
  } = options;
  const limit =
    options.asOf && options.asOf <= today
      ? { day: dayNumber(options.asOf), reason: `is after the analysis date ${options.asOf}` }
      : { day: dayNumber(today), reason: 'lies in the future' };
  const pace: Pace = { signal: options.signal, onProgress: options.onProgress };
  const files = inputs.map(({ inspected, proposal }) => importFile(inspected, proposal, limit));
  const world = await learn(files, { dates: options.dates, decimal: options.decimal }, pace);
  refuseTwins(files);
  const asOf = options.asOf ?? (world.latest < 0 ? today : printDay(world.latest));
  const kept = world.people.settle(withdrawn);
  await pause();

  const { book, people, products } = world;
  settleTerms(book, world.terms);
  const lines = new LinesByCustomer(book, people.count);
  await pause();
  const partly = settleReturns(book, lines, people.count);
  products.settleCategories(book);
  await pause();
  const shop = options.knownProducts ?? new Map<string, readonly string[]>();
  const own = options.ownProducts ?? new Map<string, readonly string[]>();
  const isKnown = fits(world, shop);
  const keepsCatalogue = !isKnown && fits(world, own);
  const known = keepsCatalogue ? own : shop;
  const needsCatalogue = book.count > 0 && !isKnown && !keepsCatalogue;
  const catalogue = needsCatalogue ? catalogueOfOrders(book, products) : undefined;

  const customers = new TableWriter(sink, 'customers', CUSTOMER_COLUMNS);
  const orders = new TableWriter(sink, 'orders', ORDER_COLUMNS);
  const rejected = new Rejected(sink, options.onRejected);
  const tags = products.ids.map((id, at) => known.get(id) ?? [themeOf(products.categories[at] as string)]);
  const { segments = segmentRule } = options;
  const writer = new CustomerWriter(
    world,
    { lines, prices: pricesOf(book, products.ids.length) },
    {
      asOf: dayNumber(asOf),
      segmentOf: segments(highSpendOf(spends(world, lines))),
      tagsOf: (product) => tags[product] ?? [],
    },
    customers,
  );
  for (const file of files) file.cells.rewind();
  const ofKind = (kind: string) => files.filter(({ proposal }) => proposal.mapping.kind === kind);
  await writer.writeFiles(ofKind('customers'), rejected, pace);
  await writeOrders(ofKind('orders'), world, orders, rejected, pace);
  await writer.writeBuyers(pace);
  if (writer.counts.customers === 0) throw nothingTaken(files);
  for (const table of [customers, orders]) await table.flush(true);
  await rejected.end(files);
  await writeWithdrawn(sink, world, withdrawn);
  const report = makeReport(files, {
    asOf,
    isAsOfToday: options.asOf === undefined && world.latest < 0,
    amount: total(book),
    counts: writer.counts,
    kept,
    partly,
    currency,
    needsCatalogue,
    catalogue,
    products: products.ids.length,
    namesOf: (customer) => world.people.names.inWords(customer),
    missed: writer.counts.consents.subscribed === 0 ? missedConsent(files) : undefined,
  });
  const { totals } = report;
  const currencies = currenciesOf(files, currency);
  return {
    report,
    catalogue,
    keepsCatalogue,
    dataset: {
      sample: false,
      as_of: asOf,
      customers: totals.customers,
      orders: totals.orders,
      ...(currencies.length > 0 ? { currencies } : {}),
    },
  };
}

/** Without ids of orders nothing else would say that the same purchases are there twice. */
function refuseTwins(files: readonly ImportFile[]): void {
  const seen = new Map<string, string>();
  for (const { inspected, proposal } of files) {
    const digest = inspected.source.digest?.();
    if (digest === undefined) continue;
    const key = `${digest} ${proposal.mapping.kind}`;
    const twin = seen.get(key);
    if (twin !== undefined) {
      throw new PitchwrightError('IMPORT_TWICE', `${inspected.name} holds exactly what ${twin} holds`, {
        hint: 'name every file once',
      });
    }
    seen.set(key, inspected.name);
  }
}

/** Whether a catalogue is that of the orders: it has the products of at least half of the lines. */
function fits({ book, products }: World, known: ReadonlyMap<string, unknown>): boolean {
  const isKnown = products.ids.map((id) => known.has(id));
  let found = 0;
  for (const product of book.products.view()) if (isKnown[product]) found += 1;
  return found > 0 && found * 2 >= book.count;
}

/** What every buyer spent, for the top fifth; where only a file says it, that. */
function spends({ people, book }: World, lines: LinesByCustomer): Float64Array {
  const all = new Float64Array(people.count);
  let buyers = 0;
  for (let person = 0; person < people.count; person += 1) {
    let spent = 0;
    for (const line of lines.of(person))
      if (book.states.at(line) === LINE.kept) spent += book.amounts.at(line);
    const most = Math.max(spent, people.saidOf(person).total);
    if (most <= 0) continue;
    all[buyers] = most;
    buyers += 1;
  }
  return all.subarray(0, buyers);
}

function total(book: OrderBook): number {
  let sum = 0;
  for (let line = 0; line < book.count; line += 1)
    if (book.states.at(line) === LINE.kept) sum += book.amounts.at(line);
  return sum;
}

/** Everybody who ever withdrew: a person who is missing in one import is still unsubscribed in the next. */
async function writeWithdrawn(sink: Sink, { people }: World, before: Withdrawn): Promise<void> {
  const owners = new Map<string, string>();
  for (const address of before.addresses) owners.set(address, '');
  for (const id of before.ids) {
    const key = id.startsWith('id:') ? id : idKey(id);
    owners.set(key, before.owners?.get(key) ?? '');
  }
  for (const [key, owner] of people.withdrawnKeys()) owners.set(key, owner || (owners.get(key) ?? ''));
  const table = new TableWriter(sink, 'withdrawn', []);
  for (const [key, owner] of [...owners].sort(([a], [b]) => (a < b ? -1 : 1))) {
    table.add([`${key} ${owner}`.trimEnd()]);
    await table.flush();
  }
  await table.flush(true);
}
