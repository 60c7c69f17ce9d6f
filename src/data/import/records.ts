import Papa from 'papaparse';

/** One record of a file. `fault` says why its cells cannot be trusted; it then has none. */
export interface CsvRecord {
  /** Line of the file on which it starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly fault: Fault | undefined;
  /** The line of a record with a fault, as much of it as may matter. */
  readonly text?: string;
}

export type Fault = 'unclosed' | 'quotes' | 'too-long';

/** Characters of the longest record: a note of many pages fits, a file without line ends does not fill the memory. */
export const MAX_RECORD = 1_048_576;

export interface RecordForm {
  /** The character between cells; not used where `split` does it. */
  readonly delimiter: string;
  /** `\n` also reads `\r\n`. */
  readonly newline: '\n' | '\r';
  /** Takes a line apart where there is no delimiter. */
  readonly split?: (line: string) => readonly string[];
}

type End = { readonly end: number } | 'open' | 'broken';

/**
 * Takes a text apart into records as it arrives. Where quotes go wrong, only the line on which the record starts is
 * lost: reading goes on with the next line, so one forgotten quote does not swallow the rest of the file.
 */
export class RecordSplitter {
  readonly #form: RecordForm;
  #rest = '';
  #line = 1;
  /** Within a line that is too long to keep: its rest is passed over. */
  #isSkipping = false;

  constructor(form: RecordForm) {
    this.#form = form;
  }

  push(text: string): CsvRecord[] {
    const records: CsvRecord[] = [];
    let buffer = text;
    if (this.#isSkipping) {
      const newline = text.indexOf(this.#form.newline);
      if (newline === -1) return records;
      this.#isSkipping = false;
      this.#line += 1;
      buffer = text.slice(newline + 1);
    }
    this.#rest = this.#take(this.#rest + buffer, records, false);
    if (this.#rest.length > MAX_RECORD) {
      records.push({ line: this.#line, cells: [], fault: 'too-long', text: beginning(this.#rest) });
      this.#rest = '';
      this.#isSkipping = true;
    }
    return records;
  }

  /** The last record, when no line end follows it. */
  end(): CsvRecord[] {
    const records: CsvRecord[] = [];
    if (this.#rest !== '') this.#take(this.#rest, records, true);
    this.#rest = '';
    return records;
  }

  /** Takes whole records off the text. @returns what is left. */
  #take(text: string, records: CsvRecord[], isEnd: boolean): string {
    const { newline, split } = this.#form;
    const quoted: string[] = [];
    const places: number[] = [];
    let at = 0;
    let quote = split ? -1 : text.indexOf('"');
    while (at < text.length) {
      const found = text.indexOf(newline, at);
      if (found === -1 && !isEnd) break;
      const lineEnd = found === -1 ? text.length : found;
      if (quote !== -1 && quote < at) quote = text.indexOf('"', at);
      if (quote === -1 || quote > lineEnd) {
        records.push(this.#plain(text.slice(at, lineEnd)));
        at = lineEnd + 1;
        continue;
      }
      const ending = this.#ending(text, at, isEnd);
      if (ending === 'open' && !isEnd && text.length - at <= MAX_RECORD) break;
      if (typeof ending === 'object' && ending.end - at <= MAX_RECORD) {
        const own = text.slice(at, ending.end);
        quoted.push(own.endsWith('\r') && newline === '\n' ? own.slice(0, -1) : own);
        places.push(records.length);
        records.push({ line: this.#line, cells: [], fault: undefined });
        this.#line += 1 + countOf(newline, own);
        at = ending.end + 1;
      } else {
        const fault = ending === 'broken' ? 'quotes' : ending === 'open' ? 'unclosed' : 'too-long';
        records.push({ line: this.#line, cells: [], fault, text: beginning(text.slice(at, lineEnd)) });
        this.#line += 1;
        at = lineEnd + 1;
      }
    }
    this.#parse(quoted).forEach((cells, number) => {
      const place = places[number] as number;
      const { line } = records[place] as CsvRecord;
      records[place] = cells
        ? { line, cells, fault: undefined }
        : { line, cells: [], fault: 'quotes', text: beginning(quoted[number] as string) };
    });
    return text.slice(at);
  }

  /** The cells of records with quotes, all in one go: every one of them ends where it should. */
  #parse(quoted: readonly string[]): readonly (readonly string[] | undefined)[] {
    if (quoted.length === 0) return [];
    const { delimiter, newline } = this.#form;
    const { data, errors } = Papa.parse<string[]>(quoted.join(newline), { delimiter, newline });
    const wrong = new Set(errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row));
    if (data.length !== quoted.length) {
      // One of them is read in another way than its end was found: it alone is lost.
      return quoted.length === 1 ? [undefined] : quoted.flatMap((record) => this.#parse([record]));
    }
    return data.map((cells, row) => (wrong.has(row) ? undefined : cells));
  }

  #plain(text: string): CsvRecord {
    const line = this.#line;
    this.#line += 1;
    if (text.length > MAX_RECORD) return { line, cells: [], fault: 'too-long', text: beginning(text) };
    const { delimiter, newline, split } = this.#form;
    const own = newline === '\n' && text.endsWith('\r') ? text.slice(0, -1) : text;
    return { line, cells: split ? split(own) : own.split(delimiter), fault: undefined };
  }

  /** Where the record that starts at `from` ends: RFC 4180, quotes count only at the start of a cell. */
  #ending(text: string, from: number, isEnd: boolean): End {
    const { delimiter, newline } = this.#form;
    let at = from;
    for (;;) {
      if (text[at] === '"') {
        at += 1;
        for (;;) {
          const quote = text.indexOf('"', at);
          if (quote === -1) return 'open';
          at = quote + 1;
          if (text[at] !== '"') break;
          at += 1;
        }
        if (at >= text.length) return isEnd ? { end: at } : 'open';
        if (text[at] === '\r' && newline === '\n') {
          if (text[at + 1] === '\n') return { end: at + 1 };
          if (at + 1 >= text.length) return isEnd ? { end: at + 1 } : 'open';
        }
        if (text[at] === newline) return { end: at };
        if (text[at] !== delimiter) return 'broken';
        at += 1;
      } else {
        while (at < text.length && text[at] !== newline && text[at] !== delimiter) at += 1;
        if (at >= text.length) return isEnd ? { end: at } : 'open';
        if (text[at] === newline) return { end: at };
        at += 1;
      }
    }
  }
}

const beginning = (text: string) => ` ${text.slice(0, 10_000)}`.slice(1);

function countOf(mark: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) count += 1;
  return count;
}
