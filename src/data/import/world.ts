import { KeyTable } from './key-table.ts';
import { OrderBook } from './order-book.ts';
import { People } from './people.ts';
import { Products } from './products.ts';
import type { OrderTerms } from './returns.ts';

/** Everything that is known after all files were read once. */
export interface World {
  readonly people: People;
  readonly book: OrderBook;
  readonly products: Products;
  /** Orders by their ids; those without an id by customer and day. */
  readonly orders: KeyTable;
  /** By order number: what was said of the order as a whole. */
  readonly terms: Map<number, OrderTerms>;
  /** The lines of each file before the one being read, to know those that come again. */
  readonly lines: KeyTable[];
  /** Day number of the latest date; -1 without any. */
  latest: number;
  /** Rows of customers so far, over all files. */
  customerRows: number;
}

export function emptyWorld(): World {
  return {
    people: new People(),
    book: new OrderBook(),
    products: new Products(),
    orders: new KeyTable(),
    terms: new Map(),
    lines: [],
    latest: -1,
    customerRows: 0,
  };
}
