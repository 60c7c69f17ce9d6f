import { PRINT } from '../../charts/palette.ts';
import type { CustomerContent, OrderLine } from '../customer-content.ts';
import { heading, INK, place, QUIET, SMALL } from './look.ts';
import type { Sheet, Style } from './sheet.ts';

interface Column {
  readonly label: string;
  readonly key: keyof OrderLine;
  /** Of the page's width. */
  readonly from: number;
  readonly to: number;
  readonly isNumber: boolean;
}

const COLUMNS: readonly Column[] = [
  { label: 'Day', key: 'day', from: 0, to: 0.15, isNumber: false },
  { label: 'Product', key: 'product', from: 0.15, to: 0.57, isNumber: false },
  { label: 'Category', key: 'category', from: 0.57, to: 0.76, isNumber: false },
  { label: 'Pieces', key: 'pieces', from: 0.76, to: 0.84, isNumber: true },
  { label: 'Paid', key: 'paid', from: 0.84, to: 1, isNumber: true },
];

const ROW = 19;
const CELL: Style = { ...INK, leading: ROW / INK.size };

/** The last orders, the latest first. @returns where they end. */
export function drawOrders(sheet: Sheet, { orders, olderOrders, words }: CustomerContent, y: number): number {
  if (orders.length === 0) return y;
  // A heading never stands alone at the foot of a page.
  let at = heading(sheet, 'Last orders', place(sheet, y, 20 + ROW * Math.min(4, orders.length + 1)));
  sheet.within('Table', () => {
    at = drawHead(sheet, at);
    for (const order of orders) {
      const from = place(sheet, at, ROW);
      drawRow(sheet, order, from);
      at = from + ROW;
    }
  });
  if (olderOrders === 0) return at;
  const more = `${words.plural(olderOrders, 'earlier line')} not shown.`;
  sheet.tagged('P', () => sheet.write([more], sheet.page.left, at + 5, QUIET));
  return at + 19;
}

function drawHead(sheet: Sheet, y: number): number {
  const style = { ...SMALL, weight: 600, leading: ROW / SMALL.size } as const;
  sheet.within('TR', () => {
    for (const column of COLUMNS) {
      sheet.tagged('TH', () => writeCell(sheet, column.label, column, y, style), { scope: 'Column' });
    }
  });
  line(sheet, y + ROW);
  return y + ROW;
}

function drawRow(sheet: Sheet, order: OrderLine, y: number): void {
  sheet.within('TR', () => {
    for (const column of COLUMNS) {
      const style = { ...CELL, isTabular: column.isNumber || column.key === 'day' };
      sheet.tagged('TD', () => writeCell(sheet, order[column.key], column, y, style));
    }
  });
  line(sheet, y + ROW);
}

function writeCell(
  sheet: Sheet,
  text: string,
  { from, to, isNumber }: Column,
  y: number,
  style: Style,
): void {
  const { left, right } = sheet.page;
  const at = (share: number) => left + (right - left) * share;
  const lines = sheet.lines(text, style, at(to) - at(from) - (isNumber ? 0 : 10), 1);
  sheet.write(lines, isNumber ? at(to) : at(from), y, style, isNumber ? 'right' : 'left');
}

function line(sheet: Sheet, y: number): void {
  const { left, right } = sheet.page;
  sheet.artifact(() => sheet.doc.rect(left, y, right - left, 0.5).fill(PRINT.line));
}
