/** One CSV field after RFC 4180: quoted only when it holds a comma, a quote or a line break, quotes doubled. */
export function printCsvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
