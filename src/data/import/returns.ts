import { LINE, type LinesByCustomer, type OrderBook } from './order-book.ts';

/** What was said of an order as a whole, in minor units; -1 where nothing was said. */
export interface OrderTerms {
  readonly discount: number;
  readonly subtotal: number;
  readonly refunded: number;
}

/**
 * Spreads what was said of whole orders over their lines, to the cent: discounts, and money paid back. A line that is
 * paid back in full is undone.
 */
export function settleTerms(book: OrderBook, terms: ReadonlyMap<number, OrderTerms>): void {
  if (terms.size === 0) return;
  const lines = new Map<number, number[]>();
  for (let line = 0; line < book.count; line += 1) {
    const order = book.orders.at(line);
    if (!terms.has(order) || book.isReturn(line)) continue;
    const own = lines.get(order);
    if (own) own.push(line);
    else lines.set(order, [line]);
  }
  for (const [order, own] of lines) {
    const { discount, subtotal, refunded } = terms.get(order) as OrderTerms;
    const full = own.reduce((sum, line) => sum + book.amounts.at(line), 0);
    const paid = subtotal >= 0 ? Math.min(subtotal, full) : full - Math.min(full, Math.max(0, discount));
    const left = Math.max(0, paid - Math.max(0, refunded));
    if (left === full) continue;
    share(
      left,
      own.map((line) => book.amounts.at(line)),
    ).forEach((amount, at) => {
      const line = own[at] as number;
      book.amounts.set(line, amount);
      if (refunded > 0 && left === 0) book.states.set(line, LINE.undone);
    });
  }
}

/** Divides an amount in the proportion of others, whole numbers, to the last cent (largest remainders). */
export function share(amount: number, weights: readonly number[]): readonly number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (whole === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (amount * weight) / whole);
  const shares = exact.map(Math.floor);
  let rest = amount - shares.reduce((sum, each) => sum + each, 0);
  const order = exact.map((_, at) => at).sort((a, b) => fraction(exact[b]) - fraction(exact[a]) || a - b);
  for (const at of order) {
    if (rest <= 0) break;
    shares[at] = (shares[at] as number) + 1;
    rest -= 1;
  }
  return shares;
}

const fraction = (value = 0) => value - Math.floor(value);

/**
 * Takes every return off the purchases it belongs to: of the same customer and product, the latest ones not after the
 * day of the return, at the price that was paid for them. Pieces that are left of a return have no purchase in these
 * files; a return of which nothing could be taken off anything is unmatched. Nothing becomes negative.
 *
 * @returns how many returns were larger than what had been bought.
 */
export function settleReturns(book: OrderBook, lines: LinesByCustomer, customers: number): number {
  let partly = 0;
  for (let customer = 0; customer < customers; customer += 1) {
    const own = lines.of(customer);
    if (!own.some((line) => book.isReturn(line))) continue;
    const bought = new Map<number, number[]>();
    for (const line of own) {
      const product = book.products.at(line);
      const stack = bought.get(product);
      if (book.isReturn(line)) {
        const outcome = takeBack(book, line, stack ?? []);
        book.states.set(line, outcome === 'none' ? LINE.unmatched : LINE.netted);
        if (outcome === 'partly') partly += 1;
      } else if (book.states.at(line) === LINE.kept) {
        if (stack) stack.push(line);
        else bought.set(product, [line]);
      }
    }
  }
  return partly;
}

function takeBack(book: OrderBook, line: number, stack: number[]): 'all' | 'partly' | 'none' {
  return book.quantities.at(line) === 0
    ? takeMoneyBack(book, line, stack)
    : takePiecesBack(book, -book.quantities.at(line), stack);
}

function takePiecesBack(book: OrderBook, pieces: number, stack: number[]): 'all' | 'partly' | 'none' {
  let left = pieces;
  while (left > 0) {
    const bought = stack.at(-1);
    if (bought === undefined) break;
    const had = book.quantities.at(bought);
    if (had <= left) {
      left -= had;
      undo(book, bought);
      stack.pop();
    } else {
      const [keeps] = share(book.amounts.at(bought), [had - left, left]);
      book.quantities.set(bought, had - left);
      book.amounts.set(bought, keeps as number);
      left = 0;
    }
  }
  return left === 0 ? 'all' : left === pieces ? 'none' : 'partly';
}

function takeMoneyBack(book: OrderBook, line: number, stack: number[]): 'all' | 'partly' | 'none' {
  const whole = -book.amounts.at(line);
  let left = whole;
  let touched = whole === 0 && stack.length > 0;
  while (left > 0) {
    const bought = stack.at(-1);
    if (bought === undefined) break;
    touched = true;
    const paid = book.amounts.at(bought);
    if (paid <= left) {
      left -= paid;
      // What was free stays bought.
      if (paid > 0) undo(book, bought);
      stack.pop();
    } else {
      book.amounts.set(bought, paid - left);
      left = 0;
    }
  }
  if (!touched) return 'none';
  return left === 0 ? 'all' : 'partly';
}

function undo(book: OrderBook, line: number): void {
  book.quantities.set(line, 0);
  book.amounts.set(line, 0);
  book.states.set(line, LINE.undone);
}
