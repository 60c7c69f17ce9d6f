import { PitchwrightError } from '../../errors.ts';
import { readCustomer } from './customer-row.ts';
import { floats, integers } from './growable.ts';
import { FAULTY, type ImportFile } from './import-file.ts';
import { KeyTable } from './key-table.ts';
import { AGAIN, unclear } from './kind-of-file.ts';
import { MOST_MONEY, OrderReader, type OrderRow } from './order-row.ts';
import { STRANGE_ID, TWO_PEOPLE } from './people.ts';
import { eachRow, type Pace } from './progress.ts';
import type { Row } from './read-rows.ts';
import { listedIn, refusalOf } from './refusal.ts';
import type { Said } from './row-cells.ts';
import { emptyWorld, type World } from './world.ts';

/** Why a readable row is not taken, below 0 in the outcomes of its file. */
export const OUTCOMES = { faulty: FAULTY, strangeId: -2, twoPeople: -3, repeated: -4, tooMuch: -5 } as const;

/**
 * Reads all files once and learns who the customers are and what was bought. What is found out about dates and
 * decimals on the way may make values readable that were not: then everything is read again.
 *
 * @throws PitchwrightError `IMPORT_DATES_AMBIGUOUS` | `IMPORT_DECIMALS_AMBIGUOUS` | `IMPORT_UNKNOWN_COLUMNS`
 */
export async function learn(files: readonly ImportFile[], said: Said, pace: Pace): Promise<World> {
  for (const { cells, inspected } of files) {
    inspected.rows.forEach((cells_, at) => {
      cells.learn({ row: at, line: at, cells: cells_, fault: undefined });
    });
    cells.decide(inspected.name, said);
  }
  for (;;) {
    const world = emptyWorld();
    for (const file of files) file.cells.rewind();
    const orders = files.filter(({ proposal }) => proposal.mapping.kind === 'orders');
    for (const file of files) if (!orders.includes(file)) await learnCustomers(file, world, pace);
    const spent = floats();
    for (const file of orders) await learnOrders(file, world, spent, orders.length > 1, pace);
    const open: PitchwrightError[] = [];
    const changed = files.map(({ cells, inspected }) =>
      cells.decide(inspected.name, said, (question) => open.push(question)),
    );
    if (open.length > 0) throw allOf(open);
    if (!changed.includes(true)) return world;
  }
}

/** Every question that is open, at once. */
function allOf(open: readonly PitchwrightError[]): PitchwrightError {
  const [first] = open as readonly [PitchwrightError];
  if (open.length === 1) return first;
  const { code } = open.find((each) => each.code === 'IMPORT_DATES_AMBIGUOUS') ?? first;
  const hints = new Set(open.map(({ hint }) => hint));
  return new PitchwrightError(code, open.map(({ message }) => message).join('\n'), {
    hint: [...hints].join('\n'),
  });
}

async function learnCustomers(file: ImportFile, world: World, pace: Pace): Promise<void> {
  const outcomes = integers();
  file.outcomes = outcomes;
  const { purchases } = file.proposal;
  const met = new Set<number>();
  let again = 0;
  await eachRow(file, 'reading', pace, (row) => {
    const at = world.customerRows;
    world.customerRows += 1;
    const found = file.cells.start(row) ? readCustomer(file) : undefined;
    if (!found) {
      refuseUntaken(world, file, row);
      outcomes.push(OUTCOMES.faulty);
      return;
    }
    world.people.refuse('withdrawn', [], listedIn(file));
    const person = world.people.place(found, at);
    if (typeof person === 'string') {
      refuseUntaken(world, file, row);
      outcomes.push(person === STRANGE_ID ? OUTCOMES.strangeId : OUTCOMES.twoPeople);
      return;
    }
    const changed = found.changed < 0 ? -1 : Math.floor(found.changed / 1440);
    world.latest = Math.max(world.latest, found.joined, changed, found.lastActive, found.lastOpen);
    outcomes.push(person);
    if (purchases && met.size === met.add(person).size) again += 1;
  });
  if (purchases && again >= FEW && again >= outcomes.length * AGAIN)
    throw unclear(file.inspected.name, purchases);
}

/** Fewer customers who come again are duplicates, whatever the share of them. */
const FEW = 20;

async function learnOrders(
  file: ImportFile,
  world: World,
  spent: ReturnType<typeof floats>,
  isOneOfMany: boolean,
  pace: Pace,
): Promise<void> {
  const { people, book, products, orders } = world;
  const outcomes = integers();
  file.outcomes = outcomes;
  const reader = new OrderReader(file);
  // Lines that stand twice in one file were bought twice; in a second file they were exported twice.
  const own = new KeyTable();
  await eachRow(file, 'reading', pace, (row) => {
    const canRead = file.cells.start(row);
    const found = canRead ? reader.read() : undefined;
    if (!found) {
      refuseUntaken(world, file, row, canRead ? reader.buyer : undefined);
      outcomes.push(OUTCOMES.faulty);
      return;
    }
    people.refuse('withdrawn', [], listedIn(file));
    if (isOneOfMany && found.order !== '') {
      const key = lineKey(found);
      if (world.lines.some((table) => table.has(key))) {
        refuseUntaken(world, file, row, reader.buyer);
        outcomes.push(OUTCOMES.repeated);
        return;
      }
      own.numberOf(key);
    }
    const at = found.day * 1440 + Math.max(0, found.minute);
    const customer = people.buyerOf(found.customer, found.email, found.consent, found.buyer, at);
    while (spent.length <= customer) spent.push(0);
    const sum = spent.at(customer) + Math.max(0, found.amount);
    if (sum > MOST_MONEY) {
      outcomes.push(OUTCOMES.tooMuch);
      return;
    }
    spent.set(customer, sum);
    people.names.meet(customer, found.buyer.name);
    const order = orders.numberOf(
      found.order === '' ? `${customer} ${found.day}` : `${customer} # ${found.order}`,
    );
    learnTerms(world, order, found);
    world.latest = Math.max(world.latest, found.day);
    const product = products.numberOf(found.sku, found.product, found.category);
    const category = products.categoryOf(found.category);
    const { day, minute, quantity, amount } = found;
    outcomes.push(book.add({ customer, day, minute, product, category, order, quantity, amount }));
  });
  world.lines.push(own);
}

/** A row that is not taken still says no for those whom it names. */
function refuseUntaken(
  { people }: World,
  file: ImportFile,
  row: Row,
  buyer?: { readonly id: string; readonly email: string },
): void {
  const refusal = refusalOf(file, row);
  if (!refusal) return;
  const { answer, ids, emails } = refusal;
  people.refuse(answer, [...ids, buyer?.id ?? ''], [...emails, buyer?.email ?? '']);
}

function lineKey({ order, customer, email, day, sku, product, quantity, amount }: OrderRow): string {
  return [order, customer, email, day, sku, product, quantity, amount].join('\n');
}

function learnTerms({ terms }: World, order: number, { discount, subtotal, refunded }: OrderRow): void {
  if (discount < 0 && subtotal < 0 && refunded <= 0) return;
  const known = terms.get(order);
  terms.set(order, {
    discount: Math.max(discount, known?.discount ?? -1),
    subtotal: Math.max(subtotal, known?.subtotal ?? -1),
    refunded: Math.max(refunded, known?.refunded ?? -1),
  });
}

/** The sentence for an outcome below 0 that is not the row's own fault. */
export function reasonOf(outcome: number): string {
  return outcome === OUTCOMES.strangeId ? STRANGE_ID : TWO_PEOPLE;
}
