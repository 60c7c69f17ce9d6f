import { cleanId, isRoundedId } from './address.ts';
import type { Answer } from './consent.ts';
import { countryOf } from './countries.ts';
import { type CustomerFile, type Limit, readConsent, readEmail, readName } from './customer-row.ts';
import type { Target } from './mapping.ts';
import { SCALE } from './money.ts';
import { noProduct } from './no-products.ts';
import { statusOf } from './order-status.ts';
import type { RowCells } from './row-cells.ts';

/** One row of a file of orders, cleaned: one product that was bought, or came back. */
export interface OrderRow {
  /** As the file has it; empty when it has none. */
  readonly order: string;
  readonly customer: string;
  readonly email: string;
  readonly buyer: { readonly name: string; readonly city: string; readonly zone: string };
  readonly consent: Answer;
  readonly day: number;
  /** Minute of the day; -1 when not known. */
  readonly minute: number;
  /** Id and name of the product as the file has them; both may be empty. */
  readonly sku: string;
  readonly product: string;
  readonly category: string;
  /** Pieces: below 0 they came back, 0 when only money did. */
  readonly quantity: number;
  /** Minor units for all pieces; below 0 when it was paid back. */
  readonly amount: number;
  /** Of the whole order, on any of its rows; -1 when not said. */
  readonly discount: number;
  readonly subtotal: number;
  readonly refunded: number;
}

export const ORDER_DECISIVE: readonly Target[] = [
  'order_id',
  'customer_id',
  'email',
  'order_date',
  'quantity',
  'amount',
  'unit_price',
];

const MOST_PIECES = 999_999;
/** Minor units: 9999999999.99. */
export const MOST_MONEY = 999_999_999_999;

/** What a row of an order with several lines leaves out, because its first row says it. */
interface Carried {
  order: string;
  customer: string;
  email: string;
  name: string;
  city: string;
  country: string;
  status: string;
  cancelled: string;
  consent: Answer;
  day: number;
  minute: number;
}

const NOTHING: Carried = {
  order: '',
  customer: '',
  email: '',
  name: '',
  city: '',
  country: '',
  status: '',
  cancelled: '',
  consent: 'unknown',
  day: -1,
  minute: -1,
};

/** Reads the rows of one file of orders, one after the other. */
export class OrderReader {
  readonly #cells: RowCells;
  readonly #isOwn: boolean;
  readonly #limit: Limit;
  readonly #file: CustomerFile;
  #carried: Carried = NOTHING;

  constructor(file: CustomerFile) {
    const { cells, isOwn, limit } = file;
    this.#file = file;
    this.#cells = cells;
    this.#isOwn = isOwn;
    this.#limit = limit;
  }

  /** Whose the row is that was read last, taken or not. */
  get buyer(): { readonly id: string; readonly email: string } {
    return { id: this.#carried.customer, email: this.#carried.email };
  }

  /** The row that the cells stand at; `undefined` when `cells.problem` says why not. */
  read(): OrderRow | undefined {
    const cells = this.#cells;
    const moment = cells.date('order_date', true);
    const amounts = this.#amounts();
    if (cells.has('currency')) cells.noteCurrency();
    const order = this.#id('order_id');
    const carried = order !== '' && order === this.#carried.order ? this.#carried : NOTHING;
    const own: Carried = {
      order,
      customer: this.#customer() || carried.customer,
      email: readEmail(cells) || carried.email,
      name: readName(cells) || carried.name,
      city: cells.text('city') || carried.city,
      country: cells.text('country') || carried.country,
      status: cells.text('status') || carried.status,
      cancelled: cells.text('cancelled') || carried.cancelled,
      consent: readConsent(this.#file),
      day: moment?.day ?? carried.day,
      minute: moment?.minute ?? carried.minute,
    };
    this.#carried = own;
    if (own.day < 0 && !cells.problem) cells.reject(cells.header('order_date'), '', 'has no date');
    if (own.day > this.#limit.day)
      cells.reject(cells.header('order_date'), cells.raw('order_date'), this.#limit.reason);
    const row: OrderRow = {
      order,
      customer: own.customer,
      email: own.email,
      buyer: { name: own.name, city: own.city.slice(0, 100), zone: countryOf(own.country)?.zone ?? '' },
      consent: own.consent,
      day: own.day,
      minute: own.minute,
      sku: this.#id('product_id'),
      product: cells.text('product_name'),
      category: this.#category(),
      quantity: amounts.quantity,
      amount: amounts.amount,
      discount: said(cells.money('order_discount', false)),
      subtotal: said(cells.money('order_subtotal', false)),
      refunded: said(cells.money('refunded', false)),
    };
    this.#check(row, own);
    return cells.problem ? undefined : row;
  }

  #check(row: OrderRow, { status, cancelled }: Carried): void {
    const cells = this.#cells;
    if (row.customer === '' && row.email === '') {
      cells.reject('', '', this.#nobody(row.buyer.name));
    }
    const strange = this.#isOwn ? undefined : noProduct(row.sku, row.product);
    if (strange)
      cells.reject(cells.header(row.sku ? 'product_id' : 'product_name'), row.sku || row.product, strange);
    if (cancelled !== '' && !/^(no|false|0)$/i.test(cancelled)) {
      cells.reject(cells.header('cancelled'), cancelled, 'the order was cancelled');
    }
    if (status === '') return;
    const meaning = statusOf(status);
    if (meaning?.isPurchase === false) cells.reject(cells.header('status'), status, meaning.reason);
    else if (meaning === undefined)
      cells.note(`${cells.header('status')}: words that are not known count as bought`, status);
  }

  /** Without an address and an id a name would have to do, and two people may share it. */
  #nobody(name: string): string {
    const cells = this.#cells;
    const columns = (['email', 'customer_id'] as const)
      .filter((target) => cells.has(target))
      .map((target) => `"${cells.header(target)}"`);
    const fix = columns.length > 0 ? `fill in ${columns.join(' or ')}` : 'no column is read as either';
    const why = name === '' ? '' : ' (two people may share a name)';
    return `neither an address nor a customer id: ${fix}${why}`;
  }

  #amounts(): Pick<OrderRow, 'quantity' | 'amount'> {
    const cells = this.#cells;
    const total = cells.money('amount', true);
    const price = cells.money('unit_price', true);
    const off = Math.abs(cells.money('line_discount', true) ?? 0);
    const quantity = this.#quantity((total ?? 0) < 0 || (price ?? 0) < 0);
    let amount = 0;
    if (total !== undefined) amount = minor(total);
    else if (price === undefined) {
      if (!cells.problem) cells.reject(cells.header('amount'), '', 'has no amount');
    } else {
      const whole = Math.max(0, Math.abs(price * (quantity || 1)) - off);
      amount = minor(price < 0 ? -whole : whole);
    }
    if (quantity < 0) amount = -Math.abs(amount);
    if (Math.abs(amount) > MOST_MONEY)
      cells.reject(cells.header('amount'), String(amount / 100), 'is more than 9999999999.99');
    // Pieces that are counted as bought and paid back stayed with the customer: only money came back.
    return { quantity: amount < 0 && quantity > 0 ? 0 : quantity, amount };
  }

  #quantity(isPaidBack: boolean): number {
    const cells = this.#cells;
    const cell = cells.text('quantity');
    if (cell === '') return 1;
    if (/^[1-9]\d{0,5}$/.test(cell)) return Number(cell);
    const text = cell.replace(/[\s\u00a0']/g, '').replace('\u2212', '-');
    if (/^[+-]?\d{1,3}([.,]\d{3})+$/.test(text)) {
      cells.reject(cells.header('quantity'), cell, 'may be thousands or a fraction');
      return 1;
    }
    const number = Number(text.replace(',', '.'));
    if (!/^[+-]?\d+([.,]\d+)?$/.test(text) || !Number.isFinite(number)) {
      cells.reject(cells.header('quantity'), text, 'is no number of pieces');
      return 1;
    }
    if (number === 0 && !isPaidBack) cells.reject(cells.header('quantity'), text, 'is no number of pieces');
    if (Math.abs(number) > MOST_PIECES)
      cells.reject(cells.header('quantity'), text, `is more than ${MOST_PIECES}`);
    const pieces = Math.sign(number) * Math.max(1, Math.round(Math.abs(number)));
    if (pieces !== number && number !== 0) {
      cells.note(
        `${cells.header('quantity')}: fractions were rounded to whole pieces; amounts are exact`,
        text,
      );
    }
    return number === 0 ? 0 : pieces;
  }

  /** Ids of our own files are as they shall be. */
  #id(target: 'order_id' | 'customer_id' | 'product_id'): string {
    const text = this.#cells.text(target);
    return this.#isOwn ? text : cleanId(text);
  }

  #customer(): string {
    const id = this.#id('customer_id');
    return isRoundedId(id) ? '' : id;
  }

  #category(): string {
    const cells = this.#cells;
    const category = cells.text('category');
    if (category.length > 100) {
      cells.reject(cells.header('category'), category, 'holds more than 100 characters');
    }
    return category;
  }
}

/** What was said of the whole order, in minor units; -1 for nothing. */
const said = (scaled: number | undefined) => (scaled === undefined ? -1 : Math.abs(minor(scaled)));

/** Rounded half away from zero. */
const minor = (scaled: number) => Math.sign(scaled) * Math.round((Math.abs(scaled) * 100) / SCALE);
