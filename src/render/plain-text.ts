import { toPlainText } from 'react-email';
import { tidy } from './tidy.ts';

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
