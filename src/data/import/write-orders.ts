import { idSchema, printMoney } from '../fields.ts';
import { printDay } from './dates.ts';
import { integers } from './growable.ts';
import type { ImportFile } from './import-file.ts';
import { KeyTable } from './key-table.ts';
import { OUTCOMES } from './learn.ts';
import { LINE } from './order-book.ts';
import { OrderReader } from './order-row.ts';
import { slugOfText } from './plain-text.ts';
import type { Pace } from './progress.ts';
import type { Rejected } from './rejected.ts';
import { readAgain } from './second-reading.ts';
import type { TableWriter } from './sink.ts';
import type { World } from './world.ts';

export const UNMATCHED = 'comes back, but nobody bought it in these files before';

const TOO_MUCH = 'would make more than 9999999999.99 of one customer';

/** Reads the files of orders once more and writes what is left of each line, in their order. */
export async function writeOrders(
  files: readonly ImportFile[],
  world: World,
  table: TableWriter,
  rejected: Rejected,
  pace: Pace,
): Promise<void> {
  const ids = new OrderIds();
  const { book, people, products } = world;
  for (const file of files) {
    const { cells, tally } = file;
    const reader = new OrderReader(file);
    const read = () => reader.read();
    await readAgain(file, { table, rejected, pace }, read, (found, outcome, row) => {
      if (outcome === OUTCOMES.repeated) {
        return tally.merge('a line of an order that another file has too', row, found.order);
      }
      if (outcome === OUTCOMES.tooMuch) {
        const [field, value] = [cells.header('amount'), printMoney(found.amount)];
        return rejected.add(file, row, { field, value, reason: TOO_MUCH });
      }
      people.names.gather(book.customers.at(outcome), found.buyer.name);
      const state = book.states.at(outcome);
      if (state === LINE.undone || state === LINE.netted) {
        const why =
          state === LINE.undone
            ? 'bought, and came back or was paid back in full'
            : 'a return, taken off what was bought before';
        return tally.merge(why, row, found.order || people.idOf(book.customers.at(outcome)));
      }
      if (state === LINE.unmatched) {
        const field = cells.header(found.quantity < 0 ? 'quantity' : 'amount');
        const value = found.quantity < 0 ? String(found.quantity) : printMoney(found.amount);
        return rejected.add(file, row, { field, value, reason: UNMATCHED });
      }
      const customer = people.idOf(book.customers.at(outcome));
      const product = book.products.at(outcome);
      const day = printDay(book.days.at(outcome));
      tally.accepted += 1;
      table.add([
        ids.next(
          found.order || `${customer.slice(0, 50)}-${day.replaceAll('-', '')}`,
          book.orders.at(outcome),
        ),
        customer,
        day,
        products.ids[product] as string,
        found.category || products.categories[product] || 'other',
        String(book.quantities.at(outcome)),
        printMoney(book.amounts.at(outcome)),
      ]);
    });
  }
}

/** Most ids; cheaper than the schema. */
const PLAIN = /^[A-Za-z0-9_-]{1,64}$/;

/** Ids of lines: the order's own id for the first one, then `-2`, `-3`…; every line another one. */
class OrderIds {
  readonly #taken = new KeyTable();
  readonly #lines = integers();

  next(id: string, order: number): string {
    while (this.#lines.length <= order) this.#lines.push(0);
    const base =
      PLAIN.test(id) || idSchema.safeParse(id).success ? id : slugOfText(id, 50) || `order-${order + 1}`;
    let number = this.#lines.at(order) + 1;
    let own = number === 1 ? base : `${base.slice(0, 56)}-${number}`;
    while (this.#taken.has(own)) {
      number += 1;
      own = `${base.slice(0, 56)}-${number}`;
    }
    this.#lines.set(order, number);
    this.#taken.numberOf(own);
    return own;
  }
}
