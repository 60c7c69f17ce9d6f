import { hash32 } from '../../digest.ts';
import type { Colors, Tone } from './tones.ts';

/** The few strokes that every drawing is made of. Units are those of the picture; light falls from the upper left. */

const faded = (opacity: number) => (opacity === 1 ? '' : ` opacity="${opacity}"`);

export const fill = (d: string, color: string, opacity = 1) =>
  `<path d="${d}" fill="${color}"${faded(opacity)}/>`;

export const line = (d: string, color: string, width: number, opacity = 1) =>
  `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${faded(opacity)}/>`;

export const oval = (cx: number, cy: number, rx: number, ry: number, color: string, opacity = 1) =>
  `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="${color}"${faded(opacity)}/>`;

export const disc = (cx: number, cy: number, r: number, color: string, opacity = 1) =>
  oval(cx, cy, r, r, color, opacity);

/** Path data of a rectangle with round corners. */
export const boxPath = (x: number, y: number, width: number, height: number, r = 0) =>
  `M${x + r} ${y}h${width - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${height - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${2 * r - width}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - height}a${r} ${r} 0 0 1 ${r} ${-r}Z`;

/** Path data of an ellipse. */
export const ovalPath = (cx: number, cy: number, rx: number, ry: number) =>
  `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0Z`;

export const turn = (degrees: number, cx: number, cy: number, ...parts: readonly string[]) =>
  `<g transform="rotate(${degrees} ${cx} ${cy})">${parts.join('')}</g>`;

export const at = (x: number, y: number, ...parts: readonly string[]) =>
  `<g transform="translate(${x} ${y})">${parts.join('')}</g>`;

/** `parts` seen in a mirror that stands at x = 0. */
export const mirrored = (...parts: readonly string[]) => `<g transform="scale(-1 1)">${parts.join('')}</g>`;

/** Cuts `parts` to the outline `d`. */
export function within(d: string, ...parts: readonly string[]): string {
  const id = `c${hash32(d).toString(36)}`;
  return `<clipPath id="${id}"><path d="${d}"/></clipPath><g clip-path="url(#${id})">${parts.join('')}</g>`;
}

/** The side of `d` that the light does not reach: what is left of it when it is moved by (-dx, -dy). */
export function shaded(d: string, color: string, dx: number, dy = 0, opacity = 0.42): string {
  const id = `m${hash32(`${d} ${dx} ${dy}`).toString(36)}`;
  return `<mask id="${id}"><path d="${d}" fill="#fff"/><path d="${d}" fill="#000" transform="translate(${-dx} ${-dy})"/></mask><path d="${d}" fill="${color}" opacity="${opacity}" mask="url(#${id})"/>`;
}

/** A thing with volume: `d` in the base tone, its `pattern` cut to the outline, its lit edge and its unlit side. */
export function solid(
  d: string,
  tone: Tone,
  { dx = 22, dy = 0, pattern = '' }: { dx?: number; dy?: number; pattern?: string } = {},
): string {
  return (
    fill(d, tone.base) +
    (pattern && within(d, pattern)) +
    shaded(d, tone.pale, -dx * 0.3, -dy * 0.3, 0.36) +
    shaded(d, tone.deep, dx, dy)
  );
}

/** Soft light along a surface. */
export const shine = (d: string, width = 8, opacity = 0.26) => line(d, '#ffffff', width, opacity);

/** Where a thing `2 * rx` wide meets the ground at height `y`. */
export const shadow = ({ ink }: Colors, cx: number, y: number, rx: number) =>
  oval(cx + rx * 0.2, y, rx * 1.24, Math.max(9, rx * 0.12), ink, 0.08) +
  oval(cx + rx * 0.05, y - 2, rx * 1.04, Math.max(5, rx * 0.06), ink, 0.15);

/** A leaf that grows from (x, y); at 0 degrees it points up. */
export function leaf(
  x: number,
  y: number,
  length: number,
  width: number,
  degrees: number,
  { base, shade, light }: Tone,
): string {
  const w = width * 0.68;
  const left = `C${-w} ${-length * 0.22} ${-w} ${-length * 0.72} 0 ${-length}`;
  const right = `C${w} ${-length * 0.72} ${w} ${-length * 0.22} 0 0Z`;
  return `<g transform="translate(${x} ${y}) rotate(${degrees})">${fill(`M0 0${left}${right}`, base)}${fill(`M0 0L0 ${-length}${right}`, shade)}${line(`M0 0V${-length * 0.86}`, light, Math.max(1.4, width * 0.05))}</g>`;
}
