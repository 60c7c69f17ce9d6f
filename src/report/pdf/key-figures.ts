import { PRINT } from '../../charts/palette.ts';
import type { CustomerContent, KeyFigure } from '../customer-content.ts';
import { rule, SMALL } from './look.ts';
import type { Sheet, Style } from './sheet.ts';

/** The four key figures, side by side, each with its place in the segment. @returns where they end. */
export function drawFigures(sheet: Sheet, { figures, segment }: CustomerContent, y: number): number {
  const { left, right } = sheet.page;
  const gap = 18;
  const width = (right - left - gap * (figures.length - 1)) / figures.length;
  rule(sheet, y);
  let bottom = y;
  figures.forEach((figure, at) => {
    const x = left + at * (width + gap);
    bottom = Math.max(bottom, drawFigure(sheet, figure, x, y + 12, width, PRINT.segments[segment]));
  });
  rule(sheet, bottom + 12);
  return bottom + 12;
}

function drawFigure(
  sheet: Sheet,
  figure: KeyFigure,
  x: number,
  y: number,
  width: number,
  accent: string,
): number {
  const value: Style = {
    size: fitting(sheet, figure.value, width),
    color: PRINT.ink,
    weight: 600,
    isTabular: true,
  };
  let at = y;
  sheet.within('Sect', () => {
    sheet.tagged('P', () => {
      at = sheet.write([figure.label], x, at, { ...SMALL, weight: 600 });
      sheet.write([figure.value], x, at + 1, { ...value, leading: 26 / value.size });
      at = sheet.write(sheet.lines(figure.note, SMALL, width), x, at + 27, SMALL);
    });
    sheet.artifact(() => {
      sheet.doc.roundedRect(x, at + 8, width, 3, 1.5).fill(PRINT.line);
      if (figure.percent > 0)
        sheet.doc.roundedRect(x, at + 8, (width * figure.percent) / 100, 3, 1.5).fill(accent);
    });
    sheet.tagged('P', () => {
      const style = { ...SMALL, color: PRINT.ink };
      at = sheet.write(sheet.lines(figure.position, style, width), x, at + 16, style);
    });
  });
  return at;
}

/** The largest size in which a key figure keeps to its column. */
const fitting = (sheet: Sheet, value: string, width: number) =>
  [20, 16, 13].find((size) => sheet.width(value, { size, color: PRINT.ink, weight: 600 }) <= width) ?? 10;
