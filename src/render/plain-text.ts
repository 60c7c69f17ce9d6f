import { toPlainText } from 'react-email';

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];

/**
 * The text part of a mail, from its HTML. Headings keep their letters as they are: upper-casing cannot be compiled,
 * and shouts in Hindi and English alike.
 */
export function plainTextOf(html: string): string {
  const text = toPlainText(html, {
    wordwrap: false,
    selectors: [
      ...HEADINGS.map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: 'img', format: 'skip' },
      { selector: '[data-skip-in-text="true"]', format: 'skip' },
    ],
  });
  return tidy(text);
}

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
