import { canonicalAddress } from '../canonical-address.ts';
import { addressKey, folderId, idKey, idOfAddress } from './address.ts';
import { type Buyer, Buyers } from './buyers.ts';
import { ANSWERS, type Answer, isRestriction, strictest, type Withdrawn } from './consent.ts';
import type { CustomerRow } from './customer-row.ts';
import { bytes, floats, integers } from './growable.ts';
import { NamesMet } from './names-met.ts';

/** A customer by number, in the order in which they were first met. */
export type CustomerNumber = number;

/** Why a row about somebody cannot be placed. */
export const STRANGE_ID = 'the same id stands with another address in a row above; one of the two is wrong';
export const TWO_PEOPLE = 'the id and the address belong to two different customers of rows above';

const NAMED = 1;
const HAS_CITY = 2;
const HAS_ADDRESS = 4;

/**
 * Everybody, as a few numbers each: who is who, by id and by address, and which of their rows counts most. The rows
 * themselves are not kept; they are read again when the customers are written.
 */
export class People {
  readonly #byAddress = new Map<string, CustomerNumber>();
  readonly #byId = new Map<string, CustomerNumber>();
  /** Canonical addresses that a file writes in another way. */
  readonly #written = new Map<string, string>();
  /** What any row said no with, taken or not, by address in its canonical form and by id. */
  readonly #refused = { addresses: new Map<string, Answer>(), ids: new Map<string, Answer>() };
  /** Folder ids without letter case, of ids that are not all lower-case. */
  readonly #folders = new Map<string, CustomerNumber>();
  readonly #ids: string[] = [];
  readonly #answers = bytes();
  readonly #flags = bytes();
  /** Rows of files of customers; none for those who are known from orders only. */
  readonly #rows = integers();
  readonly #best = floats();
  readonly #bestChanged = floats();
  readonly #buyers = new Buyers();
  /** What the files say they spent and how often they ordered, where they say so. */
  readonly #totals = floats();
  readonly #counts = integers();

  /** Who of them is called in more than one way. */
  readonly names = new NamesMet();

  get count(): number {
    return this.#ids.length;
  }

  /**
   * Finds or makes the customer of a row.
   * @param at number of the row among all rows of customers.
   */
  place(row: CustomerRow, at: number): CustomerNumber | string {
    const email = this.#canonical(row.email);
    const byAddress = email === '' ? undefined : this.#byAddress.get(email);
    const byId = row.id === '' ? undefined : this.#byId.get(row.id);
    if (byAddress !== undefined && byId !== undefined && byAddress !== byId) return TWO_PEOPLE;
    if (byAddress === undefined && byId !== undefined && email !== '' && this.#has(byId, HAS_ADDRESS)) {
      return STRANGE_ID;
    }
    const known = byAddress ?? byId;
    const person = known ?? this.#make(row.id);
    this.#recognise(person, email, row.id);
    if (row.name !== '') this.#mark(person, NAMED);
    this.names.meet(person, row.name);
    if (row.city !== '') this.#mark(person, HAS_CITY);
    this.#restrict(person, row.consent);
    this.#rows.set(person, this.#rows.at(person) + 1);
    if (row.changed > this.#bestChanged.at(person) || this.#best.at(person) < 0) {
      this.#best.set(person, at);
      this.#bestChanged.set(person, row.changed);
    }
    // Two accounts of one person spent together; two rows of one account say the same twice.
    const isOther = known === undefined || (row.id !== '' && byId === undefined);
    if (row.total >= 0) {
      const before = Math.max(0, this.#totals.at(person));
      this.#totals.set(person, isOther ? before + row.total : Math.max(before, row.total));
    }
    if (row.orders >= 0) {
      const before = Math.max(0, this.#counts.at(person));
      this.#counts.set(person, isOther ? before + row.orders : Math.max(before, row.orders));
    }
    return person;
  }

  /**
   * The customer of an order, made from it when nobody is known by its id or address.
   * @param at minutes since 1970.
   */
  buyerOf(id: string, address: string, answer: Answer, buyer: Buyer, at: number): CustomerNumber {
    const email = this.#canonical(address);
    // Also when the id and the address belong to two people, or nobody has the address.
    if (isRestriction(answer)) this.refuse(answer, [id], [email]);
    const byId = id === '' ? undefined : this.#byId.get(id);
    const byAddress = email === '' ? undefined : this.#byAddress.get(email);
    const person = byId ?? byAddress ?? this.#make(id);
    // An id that comes with a second address stays with the first one.
    const isFree = byAddress === undefined && !this.#has(person, HAS_ADDRESS);
    this.#recognise(person, isFree ? email : '', byId === undefined && byAddress === undefined ? id : '');
    // What one checkout says gives nothing that the customers' own file does not give.
    if (this.#rows.at(person) === 0) this.#restrict(person, answer);
    if (!this.#has(person, NAMED) || !this.#has(person, HAS_CITY)) {
      const { name, city, zone } = buyer;
      if (name !== '' || city !== '' || zone !== '' || this.#rows.at(person) === 0) {
        this.#buyers.hear(person, buyer, at);
      }
    }
    return person;
  }

  /** Restricts everybody who is, or will be, known by one of these. */
  refuse(answer: Answer, ids: readonly string[], emails: readonly string[]): void {
    const add = (known: Map<string, Answer>, key: string) =>
      known.set(ownCopy(key), strictest(answer, known.get(key) ?? 'unknown'));
    for (const id of ids) if (id !== '') add(this.#refused.ids, id);
    for (const email of emails) if (email !== '') add(this.#refused.addresses, canonicalAddress(email));
  }

  idOf(person: CustomerNumber): string {
    return this.#ids[person] as string;
  }

  answerOf(person: CustomerNumber): Answer {
    return ANSWERS[this.#answers.at(person)] as Answer;
  }

  rowsOf(person: CustomerNumber): number {
    return this.#rows.at(person);
  }

  /** Whether a row is the newest one about its customer, or the first where none says when it changed. */
  isBest(person: CustomerNumber, at: number): boolean {
    return this.#best.at(person) === at;
  }

  /** Nothing but an id: neither a name nor an address, and no order says more. */
  isBare(person: CustomerNumber): boolean {
    return !this.#has(person, NAMED) && !this.#has(person, HAS_ADDRESS) && !this.#buyers.has(person);
  }

  /** Whether a file of customers names them: what orders say then does not count. */
  isNamedInFile(person: CustomerNumber): boolean {
    return this.#has(person, NAMED);
  }

  fromOrders(person: CustomerNumber): Buyer | undefined {
    return this.#buyers.of(person);
  }

  /** What the files say without orders, in minor units and orders; -1 where they say nothing. */
  saidOf(person: CustomerNumber): { readonly total: number; readonly orders: number } {
    return { total: this.#totals.at(person), orders: this.#counts.at(person) };
  }

  /** Those who stand in no file of customers, with their addresses. */
  *madeFromOrders(): Generator<{ readonly person: CustomerNumber; readonly email: string }> {
    const addresses = new Map<CustomerNumber, string>();
    for (const [email, person] of this.#byAddress)
      if (this.#rows.at(person) === 0) addresses.set(person, this.#written.get(email) ?? email);
    for (let person = 0; person < this.count; person += 1) {
      if (this.#rows.at(person) === 0) yield { person, email: addresses.get(person) ?? '' };
    }
  }

  /**
   * Gives an id to those who have none, and takes away the consent of those who withdrew it before.
   * @returns how many would have been subscribed again.
   */
  settle(withdrawn: Withdrawn): number {
    let kept = 0;
    const withdraw = (person: CustomerNumber) => {
      if (this.answerOf(person) === 'subscribed') kept += 1;
      this.#restrict(person, 'withdrawn');
    };
    const { addresses, ids } = this.#refused;
    for (const [email, person] of this.#byAddress) {
      if (this.#ids[person] === '') this.#ids[person] = this.#folderOf(idOfAddress(email), person);
      this.#restrict(person, addresses.get(email) ?? 'unknown');
    }
    for (const [id, answer] of ids) {
      const person = this.#byId.get(id);
      if (person !== undefined) this.#restrict(person, answer);
    }
    if (withdrawn.addresses.size > 0) {
      for (const [email, person] of this.#byAddress)
        if (withdrawn.addresses.has(addressKey(email))) withdraw(person);
    }
    if (withdrawn.ids.size > 0) {
      const isOut = (id: string) => withdrawn.ids.has(id) || withdrawn.ids.has(idKey(id));
      for (const [id, person] of this.#byId) if (isOut(id)) withdraw(person);
      for (let person = 0; person < this.count; person += 1) if (isOut(this.idOf(person))) withdraw(person);
    }
    return kept;
  }

  /**
   * By what everybody who withdrew is known: addresses and ids, as keys, each id with the key of the address of the same
   * person; empty where they have none.
   */
  *withdrawnKeys(): Generator<readonly [key: string, owner: string]> {
    const isOut = (person: CustomerNumber) => this.answerOf(person) === 'withdrawn';
    const owners = new Map<CustomerNumber, string>();
    const { addresses, ids } = this.#refused;
    for (const [email, answer] of addresses) if (answer === 'withdrawn') yield [addressKey(email), ''];
    for (const [id, answer] of ids) if (answer === 'withdrawn') yield [idKey(id), ''];
    for (const [email, person] of this.#byAddress) {
      if (!isOut(person)) continue;
      const key = addressKey(email);
      owners.set(person, key);
      yield [key, ''];
    }
    const owner = (person: CustomerNumber) => owners.get(person) ?? '';
    for (const [id, person] of this.#byId) if (isOut(person)) yield [idKey(id), owner(person)];
    for (let person = 0; person < this.count; person += 1)
      if (isOut(person)) yield [idKey(this.idOf(person)), owner(person)];
  }

  #canonical(address: string): string {
    const email = address === '' ? '' : canonicalAddress(address);
    if (email !== address && !this.#written.has(email)) this.#written.set(email, ownCopy(address));
    return email;
  }

  #make(id: string): CustomerNumber {
    const person = this.#ids.length;
    this.#ids.push('');
    if (id !== '') this.#ids[person] = this.#folderOf(folderId(id), person);
    this.#answers.push(ANSWERS.indexOf('unknown'));
    this.#flags.push(0);
    this.#rows.push(0);
    this.#best.push(-1);
    this.#bestChanged.push(-1);
    this.#totals.push(-1);
    this.#counts.push(-1);
    return person;
  }

  #recognise(person: CustomerNumber, email: string, id: string): void {
    if (email !== '' && !this.#byAddress.has(email)) {
      this.#byAddress.set(ownCopy(email), person);
      this.#mark(person, HAS_ADDRESS);
    }
    if (id === '' || this.#byId.has(id)) return;
    this.#byId.set(ownCopy(id), person);
    if (this.#ids[person] === '') this.#ids[person] = this.#folderOf(folderId(id), person);
  }

  /** An id that names a folder of its own also where letter case does not count. */
  #folderOf(id: string, person: CustomerNumber): string {
    const folder = id.toLowerCase();
    const holder = this.#folders.get(folder);
    const own = holder === undefined || holder === person ? id : idOfAddress(`id ${id}`);
    this.#folders.set(own === id ? ownCopy(folder) : own, person);
    return ownCopy(own);
  }

  #restrict(person: CustomerNumber, answer: Answer): void {
    this.#answers.set(person, ANSWERS.indexOf(strictest(this.answerOf(person), answer)));
  }

  #has(person: CustomerNumber, flag: number): boolean {
    return (this.#flags.at(person) & flag) !== 0;
  }

  #mark(person: CustomerNumber, flag: number): void {
    this.#flags.set(person, this.#flags.at(person) | flag);
  }
}

/** A text cut out of a large one keeps all of it in memory; this one stands for itself. */
function ownCopy(text: string): string {
  return ` ${text}`.slice(1);
}
