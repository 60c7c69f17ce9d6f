import { setting } from './settings.ts';

/**
 * Adds a row to a sheet of the spreadsheet SHEET_ID; without one, does nothing.
 * @returns what went wrong: a log must never stop a mail.
 */
export function writeRow(sheetName: 'Log' | 'Unsubscribes', cells: readonly string[]): string | undefined {
  try {
    const id = setting('SHEET_ID');
    if (id === '') return undefined;
    const book = SpreadsheetApp.openById(id);
    const sheet = book.getSheetByName(sheetName) || book.insertSheet(sheetName);
    sheet.appendRow([new Date(Date.now()).toISOString(), ...cells.map(plain)]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Nothing in a row is a formula. */
const plain = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
