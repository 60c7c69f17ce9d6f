import { PitchwrightError } from '../../errors.ts';
import {
  DATE_ORDERS,
  type DateOrder,
  inOrder,
  type Moment,
  type NumericDate,
  provenOrder,
  readDate,
} from './dates.ts';

/** `mixed`: some values prove one order and some the other, so each must speak for itself. */
export type ColumnOrder = DateOrder | 'mixed';

/** Why a cell is no date; completes `order_date "04/05/2024" …`. */
export type NoDate = { readonly reason: string };

/**
 * One column of dates. Its order is decided by what its own values prove, never by habit: `13/04/2024` proves that the
 * day stands first, for the whole column. Values are only read once the order is known; until then they are evidence.
 */
export class DateColumn {
  readonly header: string;
  /** Undecided until something proves it. */
  order: ColumnOrder | undefined;
  /** What proved the order, in words; empty when there was nothing to prove. */
  because = '';
  readonly evidence = {
    dmy: '',
    mdy: '',
    ymd: '',
    ambiguous: [] as string[],
    separators: new Set<string>(),
    naive: 0,
  };

  /** What the mapping says, for when the file proves nothing. */
  readonly saved: DateOrder | undefined;

  readonly #today: number;

  /** @param today days since 1970. */
  constructor(header: string, today: number, saved?: DateOrder) {
    this.#today = today;
    this.header = header;
    this.saved = saved;
    this.order = saved;
  }

  /** Reads a cell that is not empty, and remembers what it proves. */
  read(text: string): Moment | NoDate {
    const found = readDate(text);
    if (found === undefined) return /^\d{5}([.,]\d+)?$/.test(text) ? SERIAL : NO_DATE;
    if ('day' in found) {
      if (found.isNaive) this.evidence.naive += 1;
      return found;
    }
    const proven = this.#learn(found, text);
    const order = this.order === 'mixed' || this.order === undefined ? orderOf(proven) : this.order;
    if (order === undefined) return this.order === 'mixed' ? MIXED : UNDECIDED;
    const moment = inOrder(found, order);
    if (!moment) return NO_DATE;
    if (moment.isNaive) this.evidence.naive += 1;
    return moment;
  }

  #learn(date: NumericDate, text: string): ReturnType<typeof provenOrder> {
    const { evidence } = this;
    const proven = provenOrder(date, this.#today);
    if (proven === 'either') return proven;
    if (proven !== undefined) evidence[proven] ||= text;
    else {
      evidence.separators.add(date.separator);
      if (evidence.ambiguous.length < 2 && !evidence.ambiguous.includes(text)) evidence.ambiguous.push(text);
    }
    return proven;
  }
}

const orderOf = (proven: ReturnType<typeof provenOrder>): DateOrder | undefined =>
  proven === 'either' ? 'dmy' : proven;

const NO_DATE: NoDate = { reason: 'is no date that can be read' };
const SERIAL: NoDate = {
  reason: "is a spreadsheet's day number; format the column as a date and export it again",
};
const MIXED: NoDate = {
  reason: 'may be day first or month first: the column has both, so only dates with a day above 12 are sure',
};
const UNDECIDED: NoDate = { reason: 'may be day first or month first' };

const FIRST_PART: Readonly<Record<DateOrder, string>> = { dmy: 'day', mdy: 'month', ymd: 'year' };

/** What the values of one column say, with what proves it. */
function ownOrder({ evidence }: DateColumn): readonly [ColumnOrder, string] | undefined {
  const proven = DATE_ORDERS.filter((order) => evidence[order] !== '');
  const [order] = proven;
  if (order === undefined) return undefined;
  if (proven.length === 1) return [order, `${evidence[order]} proves it`];
  return ['mixed', proven.map((each) => `${evidence[each]} has the ${FIRST_PART[each]} first`).join(', ')];
}

/**
 * Decides the order of each column of one file after all of it was read. A column whose own values prove nothing
 * follows another column of the same file that is written with the same separator, because one program wrote both;
 * when there is none either, the mapping or a person must say it, except for dates with dots.
 *
 * @param asked what the person said about this file (`--dates`).
 * @param onOpen once all rows were read: told of every column that is still open (`IMPORT_DATES_AMBIGUOUS`).
 * @returns whether a decision changed: then the values have to be read again.
 */
export function decideOrders(
  file: string,
  columns: readonly DateColumn[],
  asked: DateOrder | undefined,
  onOpen?: (question: PitchwrightError) => void,
): boolean {
  const before = columns.map(({ order }) => order);
  for (const column of columns) {
    if (asked !== undefined) {
      [column.order, column.because] = [asked, 'as you said'];
      continue;
    }
    const own = ownOrder(column);
    if (own) [column.order, column.because] = own;
    else column.order = undefined;
  }
  for (const column of columns) {
    if (column.order !== undefined || column.evidence.ambiguous.length === 0) continue;
    const sibling = siblingOf(column, columns);
    if (!sibling && column.saved) {
      [column.order, column.because] = [column.saved, 'as the mapping says'];
      continue;
    }
    if (!sibling && isDotted(column)) {
      [column.order, column.because] = ['dmy', 'with dots between its numbers the day comes first'];
      continue;
    }
    if (!sibling) {
      onOpen?.(ambiguous(file, column));
      continue;
    }
    column.because = `as in ${sibling.header}, where ${sibling.because}`;
    column.order = sibling.order;
  }
  return columns.some(({ order }, at) => order !== before[at]);
}

/** Nobody writes the month first with dots. */
const isDotted = ({ evidence }: DateColumn) =>
  [...evidence.separators].every((separator) => separator === '.');

function siblingOf(column: DateColumn, columns: readonly DateColumn[]): DateColumn | undefined {
  const proven = columns.filter((other) => {
    const proof = DATE_ORDERS.map((order) => other.evidence[order]).find(Boolean) ?? '';
    if (other === column || proof === '' || ownOrder(other)?.[0] === 'mixed') return false;
    return [...column.evidence.separators].every((separator) => proof.includes(separator));
  });
  const orders = new Set(proven.map((other) => ownOrder(other)?.[0]));
  return orders.size === 1 ? proven[0] : undefined;
}

/** A year of two digits may stand first or last. */
const isShort = (text: string) => /^\d{1,2}\D\d{1,2}\D\d{2}(?!\d)/.test(text);

function ambiguous(file: string, { header, evidence }: DateColumn): PitchwrightError {
  const examples = evidence.ambiguous.map((text) => `"${text}"`).join(' and ');
  return new PitchwrightError(
    'IMPORT_DATES_AMBIGUOUS',
    `${file}: the column "${header}" holds dates such as ${examples}, and nothing in the file says whether the day or the month comes first${evidence.ambiguous.some(isShort) ? ', or the year' : ''}`,
    {
      hint: 'say it: --dates dmy when the day comes first, --dates mdy when the month does, --dates ymd for the year',
    },
  );
}
