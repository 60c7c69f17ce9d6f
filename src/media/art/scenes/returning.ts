import { mix } from '../oklch.ts';
import { at, boxPath, disc, fill, leaf, line, mirrored, oval, within } from '../pencil.ts';
import { type Tone, toneOf } from '../tones.ts';
import type { Scene, Stage } from './stage.ts';

/** A cup and saucer about x = 0, the handle to the right. */
function cup({ dusk, lit }: Stage, clay: Tone, isMirrored = false): string {
  const handle = line('M34 338C66 330 66 370 28 368', clay.base, 9);
  return [
    oval(4, 388, 70, 9, dusk(0.3), 0.5),
    oval(0, 384, 66, 9, lit(0.86)),
    isMirrored ? mirrored(handle) : handle,
    fill('M-40 322H40C40 362 28 380 12 382H-12C-28 380 -40 362 -40 322Z', clay.base),
    fill('M18 322H40C40 362 28 380 12 382H0C14 372 24 350 18 322Z', clay.shade),
    oval(0, 322, 40, 7, clay.light),
    oval(0, 323, 34, 4.5, clay.deep),
    line('M-4 304C-22 286 12 274 -4 254', lit(0.86), 4, 0.8),
  ].join('');
}

function teapot({ dusk }: Stage, clay: Tone): string {
  return [
    oval(8, 412, 100, 11, dusk(0.3), 0.5),
    line('M-52 318C-60 226 64 226 54 318', dusk(0.62), 9),
    fill('M66 350C112 352 88 318 124 302Q134 300 134 310C112 334 126 384 66 386Z', clay.shade),
    fill(
      'M-84 346C-84 312 -46 298 0 298S84 312 84 346C84 388 60 410 34 410H-34C-60 410 -84 388 -84 346Z',
      clay.base,
    ),
    fill(
      'M32 301C64 308 84 322 84 346C84 388 60 410 34 410H4C38 400 52 380 52 350C52 330 46 312 32 301Z',
      clay.shade,
    ),
    fill('M-38 302C-34 282 34 282 38 302C20 310 -20 310 -38 302Z', clay.light),
    disc(0, 281, 9, dusk(0.62)),
  ].join('');
}

/** A chair at the left of the table, its back to the wall. */
function chair({ dusk }: Stage): string {
  const wood = dusk(0.62);
  return [
    line('M0 420L-16 190Q-18 172 0 172H132Q150 172 148 190L136 420', wood, 16),
    line('M-8 250H144', wood, 12),
    line('M28 176L34 250M68 176V250M106 176L102 250', wood, 9),
  ].join('');
}

/** The lamp over x = 0 and the light under it. */
function lamp({ dusk, lit }: Stage, clay: Tone): string {
  return [
    fill('M-72 132L-248 388H248L72 132Z', lit(0.9), 0.16),
    line('M0 0V72', dusk(0.62), 5),
    fill('M-22 72H22L40 90H-40Z', dusk(0.75)),
    fill('M-80 134C-78 104 -44 86 0 86S78 104 80 134Z', clay.base),
    fill('M40 92C64 100 79 114 80 134H46C50 118 48 104 40 92Z', clay.shade),
    oval(0, 134, 80, 9, lit(0.95)),
  ].join('');
}

function window({ glow, lit, dusk }: Stage): string {
  const pane = boxPath(392, 40, 416, 350, 12);
  return [
    fill(pane, glow(0.2)),
    within(
      pane,
      disc(712, 262, 58, lit(0.5)),
      fill('M380 300C460 250 540 270 620 300S760 290 830 260V400H380Z', glow(0.4)),
      fill('M380 336C480 300 600 330 700 314S800 320 830 310V400H380Z', dusk(0.22)),
    ),
    line('M600 40V390M392 190H808', lit(0.5), 8),
    line(pane, lit(0.5), 12),
  ].join('');
}

/** Leaves from the garden about x = 0. */
function branch({ lit, dusk, green }: Stage, clay: Tone): string {
  return [
    ...[-52, 54, -26, 28, 0].map((degrees) =>
      leaf(0, 332, 112 - Math.abs(degrees) * 0.45, 46, degrees, green),
    ),
    oval(6, 411, 46, 8, dusk(0.3), 0.5),
    fill(
      'M-24 326H24C22 346 44 356 44 378C44 398 32 410 22 410H-22C-32 410 -44 398 -44 378C-44 356 -22 346 -24 326Z',
      lit(0.86),
    ),
    fill(
      'M10 326H24C22 346 44 356 44 378C44 398 32 410 22 410H4C18 400 24 388 22 374C20 356 8 346 10 326Z',
      clay.base,
      0.35,
    ),
  ].join('');
}

function sweets({ lit, dusk }: Stage, clay: Tone): string {
  const piece = (x: number, y: number) => disc(x, y, 19, clay.base) + disc(x - 3, y - 3, 15, clay.light);
  return [
    oval(8, 420, 88, 9, dusk(0.3), 0.5),
    ...[-18, 18].map((x) => piece(x, 372)),
    ...[-38, 38, 0].map((x) => piece(x, 394)),
    fill('M-92 402H92C86 416 50 422 0 422S-86 416 -92 402Z', lit(0.86)),
  ].join('');
}

/** A table set for two, the lamp low over it. */
export const returning: Scene = (stage) => {
  const { accent, glow, lit } = stage;
  const clay = toneOf(glow(0.85));
  const stripe = mix(clay.deep, accent, 0.3);
  return [
    window(stage),
    at(176, 0, chair(stage)),
    at(1024, 0, mirrored(chair(stage))),
    at(600, 0, lamp(stage, clay)),
    fill('M120 384H1080L1130 520H70Z', lit(0.74)),
    fill('M120 384H1080L1086 402H114Z', lit(0.88)),
    line('M330 402L296 520M342 402L310 520M858 402L890 520M870 402L904 520', stripe, 3, 0.5),
    line('M96 452H1104M91 464H1109', stripe, 3, 0.4),
    at(252, 0, branch(stage, clay)),
    at(412, 0, cup(stage, clay, true)),
    at(800, 0, cup(stage, clay)),
    at(600, 0, teapot(stage, clay)),
    at(962, 0, sweets(stage, clay)),
  ].join('');
};
