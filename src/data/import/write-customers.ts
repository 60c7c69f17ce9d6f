import { CUSTOMER_COLUMNS } from '../customer.ts';
import type { Consent } from '../vocabulary.ts';
import { type Completion, completeCustomer, type KnownCustomer } from './complete-customer.ts';
import { consentOfAnswer } from './consent.ts';
import { type CustomerRow, OWN_WORDS, type OwnWord, readCustomer } from './customer-row.ts';
import { type Habits, habitsOf, type Prices } from './habits.ts';
import type { ImportFile } from './import-file.ts';
import { reasonOf } from './learn.ts';
import { LINE, type LinesByCustomer } from './order-book.ts';
import type { CustomerNumber } from './people.ts';
import { type Pace, pause } from './progress.ts';
import type { Rejected } from './rejected.ts';
import { readAgain } from './second-reading.ts';
import type { TableWriter } from './sink.ts';
import type { World } from './world.ts';

export const MERGED = 'another row about the same customer';
const BARE = 'the row has no name and no address, and nothing was ordered under its id';

/** What was written, counted. */
export interface CustomerCounts {
  customers: number;
  madeFromOrders: number;
  withoutAddress: number;
  readonly consents: Record<Consent, number>;
  /** Of the unknown ones, those who were asked and did not say yes. */
  neverSubscribed: number;
  readonly derived: Map<string, number>;
  /** Customers whose file says another total than their orders, and what the files say in all, in minor units. */
  otherTotals: number;
  saidTotal: number;
  /** Customers with more than one name: those whom a file of customers names, and those whom only orders name. */
  readonly severalNames: { readonly inFile: SeveralNames; readonly inOrders: SeveralNames };
}

export interface SeveralNames {
  customers: number;
  /** Of them, those who are known by an id only. */
  withoutAddress: number;
  /** The first of them, and their address or id. */
  first: { readonly customer: CustomerNumber; readonly known: string } | undefined;
}

interface Held {
  readonly row: CustomerRow;
  readonly isBest: boolean;
}

export interface Purchases {
  readonly lines: LinesByCustomer;
  readonly prices: Prices;
}

/** Writes customers, those of files in the order of their last rows, then those known from orders only. */
export class CustomerWriter {
  readonly counts: CustomerCounts = {
    customers: 0,
    madeFromOrders: 0,
    withoutAddress: 0,
    consents: { subscribed: 0, unsubscribed: 0, unknown: 0 },
    neverSubscribed: 0,
    derived: new Map(),
    otherTotals: 0,
    saidTotal: 0,
    severalNames: {
      inFile: { customers: 0, withoutAddress: 0, first: undefined },
      inOrders: { customers: 0, withoutAddress: 0, first: undefined },
    },
  };
  readonly #world: World;
  readonly #purchases: Purchases;
  readonly #completion: Completion;
  readonly #table: TableWriter;
  /** The rows of customers that have more than one, until the last of them is read. */
  readonly #held = new Map<CustomerNumber, Held[]>();

  constructor(world: World, purchases: Purchases, completion: Completion, table: TableWriter) {
    this.#world = world;
    this.#purchases = purchases;
    this.#completion = completion;
    this.#table = table;
  }

  async writeFiles(files: readonly ImportFile[], rejected: Rejected, pace: Pace): Promise<void> {
    const { people } = this.#world;
    let before = 0;
    for (const file of files) {
      const { cells, tally } = file;
      const read = () => readCustomer(file);
      const onto = { table: this.#table, rejected, pace };
      await readAgain(file, onto, read, (found, person, row) => {
        if (person < 0) {
          const field = cells.header('customer_id');
          return rejected.add(file, row, { field, value: found.id, reason: reasonOf(person) });
        }
        people.names.gather(person, found.name);
        const habits = this.#habitsOf(person);
        if (people.isBare(person) && habits.lines === 0) {
          return rejected.add(file, row, { field: '', value: found.id, reason: BARE });
        }
        const isNew = this.#take(
          person,
          { row: found, isBest: people.isBest(person, before + tally.rows - 1) },
          habits,
        );
        if (isNew) tally.accepted += 1;
        else tally.merge(MERGED, row, people.idOf(person));
      });
      before += tally.rows;
    }
  }

  /** Those whom no file of customers names, when they bought something. */
  async writeBuyers(pace: Pace): Promise<void> {
    const { people } = this.#world;
    let since = performance.now();
    for (const { person, email } of people.madeFromOrders()) {
      // Of somebody who only brings things back nobody knows that they are a customer.
      if (this.#firstOrder(person) < 0) continue;
      const buyer = people.fromOrders(person);
      const words = { ...NO_WORDS, time_zone: buyer?.zone ?? '' };
      this.counts.madeFromOrders += 1;
      this.#write(
        person,
        {
          id: people.idOf(person),
          isIdDerived: /^[ci]-[0-9a-f]{16}$/.test(people.idOf(person)),
          name: buyer?.name ?? '',
          email,
          city: buyer?.city ?? '',
          isCityDerived: (buyer?.city ?? '') !== '',
          answer: people.answerOf(person),
          joined: -1,
          firstOrder: this.#firstOrder(person),
          lastActive: -1,
          lastOpen: -1,
          openedAt: -1,
          said: { total: -1, orders: -1 },
          words,
          derived: words.time_zone === '' ? [] : ['time_zone'],
        },
        this.#habitsOf(person),
      );
      if (performance.now() - since < 40) continue;
      await this.#table.flush();
      await pause();
      pace.signal?.throwIfAborted();
      since = performance.now();
    }
  }

  #habitsOf(person: CustomerNumber): Habits {
    const { lines, prices } = this.#purchases;
    return habitsOf(this.#world.book, lines.of(person), prices);
  }

  #firstOrder(person: CustomerNumber): number {
    const { book } = this.#world;
    const line = this.#purchases.lines.of(person).find((each) => book.states.at(each) <= LINE.undone);
    return line === undefined ? -1 : book.days.at(line);
  }

  /** @returns whether the row stands for a customer that no row before it stood for. */
  #take(person: CustomerNumber, held: Held, habits: Habits): boolean {
    const rows = this.#world.people.rowsOf(person);
    if (rows === 1) {
      this.#write(person, this.#known(person, [held.row]), habits);
      return true;
    }
    const before = this.#held.get(person);
    if (!before) {
      this.#held.set(person, [held]);
      return true;
    }
    before.push(held);
    if (before.length === rows) {
      this.#held.delete(person);
      const newest = [...before].sort(
        (a, b) => Number(b.isBest) - Number(a.isBest) || b.row.changed - a.row.changed,
      );
      this.#write(
        person,
        this.#known(
          person,
          newest.map(({ row }) => row),
        ),
        habits,
      );
    }
    return false;
  }

  /** All rows about a customer as one, the newest first: the first filled value counts. */
  #known(person: CustomerNumber, rows: readonly CustomerRow[]): KnownCustomer {
    const { people } = this.#world;
    const buyer = people.fromOrders(person);
    const derived = new Set<string>();
    const first = (column: string, get: (row: CustomerRow) => string): string => {
      const row = rows.find((each) => get(each) !== '');
      if (row?.derived.includes(column)) derived.add(column);
      return row ? get(row) : '';
    };
    const words = {} as Record<OwnWord, string>;
    for (const column of OWN_WORDS) words[column] = first(column, (row) => row.words[column]);
    const id = people.idOf(person);
    const city = first('city', (row) => row.city);
    const joined = rows.map((row) => row.joined).filter((day) => day >= 0);
    for (const column of ['customer_id', 'join_date', 'lifetime_value']) {
      if (rows.some((row) => row.derived.includes(column))) derived.add(column);
    }
    return {
      id,
      isIdDerived: !rows.some((row) => row.id === id),
      name: first('name', (row) => row.name) || buyer?.name || '',
      email: first('email', (row) => row.email),
      city: city || buyer?.city || '',
      isCityDerived: city === '' && (buyer?.city ?? '') !== '',
      answer: people.answerOf(person),
      joined: joined.length === 0 ? -1 : Math.min(...joined),
      firstOrder: this.#firstOrder(person),
      lastActive: Math.max(...rows.map((row) => row.lastActive)),
      lastOpen: Math.max(...rows.map((row) => row.lastOpen)),
      openedAt: rows.find((row) => row.openedAt >= 0)?.openedAt ?? -1,
      said: people.saidOf(person),
      words,
      derived: [...derived],
    };
  }

  #write(person: CustomerNumber, known: KnownCustomer, habits: Habits): void {
    const { counts } = this;
    const fields = completeCustomer(known, habits, this.#completion);
    this.#table.add(CUSTOMER_COLUMNS.map((column) => fields[column] ?? ''));
    counts.customers += 1;
    counts.consents[consentOfAnswer(known.answer)] += 1;
    if (known.answer === 'never') counts.neverSubscribed += 1;
    if (known.email === '') counts.withoutAddress += 1;
    if (this.#world.people.names.hasSeveral(person)) this.#countNames(person, known);
    if (known.said.total >= 0) counts.saidTotal += known.said.total;
    if (known.said.total >= 0 && known.said.total !== habits.spent) counts.otherTotals += 1;
    for (const column of fields.derived?.split('|') ?? []) {
      if (column !== '') counts.derived.set(column, (counts.derived.get(column) ?? 0) + 1);
    }
  }

  #countNames(customer: CustomerNumber, { email, id }: KnownCustomer): void {
    const { inFile, inOrders } = this.counts.severalNames;
    const several = this.#world.people.isNamedInFile(customer) ? inFile : inOrders;
    several.customers += 1;
    if (email === '') several.withoutAddress += 1;
    several.first ??= { customer, known: email || id };
  }
}

const NO_WORDS = Object.fromEntries(OWN_WORDS.map((column) => [column, ''])) as Record<OwnWord, string>;
