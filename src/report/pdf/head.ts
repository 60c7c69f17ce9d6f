import { PRINT } from '../../charts/palette.ts';
import { mix } from '../../media/art/oklch.ts';
import type { CustomerContent } from '../customer-content.ts';
import { printDay } from '../day-words.ts';
import { QUIET, SMALL } from './look.ts';
import type { Press } from './press.ts';
import type { Sheet, Style } from './sheet.ts';

/** The brand, the name and the facts. @returns where they end. */
export function drawHead(sheet: Sheet, content: CustomerContent, { mark, brandColor }: Press): number {
  const { left, right, top } = sheet.page;
  const accent = PRINT.segments[content.segment];
  sheet.artifact(() => {
    sheet.doc.rect(0, 0, right + left, 5).fill(accent);
    sheet.doc.image(mark, left, top, { width: 20 });
  });
  sheet.tagged('P', () => {
    sheet.write([content.brand], left + 27, top, {
      size: 12,
      color: brandColor,
      weight: 600,
      leading: 20 / 12,
    });
    sheet.write(
      [`Customer report  ·  ${printDay(content.asOf)}`],
      right,
      top,
      { ...SMALL, leading: 20 / SMALL.size },
      'right',
    );
  });
  const room = right - left;
  // Long names in smaller letters; the longest take the lines they need.
  const size = [27, 21, 16].find((each) => nameLines(sheet, content.name, each, room).length <= 2) ?? 13;
  const style = { size, color: PRINT.ink, weight: 600, leading: 1.22 } as const;
  let y = top + 38;
  sheet.tagged('H1', () => {
    y = sheet.write(nameLines(sheet, content.name, size, room), left, y, style);
  });
  return drawFacts(sheet, content, y + 7);
}

const nameLines = (sheet: Sheet, name: string, size: number, room: number) =>
  sheet.lines(name, { size, color: PRINT.ink, weight: 600 }, room);

function drawFacts(sheet: Sheet, content: CustomerContent, y: number): number {
  const { left, right } = sheet.page;
  const accent = PRINT.segments[content.segment];
  const chip: Style = { size: 8.5, color: accent, weight: 600, leading: 16 / 8.5 };
  const name = content.words.segment(content.segment);
  const width = sheet.width(name, chip) + 16;
  sheet.artifact(() => sheet.doc.roundedRect(left, y, width, 16, 8).fill(mix('#ffffff', accent, 0.12)));
  const style = { ...QUIET, leading: 16 / QUIET.size };
  const lines = sheet.lines(content.facts.join('  ·  '), style, right - left - width - 10);
  sheet.tagged('P', () => {
    sheet.write([name], left + 8, y, chip);
    sheet.write(lines, left + width + 10, y, style);
  });
  return y + 16 * lines.length;
}
