import { PRINT } from '../../charts/palette.ts';
import { mix } from '../../media/art/oklch.ts';
import type { CustomerContent } from '../customer-content.ts';
import { printDay } from '../day-words.ts';
import { drawCharts } from './charts.ts';
import { drawHead } from './head.ts';
import { drawFigures } from './key-figures.ts';
import { GAP, heading, heightOf, INK, place, SMALL } from './look.ts';
import { drawOrders } from './orders-table.ts';
import { drawPicks } from './picks.ts';
import type { Press } from './press.ts';
import { drawRfm } from './rfm.ts';
import { openSheet, type Printed, type Sheet, type Style } from './sheet.ts';

/** One customer's report as a tagged PDF; equal content gives equal bytes. */
export function customerPdf(content: CustomerContent, press: Press): Promise<Printed> {
  const sheet = openSheet({ title: content.title, author: content.brand, asOf: content.asOf });
  let y = drawHead(sheet, content, press);
  y = drawFigures(sheet, content, y + 18);
  y = drawAction(sheet, content, y + GAP);
  y = drawCharts(sheet, content, y + GAP);
  y = drawRfm(sheet, content, y + GAP);
  y = drawPicks(sheet, content, press, y + GAP);
  y = drawOrders(sheet, content, y + GAP);
  drawMethod(sheet, content, y + GAP);
  return sheet.end((page, pages) => drawFoot(sheet, content, page, pages));
}

function drawAction(sheet: Sheet, { profile, segment }: CustomerContent, y: number): number {
  const { left, right } = sheet.page;
  const { title, because } = profile.nextAction;
  const style: Style = { size: 13, color: PRINT.ink, weight: 600, leading: 1.3 };
  const room = right - left - 32;
  const titles = sheet.lines(title, style, room);
  const reasons = sheet.lines(because, INK, room);
  const height = 44 + heightOf(titles.length, style) + heightOf(reasons.length, INK);
  const from = place(sheet, y, height);
  const accent = PRINT.segments[segment];
  sheet.artifact(() =>
    sheet.doc.roundedRect(left, from, right - left, height, 6).fill(mix('#ffffff', accent, 0.07)),
  );
  sheet.within('Sect', () => {
    sheet.tagged('H2', () => {
      sheet.write(['Next best action'], left + 16, from + 14, { ...SMALL, color: accent, weight: 600 });
    });
    let at = from + 28;
    sheet.tagged('P', () => {
      at = sheet.write(titles, left + 16, at, style);
    });
    sheet.tagged('P', () => sheet.write(reasons, left + 16, at + 2, INK));
  });
  return from + height;
}

function drawMethod(sheet: Sheet, { method }: CustomerContent, y: number): void {
  const { left, right } = sheet.page;
  const lines = method.map((sentence) => sheet.lines(sentence, SMALL, right - left));
  const height = 24 + heightOf(lines.flat().length, SMALL) + lines.length * 3;
  let at = heading(sheet, 'How this is computed', place(sheet, y, height)) - 1;
  for (const each of lines) {
    sheet.tagged('P', () => {
      at = sheet.write(each, left, at, SMALL) + 3;
    });
  }
}

function drawFoot(sheet: Sheet, content: CustomerContent, page: number, pages: number): void {
  const { left, right, bottom } = sheet.page;
  const y = bottom + 19;
  sheet.doc.rect(left, y - 8, right - left, 0.5).fill(PRINT.line);
  const sample = content.isSample ? ['sample data: made-up people'] : [];
  const words = [content.brand, content.id, `as of ${printDay(content.asOf)}`, ...sample].join('  ·  ');
  sheet.write([words], left, y, SMALL);
  sheet.write([`${page} of ${pages}`], right, y, { ...SMALL, isTabular: true }, 'right');
}
