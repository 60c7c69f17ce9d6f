import type { DateColumn } from '../../data/import/date-column.ts';
import { type DateOrder, dayNumber, inOrder, readDate } from '../../data/import/dates.ts';
import type { ImportInput } from '../../data/import/import-dataset.ts';
import { readAmount, SCALE } from '../../data/import/money.ts';
import type { MoneyColumn } from '../../data/import/money-column.ts';
import { Notes } from '../../data/import/notes.ts';
import { readRows } from '../../data/import/read-rows.ts';
import { RowCells } from '../../data/import/row-cells.ts';
import type { OpenQuestion } from './protocol.ts';

/** Codes of an import that stops because a file does not say something. */
export const UNDECIDED: readonly string[] = ['IMPORT_DATES_AMBIGUOUS', 'IMPORT_DECIMALS_AMBIGUOUS'];

/**
 * What an import would have to guess. Reads every file once more; at most one question of each kind for each file,
 * because one answer counts for all of its columns.
 */
export async function openQuestions(
  inputs: readonly ImportInput[],
  signal: AbortSignal,
): Promise<readonly OpenQuestion[]> {
  const questions: OpenQuestion[] = [];
  for (const [file, { inspected, proposal }] of inputs.entries()) {
    const { mapping } = proposal;
    const cells = new RowCells(
      inspected.headers,
      mapping,
      [],
      new Notes(),
      dayNumber(new Date().toISOString().slice(0, 10)),
    );
    for await (const rows of readRows(inspected.source, inspected.form, { signal })) {
      for (const row of rows) cells.learn(row);
    }
    cells.decide(inspected.name, {});
    const date = [...cells.dates.values()].find(
      ({ order, evidence }) => order === undefined && evidence.ambiguous.length > 0,
    );
    const amount = [...cells.amounts.values()].find(
      ({ decimal, evidence }) => decimal === undefined && evidence.unsure.length > 0,
    );
    if (date && mapping.dates === undefined) questions.push(dateQuestion(file, date));
    if (amount && mapping.decimal === undefined) questions.push(decimalQuestion(file, amount));
  }
  return questions;
}

const ORDERS: readonly (readonly [DateOrder, string])[] = [
  ['dmy', 'The day comes first'],
  ['mdy', 'The month comes first'],
  ['ymd', 'The year comes first'],
];

function dateQuestion(file: number, { header, evidence }: DateColumn): OpenQuestion {
  const options = ORDERS.map(([answer, label]) => ({
    answer,
    label,
    examples: evidence.ambiguous.flatMap((text) => dateWords(text, answer)),
  }));
  return {
    file,
    about: 'dates',
    column: header,
    options: options.filter(({ examples }) => examples.length > 0),
  };
}

const longDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** `03/04/2024 is 3 April 2024`; nothing where it is no date in this order. */
export function dateWords(text: string, order: DateOrder): readonly string[] {
  const date = readDate(text);
  const moment = date && 'a' in date ? inOrder(date, order) : undefined;
  // Four digits at the end are the year, whatever anybody says.
  if (!moment || (order === 'ymd' && date && 'a' in date && date.c > 31)) return [];
  return [`${text} is ${longDate.format(moment.day * 86_400_000)}`];
}

function decimalQuestion(file: number, { header, evidence }: MoneyColumn): OpenQuestion {
  const options = [
    { answer: 'point', label: 'The point stands before decimals, the comma between thousands' },
    { answer: 'comma', label: 'The comma stands before decimals, the point between thousands' },
  ] as const;
  return {
    file,
    about: 'decimals',
    column: header,
    options: options.map(({ answer, label }) => ({
      answer,
      label,
      examples: evidence.unsure.flatMap((text) => amountWords(text, answer)),
    })),
  };
}

const plainNumber = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 4 });

/** `1,234 is 1234`, or `1,234 is 1.234`. */
export function amountWords(text: string, decimal: 'point' | 'comma'): readonly string[] {
  const amount = readAmount(text);
  const value = decimal === 'point' ? amount?.value : (amount?.other ?? amount?.value);
  return value === undefined ? [] : [`${text} is ${plainNumber.format(value / SCALE)}`];
}
