import { bytes, floats, integers, small } from './growable.ts';
import type { CustomerNumber } from './people.ts';

/** What became of a line. */
export const LINE = {
  /** Bought, and some of it still is. */
  kept: 0,
  /** Bought, and all of it came back or was paid back. */
  undone: 1,
  /** A return that was taken off what was bought before. */
  netted: 2,
  /** A return of what nobody bought in these files. */
  unmatched: 3,
} as const;

/** Every line of every order as a few numbers, in the order of the files: 35 bytes a line. */
export class OrderBook {
  readonly customers = integers();
  readonly days = integers();
  /** Minute of the day; -1 when not known. */
  readonly minutes = small();
  readonly products = integers();
  /** What the line itself says of the category of its product. */
  readonly categories = integers();
  readonly orders = integers();
  readonly quantities = integers();
  /** Minor units. */
  readonly amounts = floats();
  readonly states = bytes();

  get count(): number {
    return this.customers.length;
  }

  add(line: {
    readonly customer: CustomerNumber;
    readonly day: number;
    readonly minute: number;
    readonly product: number;
    readonly category: number;
    readonly order: number;
    readonly quantity: number;
    readonly amount: number;
  }): number {
    this.days.push(line.day);
    this.minutes.push(line.minute);
    this.products.push(line.product);
    this.categories.push(line.category);
    this.orders.push(line.order);
    this.quantities.push(line.quantity);
    this.amounts.push(line.amount);
    this.states.push(LINE.kept);
    return this.customers.push(line.customer);
  }

  /** Whether a line is a return rather than a purchase. */
  isReturn(line: number): boolean {
    return this.quantities.at(line) < 0 || this.amounts.at(line) < 0 || this.quantities.at(line) === 0;
  }
}

/** The lines of every customer, by day and, on one day, purchases first, in the order of the files. */
export class LinesByCustomer {
  readonly #starts: Int32Array;
  readonly #lines: Int32Array;

  constructor(book: OrderBook, customers: number) {
    const owners = book.customers.view();
    this.#starts = new Int32Array(customers + 1);
    for (const owner of owners) this.#starts[owner + 1] = (this.#starts[owner + 1] as number) + 1;
    for (let at = 0; at < customers; at += 1) {
      this.#starts[at + 1] = (this.#starts[at + 1] as number) + (this.#starts[at] as number);
    }
    const next = this.#starts.slice();
    this.#lines = new Int32Array(owners.length);
    owners.forEach((owner, line) => {
      const place = next[owner] as number;
      this.#lines[place] = line;
      next[owner] = place + 1;
    });
    const before = (a: number, b: number) =>
      book.days.at(a) - book.days.at(b) || Number(book.isReturn(a)) - Number(book.isReturn(b)) || a - b;
    for (let at = 0; at < customers; at += 1) {
      const own = this.of(at);
      if (own.length > 1) own.sort(before);
    }
  }

  of(customer: CustomerNumber): Int32Array {
    return this.#lines.subarray(this.#starts[customer], this.#starts[customer + 1]);
  }
}
