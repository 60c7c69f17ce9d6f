import type { PitchwrightError } from '../../errors.ts';
import { DateColumn, decideOrders } from './date-column.ts';
import type { DateOrder, Moment } from './dates.ts';
import type { Mapping, Target } from './mapping.ts';
import { decideDecimals, MoneyColumn } from './money-column.ts';
import type { Notes } from './notes.ts';
import { isPlain, plainText, withFormula } from './plain-text.ts';
import type { Row } from './read-rows.ts';
import type { Fault } from './records.ts';
import { isRejectedFile } from './rejected-columns.ts';
import { DATE_TARGETS, MONEY_TARGETS } from './target-kinds.ts';

/** Why a row is not taken. */
export interface Rejection {
  /** The column of the file, or empty when it is about the row as a whole. */
  readonly field: string;
  readonly value: string;
  /** The same for all rows with the same problem. */
  readonly reason: string;
}

const FAULTS: Readonly<Record<Fault, string>> = {
  unclosed: 'a quote that opens on this line is never closed',
  quotes: 'quotes stand in the wrong places; a quote inside a cell is written twice ("")',
  'too-long': 'the row is longer than a million characters',
};

/** What the person said about dates and decimals that no file proves. */
export interface Said {
  readonly dates?: DateOrder | undefined;
  readonly decimal?: ',' | '.' | undefined;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a NUL is what it looks for
const BROKEN = /[\u0000\uFFFD]/;

/** Where a target stands in a row. */
interface Slot {
  readonly places: readonly number[];
  readonly headers: readonly string[];
}

const NO_SLOT: Slot = { places: [], headers: [] };

export interface Filled {
  readonly cell: string;
  readonly header: string;
}

/** The cells of one file by what they are, row after row. */
export class RowCells {
  readonly dates = new Map<string, DateColumn>();
  readonly amounts = new Map<string, MoneyColumn>();
  /** What the currency column names, in capitals, by how many rows. */
  readonly currencies = new Map<string, number>();
  readonly #headers: readonly string[];
  readonly #slots = new Map<Target, Slot>();
  readonly #constants: Readonly<Partial<Record<Target, string>>>;
  readonly #needed: number;
  readonly #isRejected: boolean;
  readonly #notes: Notes;
  #cells: readonly string[] = [];
  /** The header that the last cell was found under. */
  #header = '';
  /** The first thing that is wrong with the row. */
  problem: Rejection | undefined;

  /**
   * @param needed targets that a row may not lack because it is short.
   * @param today days since 1970.
   */
  constructor(
    headers: readonly string[],
    mapping: Mapping,
    needed: readonly Target[],
    notes: Notes,
    today: number,
  ) {
    this.#headers = headers;
    this.#notes = notes;
    this.#isRejected = isRejectedFile(headers);
    this.#constants = mapping.constants;
    const decimal = mapping.decimal && (mapping.decimal === 'comma' ? ',' : '.');
    for (const [target, names] of Object.entries(mapping.columns) as [Target, string | string[]][]) {
      const present = [names].flat().filter((name) => headers.includes(name));
      if (present.length === 0) continue;
      this.#slots.set(target, { headers: present, places: present.map((name) => headers.indexOf(name)) });
      for (const name of present) {
        if (DATE_TARGETS.includes(target)) this.dates.set(name, new DateColumn(name, today, mapping.dates));
        if (MONEY_TARGETS.includes(target)) this.amounts.set(name, new MoneyColumn(name, decimal));
      }
    }
    this.#needed = Math.max(-1, ...needed.flatMap((target) => this.#slots.get(target)?.places ?? []));
  }

  has(target: Target): boolean {
    return this.#slots.has(target) || this.#constants[target] !== undefined;
  }

  /**
   * Decides about dates and decimals by what was read so far.
   * @param onOpen told of what is still open, when that is all of the file.
   * @returns whether the values have to be read again.
   */
  decide(file: string, { dates, decimal }: Said, onOpen?: (question: PitchwrightError) => void): boolean {
    const reordered = decideOrders(file, [...this.dates.values()], dates, onOpen);
    return decideDecimals(file, [...this.amounts.values()], decimal, onOpen) || reordered;
  }

  /** Lets the columns of dates and amounts look at a row, without taking anything from it. */
  learn(row: Row): void {
    if (!this.start(row)) return;
    for (const columns of [this.dates, this.amounts]) {
      for (const [header, column] of columns) {
        const cell = (row.cells[this.#headers.indexOf(header)] ?? '').trim();
        if (cell !== '') column.read(cell);
      }
    }
  }

  /** Before the rows are read once more: what was decided stays, what was counted goes. */
  rewind(): void {
    this.#notes.clear();
    this.currencies.clear();
    for (const column of this.dates.values()) column.evidence.naive = 0;
    for (const column of this.amounts.values()) column.evidence.currencies.clear();
  }

  /** Turns to a row. @returns false when it cannot be read at all; `problem` says why. */
  start({ cells, fault }: Row): boolean {
    this.#cells = this.#isRejected ? cells.map(withFormula) : cells;
    this.problem = undefined;
    const extra =
      cells.length > this.#headers.length ? cells.slice(this.#headers.length).join(' ').trim() : '';
    if (fault) this.reject('', '', FAULTS[fault]);
    else if (extra !== '') this.reject('', extra, 'the row has more cells than the header');
    else if (cells.length <= this.#needed) {
      // Spreadsheets leave out empty cells at the end. A row that lacks what decides about it may have been cut.
      this.reject('', '', 'the row ends before the columns that decide about it');
    }
    return this.problem === undefined;
  }

  /** Remembers the currency of a row that names one. */
  noteCurrency(): void {
    const code = this.raw('currency').toUpperCase();
    if (code !== '') this.currencies.set(code, (this.currencies.get(code) ?? 0) + 1);
  }

  reject(field: string, value: string, reason: string): void {
    this.problem ??= { field, value: value.slice(0, 200), reason };
  }

  /** The header of the column that a target is read from. */
  header(target: Target): string {
    return this.#slots.get(target)?.headers[0] ?? target;
  }

  /** The first filled cell of a target as it is, trimmed. */
  raw(target: Target): string {
    const slot = this.#slots.get(target);
    if (slot !== undefined) {
      for (let at = 0; at < slot.places.length; at += 1) {
        const cell = this.#cells[slot.places[at] as number];
        if (cell === undefined || cell === '') continue;
        const text = cell.trim();
        if (text === '') continue;
        this.#header = slot.headers[at] as string;
        return text;
      }
    }
    return this.#constants[target] ?? '';
  }

  /** All filled cells of a target, each with the header that it stands under; without any, its constant. */
  filled(target: Target): readonly Filled[] {
    const { places, headers } = this.#slots.get(target) ?? NO_SLOT;
    const found: Filled[] = [];
    places.forEach((place, at) => {
      const cell = (this.#cells[place] ?? '').trim();
      if (cell !== '') found.push({ cell, header: headers[at] as string });
    });
    const constant = this.#constants[target] ?? '';
    return found.length === 0 && constant !== '' ? [{ cell: constant, header: '' }] : found;
  }

  all(target: Target): readonly string[] {
    return this.filled(target).map(({ cell }) => cell);
  }

  /** Turns to cells that `start` would not take, to look for what may not be lost with them. */
  peek(cells: readonly string[]): void {
    this.#cells = cells;
  }

  /** One line of text. A row with broken characters in it is rejected. */
  text(target: Target): string {
    const cell = this.raw(target);
    if (cell === '' || isPlain(cell)) return cell;
    if (BROKEN.test(cell)) {
      const reason = cell.includes('\0') ? 'holds a NUL character' : 'holds a broken character';
      this.reject(this.#header, cell.replaceAll('\0', '␀'), reason);
    }
    return plainText(cell);
  }

  /** @param isVital whether the row is rejected for a date that cannot be read; else it is noted and left out. */
  date(target: Target, isVital: boolean): Moment | undefined {
    const cell = this.raw(target);
    if (cell === '') return undefined;
    const found = this.dates.get(this.#header)?.read(cell);
    if (found === undefined || 'day' in found) return found;
    this.#strange(cell, found.reason, isVital);
    return undefined;
  }

  /** In `SCALE`ths. */
  money(target: Target, isVital: boolean): number | undefined {
    const cell = this.raw(target);
    if (cell === '') return undefined;
    const found = this.amounts.get(this.#header)?.read(cell);
    if (typeof found !== 'string') return found;
    this.#strange(cell, found, isVital);
    return undefined;
  }

  #strange(cell: string, reason: string, isVital: boolean): void {
    if (isVital) this.reject(this.#header, cell, reason);
    else this.note(`${this.#header}: a value that ${reason} was left out`, cell);
  }

  note(sentence: string, example: string): void {
    this.#notes.add(sentence, example);
  }

  /** A remark about words, with the first few different ones. */
  noteWord(sentence: string, word: string): void {
    this.#notes.addWord(sentence, word);
  }
}
