import type { Segment } from '../../data/vocabulary.ts';
import { mix } from '../art/oklch.ts';
import { at, boxPath, disc, fill, leaf, line, oval, turn } from '../art/pencil.ts';
import { toneOf } from '../art/tones.ts';
import type { Canvas } from './canvas.ts';
import type { Palette } from './palette.ts';

/** What a segment's slides have behind them: quiet shapes that leave the middle free. */
type Scenery = (canvas: Canvas, palette: Palette, side: Side) => string;

/** Where the weight lies, so that slides that follow each other differ. */
export type Side = 'left' | 'right';

/** Of a line about the whole slide: far enough inside to stay in sight when the ground has grown. */
const INSET = { wide: 42, square: 26 };

/** Gold lines in the dark: an arch of rings that rises from a corner, with rays. */
const vip: Scenery = ({ width, height }, { accent, shapes }, side) => {
  const [x, y] = [side === 'right' ? width * 0.93 : width * 0.07, height * 1.02];
  const unit = Math.min(width, height) / 720;
  const inset = (width === height ? INSET.square : INSET.wide) * unit;
  const rays = Array.from({ length: 48 }, (_, i) =>
    turn(
      (i * 360) / 48,
      x,
      y,
      line(`M${x} ${y - 446 * unit}v${-(i % 2 ? 12 : 26) * unit}`, accent, 2 * unit, 0.42),
    ),
  );
  return [
    disc(x, y, 410 * unit, shapes[0]),
    disc(x, y, 300 * unit, mix(shapes[0], shapes[1], 0.5)),
    ...[410, 424, 300].map(
      (r) =>
        `<circle cx="${x}" cy="${y}" r="${r * unit}" fill="none" stroke="${accent}" stroke-width="${1.6 * unit}" opacity="${r === 424 ? 0.28 : 0.5}"/>`,
    ),
    ...rays,
    `<rect x="${inset}" y="${inset}" width="${width - 2 * inset}" height="${height - 2 * inset}" rx="${6 * unit}" fill="none" stroke="${accent}" stroke-width="${1.4 * unit}" opacity="0.34"/>`,
  ].join('');
};

/** A sun low behind the table, and the edge of the cloth. */
const returning: Scenery = ({ width, height }, { ground, shapes }, side) => {
  const unit = Math.min(width, height) / 720;
  const x = side === 'right' ? width * 0.86 : width * 0.14;
  const floor = height - 92 * unit;
  const deep = mix(ground, '#000000', 0.16);
  return [
    ...[430, 330, 232].map((r, i) =>
      disc(x, floor, r * unit, i === 2 ? shapes[1] : mix(ground, shapes[0], 0.5 + i * 0.5)),
    ),
    fill(`M0 ${floor}H${width}V${height}H0Z`, deep),
    fill(`M0 ${floor}H${width}V${floor + 5 * unit}H0Z`, shapes[2], 0.8),
  ].join('');
};

/** Morning: a pale sun, and leaves that reach in from the corners. */
const newcomer: Scenery = ({ width, height }, { ground, accent, shapes }, side) => {
  const unit = Math.min(width, height) / 720;
  const flip = side === 'right' ? 1 : -1;
  const [near, far] = side === 'right' ? [width, 0] : [0, width];
  const [dark, fresh] = [toneOf(mix(accent, ground, 0.3)), toneOf(mix('#7fb069', ground, 0.25))];
  const twig = (degrees: readonly number[], size: number) =>
    degrees
      .map((turnBy, i) =>
        leaf(0, 0, size * (1 - (i % 3) * 0.14), size * 0.42, turnBy * flip, i % 2 ? fresh : dark),
      )
      .join('');
  return [
    disc(near - flip * width * 0.2, height * 0.34, 300 * unit, mix(ground, '#fff3c4', 0.45)),
    disc(near - flip * width * 0.2, height * 0.34, 216 * unit, mix(ground, '#ffe9a3', 0.62)),
    oval(far, height * 1.06, 420 * unit, 200 * unit, shapes[0]),
    at(near + flip * 14 * unit, height + 6 * unit, twig([-78, -50, -24, 4], 250 * unit)),
    at(far - flip * 12 * unit, height + 8 * unit, twig([62, 36, 10], 130 * unit)),
  ].join('');
};

/** Dusk: hills one behind the other, a moon, a few stars. */
const atRisk: Scenery = ({ width, height }, { ground, accent, text }, side) => {
  const unit = Math.min(width, height) / 720;
  const x = (share: number) => (side === 'right' ? share : 1 - share) * width;
  const y = (points: number) => height - points * unit;
  const hill = (a: number, b: number, c: number, tint: number) =>
    fill(
      `M${x(0)} ${y(a)}C${x(0.25)} ${y(a + 46)} ${x(0.4)} ${y(b - 40)} ${x(0.6)} ${y(b)}S${x(0.9)} ${y(c + 30)} ${x(1)} ${y(c)}V${height}H${x(0)}Z`,
      mix(ground, accent, tint),
    );
  const stars = [
    [0.62, 0.1],
    [0.71, 0.2],
    [0.95, 0.12],
    [0.9, 0.32],
    [0.56, 0.2],
  ] as const;
  return [
    disc(x(0.83), height * 0.22, 96 * unit, mix(ground, '#ffffff', 0.4)),
    disc(x(0.83), height * 0.22, 58 * unit, mix(ground, '#ffffff', 0.9)),
    ...stars.map(([a, b]) => disc(x(a), b * height, 2.6 * unit, mix(ground, text, 0.35))),
    hill(150, 190, 230, 0.1),
    hill(112, 120, 172, 0.2),
    hill(60, 84, 96, 0.34),
  ].join('');
};

const SCENERIES: Readonly<Record<Segment, Scenery>> = {
  VIP: vip,
  Returning: returning,
  New: newcomer,
  'At-Risk': atRisk,
};

/** The ground of a slide as an SVG. */
export function drawScenery(segment: Segment, canvas: Canvas, palette: Palette, side: Side): string {
  const { width, height } = canvas;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${fill(boxPath(0, 0, width, height), palette.ground)}${SCENERIES[segment](canvas, palette, side)}</svg>`;
}
