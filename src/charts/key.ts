import type { Markish } from '@observablehq/plot';
import type { Pen } from './figure.ts';
import { textWidth } from './frame.ts';

/** What a mark stands for. */
export interface KeyItem {
  readonly words: string;
  readonly mark: 'bar' | 'tick' | 'upright' | 'hollow';
}

const LINE = 20;
const SWATCH = 18;
const GAP = 18;

/** A line above a drawing that says what its marks are, broken where the width ends; `height` is the room it needs. */
export function key(
  pen: Pen,
  items: readonly KeyItem[],
): { readonly height: number; readonly mark: Markish } {
  let x = 0;
  let line = 0;
  const placed = items.map((item) => {
    const width = SWATCH + textWidth(item.words);
    if (x > 0 && x + width > pen.width) {
      x = 0;
      line += 1;
    }
    const at = { ...item, x, y: line * LINE };
    x += width + GAP;
    return at;
  });
  return {
    height: items.length === 0 ? 0 : (line + 1) * LINE + 8,
    mark: () => {
      const group = element(pen, 'g', { 'text-anchor': 'start', fill: pen.palette.muted });
      for (const { words, mark, x, y } of placed) {
        const label = element(pen, 'text', { x: x + SWATCH, y: y + 12 });
        label.textContent = words;
        group.append(swatch(pen, mark, x, y), label);
      }
      return group;
    },
  };
}

function swatch(pen: Pen, mark: KeyItem['mark'], x: number, y: number): SVGElement {
  const { accent, ink } = pen.palette;
  const box = { x, y: y + 2, width: 11, height: 11, rx: 2 };
  if (mark === 'bar') return element(pen, 'rect', { ...box, fill: accent });
  if (mark === 'tick') return element(pen, 'rect', { ...box, y: y + 7, height: 2, rx: 0, fill: ink });
  if (mark === 'upright') return element(pen, 'rect', { ...box, x: x + 5, width: 2, rx: 0, fill: ink });
  return element(pen, 'rect', {
    ...{ ...box, x: x + 0.5, y: y + 2.5, width: 10, height: 10 },
    fill: 'none',
    stroke: accent,
    'stroke-dasharray': '2.5 2',
  });
}

function element(pen: Pen, name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = pen.document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  return made;
}
