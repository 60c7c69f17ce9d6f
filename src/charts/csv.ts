import { printSpreadsheetField } from '../data/csv-field.ts';
import type { Table } from './figure.ts';

/**
 * A table as a CSV file after RFC 4180, with a byte order mark so that spreadsheets read it as UTF-8. Numbers are
 * written with a point, six decimals at most, and without units; a text that a spreadsheet would run as a formula gets an apostrophe.
 */
export function printCsv({ head, body }: Table): string {
  const lines = [head.map(({ label }) => label), ...body.map((cells) => cells.map(({ raw }) => raw))];
  return `\uFEFF${lines.map((line) => `${line.map(printField).join(',')}\r\n`).join('')}`;
}

function printField(raw: string | number): string {
  if (typeof raw === 'number') return String(Math.round(raw * 1e6) / 1e6);
  return printSpreadsheetField(raw);
}
