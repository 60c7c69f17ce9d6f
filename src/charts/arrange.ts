import type { Pen } from './figure.ts';

/** Drawings under each other as one, `gap` pixels apart. */
export function column(pen: Pen, drawings: readonly SVGSVGElement[], gap: number): SVGSVGElement {
  let y = -gap;
  const places = drawings.map((drawing) => {
    const at = y + gap;
    y = at + heightOf(drawing);
    return { drawing, x: 0, y: at };
  });
  return arrange(pen, places);
}

/** Two drawings as one, at the left and the right edge. */
export function beside(pen: Pen, left: SVGSVGElement, right: SVGSVGElement): SVGSVGElement {
  return arrange(pen, [
    { drawing: left, x: 0, y: 0 },
    { drawing: right, x: pen.width - Number(right.getAttribute('width')), y: 0 },
  ]);
}

interface Place {
  readonly drawing: SVGSVGElement;
  readonly x: number;
  readonly y: number;
}

/** Groups instead of SVGs in an SVG: a style sheet that sizes drawings would size the inner ones, too. */
function arrange(pen: Pen, places: readonly Place[]): SVGSVGElement {
  const whole = places[0]?.drawing.cloneNode(false) as SVGSVGElement;
  const height = Math.max(...places.map(({ drawing, y }) => y + heightOf(drawing)));
  for (const { drawing, x, y } of places) {
    const group = pen.document.createElementNS('http://www.w3.org/2000/svg', 'g');
    group.setAttribute('transform', `translate(${x},${y})`);
    group.append(...drawing.childNodes);
    whole.append(group);
  }
  whole.setAttribute('width', String(pen.width));
  whole.setAttribute('height', String(height));
  whole.setAttribute('viewBox', `0 0 ${pen.width} ${height}`);
  return whole;
}

const heightOf = (drawing: SVGSVGElement) => Number(drawing.getAttribute('height'));
