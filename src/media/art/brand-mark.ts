import { mix } from './oklch.ts';
import { disc, fill, turn } from './pencil.ts';

/** Petals, from the outer ring to the inner: how many, their length from the centre, their width. */
const RINGS = [
  { petals: 12, length: 38, width: 22, lightness: 0.82 },
  { petals: 9, length: 27, width: 19, lightness: 0.92 },
  { petals: 6, length: 17, width: 17, lightness: 1 },
] as const;

/** A rosette in `color` on a plain `ground`, as an SVG of 96 × 96; it reads down to 24 pixels. */
export function drawMark(color: string, ground: string): string {
  const petal = (length: number, width: number, paint: string) =>
    fill(
      `M48 48C${48 - width * 0.8} ${48 - length * 0.7} ${48 - width * 0.4} ${48 - length} 48 ${48 - length}S${48 + width * 0.8} ${48 - length * 0.7} 48 48Z`,
      paint,
    );
  const rings = RINGS.flatMap(({ petals, length, width, lightness }, ring) =>
    Array.from({ length: petals }, (_, i) =>
      turn(((i + ring * 0.5) * 360) / petals, 48, 48, petal(length, width, mix(ground, color, lightness))),
    ),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96">${fill('M0 0H96V96H0Z', ground)}${rings.join('')}${disc(48, 48, 5, ground)}</svg>`;
}
