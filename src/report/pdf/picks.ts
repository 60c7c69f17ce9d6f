import { PRINT } from '../../charts/palette.ts';
import type { CustomerContent } from '../customer-content.ts';
import { BOLD, heading, heightOf, INK, place, SMALL } from './look.ts';
import type { Press } from './press.ts';
import type { Sheet, Style } from './sheet.ts';

const PICTURE = 48;
const BETWEEN = 14;

/** The recommended products, two in a row. @returns where they end. */
export function drawPicks(sheet: Sheet, content: CustomerContent, press: Press, y: number): number {
  const { left, right } = sheet.page;
  const gap = 20;
  const width = (right - left - gap) / 2;
  const words = width - PICTURE - 12;
  const prepared = content.picks.map((pick) => {
    const names = sheet.lines(pick.name, BOLD, words, 2);
    const reasons = sheet.lines(pick.reason, SMALL, words, 3);
    return {
      pick,
      names,
      reasons,
      height: Math.max(PICTURE, heightOf(names.length + 1, BOLD) + heightOf(reasons.length, SMALL)),
    };
  });
  const rows = prepared
    .filter((_, at) => at % 2 === 0)
    .map((one, at) => [one, prepared[at * 2 + 1]] as const);
  const highest = ([one, other]: (typeof rows)[number]) => Math.max(one.height, other?.height ?? 0) + BETWEEN;
  const from = place(
    sheet,
    y,
    rows.reduce((sum, row) => sum + highest(row), 24 - BETWEEN),
  );
  heading(sheet, 'Recommended products', from);
  const note: Style = { ...SMALL, leading: 16 / SMALL.size };
  sheet.tagged('P', () => sheet.write([content.picksNote], right, from, note, 'right'));
  let at = from + 24;
  sheet.within('L', () => {
    for (const row of rows) {
      row.forEach((item, column) => {
        if (!item) return;
        const x = left + column * (width + gap);
        const { pick, names, reasons } = item;
        sheet.within('LI', () => {
          const bbox: [number, number, number, number] = [x, at, x + PICTURE, at + PICTURE];
          sheet.tagged('Figure', () => picture(sheet, press.picture(pick.productId), x, at), {
            alt: pick.imageAlt,
            bbox,
          });
          sheet.tagged(
            'LBody',
            () => {
              const beside = x + PICTURE + 12;
              let down = sheet.write(names, beside, at - 2, BOLD);
              down = sheet.write(reasons, beside, down, SMALL);
              drawPrice(sheet, pick, beside, down + 1);
            },
            { lang: content.locale },
          );
        });
      });
      at += highest(row);
    }
  });
  return at - BETWEEN;
}

function picture({ doc }: Sheet, bytes: Buffer, x: number, y: number): void {
  doc.save().roundedRect(x, y, PICTURE, PICTURE, 5).clip();
  doc.image(bytes, x, y, { width: PICTURE });
  doc.restore();
}

function drawPrice(sheet: Sheet, pick: CustomerContent['picks'][number], x: number, y: number): void {
  const style: Style = { ...INK, weight: 600, isTabular: true };
  sheet.write([pick.price], x, y, style);
  if (pick.listPrice === '') return;
  const struck: Style = { ...SMALL, isTabular: true, leading: 13.3 / 8.5 };
  const from = x + sheet.width(pick.price, style) + 7;
  const width = sheet.width(pick.listPrice, struck);
  sheet.write([pick.listPrice], from, y, struck);
  sheet.doc
    .moveTo(from, y + 6.7)
    .lineTo(from + width, y + 6.7)
    .lineWidth(0.6)
    .stroke(PRINT.muted);
  sheet.write([pick.saving], from + width + 7, y, { ...struck, weight: 600 });
}
