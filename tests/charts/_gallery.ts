import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { Resvg } from '@resvg/resvg-js';
import { expect } from 'vitest';
import type { Answers } from '../../src/analytics/answers.ts';
import { cohortUnit, noFilter, type Span } from '../../src/analytics/filter.ts';
import type { Figure, Scope } from '../../src/charts/figure.ts';
import { PAGE, PRINT } from '../../src/charts/palette.ts';
import { paper } from '../../src/charts/paper.ts';
import { printFile } from '../../src/charts/print-svg.ts';
import { wordsFor } from '../../src/charts/words.ts';

/** A phone, half a page and a whole page. */
export const WIDTHS = [326, 544, 1120] as const;

export const LONG_NAME = 'पर्यावरण-अनुकूल रसोई एवं भंडारण सामग्री';

/** Boxes of text and strokes are measured to about so many pixels. */
const SLACK = 2;

const SPAN: Span = { first: '2023-07', asOf: '2026-06-30' };

/** Three years up to June 2026, everybody, the last twelve months. */
export function scopeOf(own: Partial<Scope> = {}): Scope {
  const span = own.span ?? SPAN;
  return {
    span,
    filter: noFilter(span),
    isComparable: true,
    unit: cohortUnit(span),
    customers: 1000,
    words: wordsFor('INR'),
    ...own,
  };
}

/** A figure as a file, and what no figure may do: leave its box, write small, print what is not a number. */
export function draw<Name extends keyof Answers>(
  figure: Figure<Name>,
  rows: Answers[Name],
  width: number,
  scope = scopeOf(),
): string {
  const drawing = figure.draw(rows, { document: paper(), width, palette: PRINT, scope });
  const svg = printFile(drawing, figure.finding(rows, scope));
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  for (const [, size] of svg.replace(/^<svg[^>]*>/, '').matchAll(/font-size(?:=|:\s*)"?([\d.]+)/g)) {
    expect(Number(size), 'font size').toBeGreaterThanOrEqual(11);
  }
  // On the page colours come from the style sheet, and only from there.
  const inline = figure.draw(rows, { document: paper(), width, palette: PAGE, scope }).outerHTML;
  expect(inline).toContain('var(--');
  expect(inline.replaceAll(/>[^<]*</g, '><')).not.toMatch(/#[0-9a-f]{3,8}\b|rgb|hsl/i);
  // The halo of a mark may leave the box: it has the colour of the ground.
  for (const halo of drawing.querySelectorAll(`[stroke="${PRINT.ground}"]:not(text)`)) {
    if (!halo.querySelector('text')) halo.remove();
  }
  const box = new Resvg(printFile(drawing, ''), { font: FONT }).getBBox();
  const height = Number(drawing.getAttribute('height'));
  expect(Number(drawing.getAttribute('width'))).toBe(width);
  if (box) {
    expect(box.x, 'left edge').toBeGreaterThanOrEqual(-SLACK);
    expect(box.y, 'top edge').toBeGreaterThanOrEqual(-SLACK);
    expect(box.x + box.width, 'right edge').toBeLessThanOrEqual(width + SLACK);
    expect(box.y + box.height, 'bottom edge').toBeLessThanOrEqual(height + SLACK);
  }
  return svg;
}

const FONT = {
  fontFiles: [
    'inter/400Regular/Inter_400Regular.ttf',
    'inter/600SemiBold/Inter_600SemiBold.ttf',
    'noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf',
    'noto-sans-devanagari/600SemiBold/NotoSansDevanagari_600SemiBold.ttf',
  ].map((file) => `node_modules/@expo-google-fonts/${file}`),
  loadSystemFonts: false,
  defaultFontFamily: 'Inter',
};

/**
 * Compares a drawing with `tests/golden/charts/<name>.svg`. When it changed, the new one stands beside it as
 * `*-changed.svg`: look at both; `UPDATE_GOLDEN=1` takes it over.
 */
export async function matchesGolden(name: string, svg: string): Promise<void> {
  const path = `tests/golden/charts/${name}.svg`;
  const changed = `tests/golden/charts/${name}-changed.svg`;
  const actual = `${svg}\n`;
  if (process.env.UPDATE_GOLDEN) {
    await mkdir('tests/golden/charts', { recursive: true });
    await writeFile(path, actual);
  }
  const golden = await readFile(path, 'utf8').catch(() => '');
  if (golden === actual) return rm(changed, { force: true });
  await writeFile(changed, actual);
  expect.fail(`${path} is not what is drawn now: compare it with ${changed}`);
}
