import { max, scaleBand, scaleLinear } from 'd3';
import { PRINT } from '../../charts/palette.ts';
import type { CustomerContent } from '../customer-content.ts';
import { heading, heightOf, place, QUIET, SMALL } from './look.ts';
import type { Sheet, Style } from './sheet.ts';

/** Spending over time, and beside it the categories. @returns where they end. */
export function drawCharts(sheet: Sheet, content: CustomerContent, y: number): number {
  const { left, right } = sheet.page;
  const from = place(sheet, y, 176);
  if (content.spendingFinding === undefined) {
    const at = heading(sheet, 'Spending', from);
    sheet.tagged('P', () => sheet.write(['No orders yet: there is nothing to draw.'], left, at, QUIET));
    return at + 14;
  }
  const side = content.categoriesFinding === undefined ? 0 : 176;
  const width = right - left - side - (side === 0 ? 0 : 28);
  const spent = drawSpending(sheet, content, { x: left, y: from, width });
  const other =
    side === 0 ? spent : drawCategories(sheet, content, { x: right - side, y: from, width: side });
  return Math.max(spent, other);
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Height of the bars. */
const BARS = 82;
const TICK: Style = { size: 7.5, color: PRINT.muted, isTabular: true };

/** Money by month, as columns. */
function drawSpending(sheet: Sheet, content: CustomerContent, { x, y, width }: Box): number {
  const { months } = content.profile;
  const { words, spendingFinding: finding = '' } = content;
  const lines = sheet.lines(finding, QUIET, width);
  let top = heading(sheet, 'Spending by month', y, x) - 2;
  sheet.tagged('P', () => {
    top = sheet.write(lines, x, top, QUIET) + 14;
  });
  const height = scaleLinear([0, Math.max(1, max(months, ({ spent }) => spent) ?? 1)], [0, BARS]).nice(3);
  const ticks = height.ticks(3).filter((tick) => tick > 0 && tick % 1 === 0);
  const left = x + Math.max(...ticks.map((tick) => sheet.width(words.short(tick), TICK)), 0) + 8;
  const band = scaleBand(
    months.map(({ month }) => month),
    [left, x + width],
  ).paddingInner(0.28);
  const base = top + BARS;
  const bbox: [number, number, number, number] = [x, top - 6, x + width, base + 16];
  sheet.tagged(
    'Figure',
    () => {
      const { doc } = sheet;
      for (const tick of ticks) {
        doc.rect(left, base - height(tick), x + width - left, 0.5).fill(PRINT.line);
        sheet.write([words.short(tick)], left - 6, base - height(tick) - 5, TICK, 'right');
      }
      for (const { month, spent } of months) {
        const high = height(spent);
        const wide = Math.min(22, band.bandwidth());
        const from = (band(month) ?? left) + (band.bandwidth() - wide) / 2;
        if (high > 0) doc.rect(from, base - high, wide, high).fill(PRINT.segments[content.segment]);
      }
      doc.rect(left, base, x + width - left, 0.75).fill(PRINT.quiet);
      const every = Math.ceil(months.length / Math.max(1, Math.floor((x + width - left) / 44)));
      months.forEach(({ month }, at) => {
        if ((months.length - 1 - at) % every !== 0) return;
        const label = words.month(month).replace(/ 20(\d\d)$/, ' ’$1');
        const middle = (band(month) ?? left) + band.bandwidth() / 2;
        const half = sheet.width(label, TICK) / 2;
        sheet.write([label], Math.min(x + width - 2 * half, Math.max(x, middle - half)), base + 4, TICK);
      });
    },
    { alt: `Columns of the money paid in each month. ${finding}`, bbox },
  );
  return base + 16;
}

const MOST_CATEGORIES = 6;
const ROW = 21;

/** Money by category, as bars. */
function drawCategories(sheet: Sheet, content: CustomerContent, { x, y, width }: Box): number {
  const { words, profile, categoriesFinding: finding = '' } = content;
  const { categories } = profile;
  const shown = categories.slice(
    0,
    categories.length > MOST_CATEGORIES ? MOST_CATEGORIES - 1 : MOST_CATEGORIES,
  );
  const others = categories.slice(shown.length);
  const rest = others.reduce((sum, { spent }) => sum + spent, 0);
  const rows = [
    ...shown,
    ...(others.length > 0 ? [{ label: words.plural(others.length, 'other', 'others'), spent: rest }] : []),
  ];
  const lines = sheet.lines(finding, QUIET, width, 3);
  let top = heading(sheet, 'Categories', y, x) - 2;
  sheet.tagged('P', () => {
    top = sheet.write(lines, x, top, QUIET) + 8;
  });
  const length = scaleLinear([0, Math.max(1, max(rows, ({ spent }) => spent) ?? 1)], [0, width]);
  const style: Style = { ...SMALL, color: PRINT.ink };
  const bbox: [number, number, number, number] = [x, top, x + width, top + rows.length * ROW];
  sheet.tagged(
    'Figure',
    () => {
      rows.forEach(({ label, spent }, at) => {
        const here = top + at * ROW;
        const value = words.whole(spent);
        const room = width - sheet.width(value, style) - 12;
        sheet.write(sheet.lines(label, style, room, 1), x, here, style);
        sheet.write([value], x + width, here, { ...style, isTabular: true }, 'right');
        sheet.doc.rect(x, here + heightOf(1, style) + 1.5, Math.max(0.75, length(spent)), 3.5);
        sheet.doc.fill(at < shown.length ? PRINT.segments[content.segment] : PRINT.quiet);
      });
    },
    { alt: `Bars of the money paid in each category. ${finding}`, bbox },
  );
  return top + rows.length * ROW;
}
