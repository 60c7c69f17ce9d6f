/** One CSV field after RFC 4180: quoted only when it holds a comma, a quote or a line break, quotes doubled. */
export function printCsvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The same for files that people open in a spreadsheet: a text that it would run as a formula gets an apostrophe. */
export function printSpreadsheetField(text: string): string {
  return printCsvField(/^\s*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text);
}
