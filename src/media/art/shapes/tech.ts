import { boxPath, disc, fill, line, shadow, solid, within } from '../pencil.ts';
import { type Colors, toneOf } from '../tones.ts';

const PHONE = '#43464c';

export function headphones(colors: Colors): string {
  const { main, accent } = colors;
  const band = 'M112 280C112 60 368 60 368 280L346 280C346 92 134 92 134 280Z';
  const cup = (x: number) => boxPath(x, 252, 58, 122, 29);
  return [
    shadow(colors, 240, 404, 62),
    solid(boxPath(228, 136, 24, 260), accent, { dx: 9 }),
    solid(boxPath(176, 390, 128, 14, 7), accent, { dx: 22 }),
    solid('M196 136C206 118 274 118 284 136V152H196Z', accent, { dx: 16 }),
    solid(band, main, { dx: 10, dy: 8 }),
    line('M150 208C168 108 312 108 330 208', main.deep, 6, 0.5),
    line('M123 250V286M357 250V286', accent.light, 10),
    solid(boxPath(142, 262, 40, 102, 18), accent, { dx: 10 }),
    solid(boxPath(298, 262, 40, 102, 18), accent, { dx: 10 }),
    solid(cup(96), main, { dx: 14 }),
    solid(cup(326), main, { dx: 16 }),
  ].join('');
}

export function speaker(colors: Colors): string {
  const { main, accent, ink } = colors;
  const cone = (cy: number, r: number) =>
    disc(240, cy, r, main.deep) +
    disc(240, cy, r * 0.84, ink) +
    disc(240, cy, r * 0.72, accent.shade) +
    disc(238, cy - 2, r * 0.66, accent.base) +
    disc(240, cy, r * 0.28, ink, 0.85) +
    disc(236, cy - 4, r * 0.1, accent.pale);
  return [
    shadow(colors, 240, 404, 104),
    line('M170 386L164 399M310 386L316 399', main.deep, 12),
    solid(boxPath(136, 108, 208, 284, 24), main, { dx: 22 }),
    fill(boxPath(152, 124, 162, 252, 14), main.shade, 0.55),
    cone(178, 38),
    cone(294, 68),
  ].join('');
}

export function charger(colors: Colors): string {
  const { main, accent, ink } = colors;
  const glass = boxPath(177, 105, 132, 266, 17);
  return [
    line('M300 396C350 396 344 424 388 424S430 404 480 410', main.shade, 8),
    shadow(colors, 240, 404, 104),
    fill('M196 250H290L300 396H186Z', main.shade),
    solid(boxPath(168, 96, 150, 284, 24), toneOf(PHONE), { dx: 6 }),
    fill(glass, accent.base),
    within(glass, fill('M170 100H320V154L170 286Z', accent.light)),
    disc(243, 226, 50, accent.pale, 0.6),
    line('M243 176A50 50 0 1 1 195 240', main.base, 9),
    fill('M250 194L222 232H240L234 260L264 220H246Z', main.base),
    fill(boxPath(225, 114, 36, 8, 4), ink, 0.8),
    solid('M138 376H342Q352 376 352 390T338 404H142Q128 404 128 390T138 376Z', main, { dx: 26 }),
  ].join('');
}
