import { printCsvField } from '../csv-field.ts';

/** What an import writes, as CSV; `withdrawn` has one key of `addressKey` or `idKey` on each line, an id's followed by a space and the key of its person's address. */
export type Table = 'customers' | 'orders' | 'rejected' | `rejected-${number}` | 'withdrawn';

/** Where it goes. Pieces come in order; the next one waits until a promise is kept. */
export interface Sink {
  write(table: Table, text: string): void | Promise<void>;
}

const PIECE = 65_536;

/** Collects rows, and hands them on in larger pieces. */
export class TableWriter {
  readonly #sink: Sink;
  readonly #table: Table;
  #text = '';

  constructor(sink: Sink, table: Table, header: readonly string[]) {
    this.#sink = sink;
    this.#table = table;
    if (header.length > 0) this.add(header);
  }

  add(fields: readonly string[]): void {
    this.#text += fields[0] === undefined ? '' : printCsvField(fields[0]);
    for (let at = 1; at < fields.length; at += 1) this.#text += `,${printCsvField(fields[at] as string)}`;
    this.#text += '\n';
  }

  /** Called now and then between rows. */
  async flush(isEnd = false): Promise<void> {
    if (this.#text === '' || (!isEnd && this.#text.length < PIECE)) return;
    const text = this.#text;
    this.#text = '';
    await this.#sink.write(this.#table, text);
  }
}
