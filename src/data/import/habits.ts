import type { OrderBook } from './order-book.ts';
import { LINE } from './order-book.ts';

/** What somebody's orders say about how they buy. */
export interface Habits {
  /** Lines that are still bought. */
  readonly lines: number;
  /** Days on which they bought. */
  readonly visits: readonly number[];
  /** Minor units. */
  readonly spent: number;
  /** Lines that cost at least `BARGAIN` less a piece than the product does on average. */
  readonly bargains: number;
  /** Mean price of a piece against that of everything sold: 1 is average. */
  readonly priceLevel: number;
  /** Lines of a product that they had bought on an earlier day. */
  readonly repeats: number;
  /** Lines by time of day: morning, afternoon, evening; none where files give days only. */
  readonly times: readonly [number, number, number];
  /** Product number → lines. */
  readonly products: ReadonlyMap<number, number>;
}

/** Less than the average price by this share is a bargain. */
export const BARGAIN = 0.1;

/** Average prices, for comparing. */
export interface Prices {
  /** Minor units for a piece, by product number. */
  readonly ofProduct: Float64Array;
  /** Of everything. */
  readonly overall: number;
}

export function pricesOf(book: OrderBook, products: number): Prices {
  const pieces = new Float64Array(products);
  const paid = new Float64Array(products);
  let allPieces = 0;
  let allPaid = 0;
  for (let line = 0; line < book.count; line += 1) {
    if (book.states.at(line) !== LINE.kept) continue;
    const product = book.products.at(line);
    const quantity = book.quantities.at(line);
    const amount = book.amounts.at(line);
    pieces[product] = (pieces[product] as number) + quantity;
    paid[product] = (paid[product] as number) + amount;
    allPieces += quantity;
    allPaid += amount;
  }
  return {
    ofProduct: paid.map((amount, product) => (pieces[product] ? amount / (pieces[product] as number) : 0)),
    overall: allPieces === 0 ? 0 : allPaid / allPieces,
  };
}

/** @param own the customer's lines, by day. */
export function habitsOf(book: OrderBook, own: Int32Array, prices: Prices): Habits {
  const visits: number[] = [];
  const times: [number, number, number] = [0, 0, 0];
  const products = new Map<number, number>();
  const lastBought = new Map<number, number>();
  let lines = 0;
  let spent = 0;
  let bargains = 0;
  let levels = 0;
  let repeats = 0;
  for (const line of own) {
    if (book.states.at(line) !== LINE.kept) continue;
    const day = book.days.at(line);
    const product = book.products.at(line);
    const amount = book.amounts.at(line);
    const piece = amount / book.quantities.at(line);
    lines += 1;
    spent += amount;
    if (visits.at(-1) !== day) visits.push(day);
    if (piece <= (prices.ofProduct[product] as number) * (1 - BARGAIN)) bargains += 1;
    levels += prices.overall === 0 ? 1 : piece / prices.overall;
    const before = lastBought.get(product);
    if (before !== undefined && before !== day) repeats += 1;
    lastBought.set(product, day);
    const minute = book.minutes.at(line);
    if (minute >= 0) times[timeOf(minute)] += 1;
    products.set(product, (products.get(product) ?? 0) + 1);
  }
  return {
    lines,
    visits,
    spent,
    bargains,
    priceLevel: lines === 0 ? 1 : levels / lines,
    repeats,
    times,
    products,
  };
}

/** Morning until noon, afternoon until five, then evening: 0, 1, 2. */
export function timeOf(minute: number): 0 | 1 | 2 {
  if (minute < 720) return 0;
  return minute < 1020 ? 1 : 2;
}
