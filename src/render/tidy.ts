/** No trailing blanks, at most one empty line in a row, one newline at the end. */
export function tidy(text: string): string {
  if (TIDY.test(text)) return text;
  return `${text
    .replace(/[ \t\u00a0]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

/** What `tidy` would leave as it is: tested at once, because nearly every filled text is. */
const TIDY = /^(?!\s)(?:[^\n]*[^ \t\u00a0\n]\n(?:\n(?!\n))?)+(?<!\s\n)$/;
