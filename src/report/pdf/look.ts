import { PRINT } from '../../charts/palette.ts';
import type { Sheet, Style } from './sheet.ts';

/** The letters and the distances of a report. */
export const INK: Style = { size: 9.5, color: PRINT.ink };
export const BOLD: Style = { ...INK, weight: 600 };
export const QUIET: Style = { ...INK, color: PRINT.muted };
export const SMALL: Style = { size: 8.5, color: PRINT.muted };
export const HEADING: Style = { size: 11.5, color: PRINT.ink, weight: 600 };

/** Between two blocks. */
export const GAP = 19;

/** How high so many lines are. */
export const heightOf = (lines: number, { size, leading = 1.4 }: Style) => lines * size * leading;

/** The start of something `height` high: where it is asked for or, where it does not fit, on the next page. */
export function place(sheet: Sheet, y: number, height: number): number {
  if (y + height <= sheet.page.bottom) return y;
  sheet.addPage();
  return sheet.page.top;
}

/** @returns where the text below it begins. */
export function heading(sheet: Sheet, text: string, y: number, x = sheet.page.left): number {
  sheet.tagged('H2', () => sheet.write([text], x, y, HEADING));
  return y + 20;
}

/** A hairline across the page. */
export function rule(sheet: Sheet, y: number): void {
  const { left, right } = sheet.page;
  sheet.artifact(() => sheet.doc.rect(left, y, right - left, 0.5).fill(PRINT.line));
}
