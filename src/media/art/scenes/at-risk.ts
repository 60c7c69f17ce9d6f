import { mix } from '../oklch.ts';
import { at, boxPath, disc, fill, line, oval } from '../pencil.ts';
import type { Scene, Stage } from './stage.ts';

const STARS = [
  [86, 190],
  [150, 90],
  [226, 44],
  [470, 70],
  [560, 130],
  [690, 52],
  [1010, 76],
  [1092, 150],
] as const;

const GRASS = [
  [92, 520],
  [150, 512],
  [250, 520],
  [980, 520],
  [1060, 506],
  [1130, 520],
] as const;

/** Light in the dark about (0, 0), in rings. */
const halo = (rx: number, ry: number, color: string) =>
  [1, 0.78, 0.56].map((size) => oval(0, 0, rx * size, ry * size, color, 0.13)).join('');

/** A house about x = 0, its door at (38, 0). */
function house({ dusk, lit }: Stage, light: string): string {
  const tree = (x: number, size: number, paint: string) =>
    line(`M${x} 0v${-size * 0.6}`, dusk(0.66), size * 0.07) +
    oval(x, -size * 0.82, size * 0.26, size * 0.46, paint);
  return [
    tree(-116, 160, dusk(0.42)),
    tree(124, 180, dusk(0.42)),
    tree(164, 122, dusk(0.36)),
    fill('M-72 0V-100L0 -154L72 -100V0Z', dusk(0.64)),
    fill('M0 -154L72 -100V0H20V-139Z', dusk(0.74)),
    fill('M40 -150H58V-110L40 -124Z', dusk(0.86)),
    line('M-86 -90L0 -156L86 -90', dusk(0.86), 13),
    line('M49 -164C36 -184 68 -194 52 -218', lit(0.4), 5, 0.7),
    fill(boxPath(-56, -88, 44, 40, 3), light),
    line('M-34 -88V-48M-56 -68H-12', dusk(0.64), 4),
    fill('M20 0V-64A18 18 0 0 1 56 -64V0Z', light),
  ].join('');
}

/** A lantern on its post, the flame about (0, 0). */
function lantern({ dusk }: Stage, light: string): string {
  const glass = 'M-20 22L-14 -22H14L20 22Z';
  return [
    line('M0 106V22M-22 106H22', dusk(0.74), 7),
    fill(glass, light),
    line(`${glass}M0 -22V22`, dusk(0.74), 4),
    fill('M-22 -20L0 -40L22 -20Z', dusk(0.74)),
  ].join('');
}

/** Dusk: a light is on at the end of the path. */
export const atRisk: Scene = (stage) => {
  const { dusk, lit, sun } = stage;
  const light = mix(sun, lit(1), 0.35);
  const path =
    'M882 346H918C930 362 868 368 800 380C690 400 560 406 590 436C616 460 760 464 812 520H470C486 472 430 454 440 426C452 390 640 390 760 372C836 360 884 358 882 346Z';
  return [
    disc(322, 148, 88, lit(0.14)),
    disc(322, 148, 52, lit(0.5)),
    ...STARS.map(([x, y]) => disc(x, y, 2.8, lit(0.6))),
    fill('M0 300C160 232 300 246 440 292S760 244 900 214S1120 226 1200 250V520H0Z', dusk(0.12)),
    fill('M0 366C150 300 330 318 520 352S860 284 1010 290S1150 312 1200 324V520H0Z', dusk(0.24)),
    fill('M0 430C200 372 420 398 640 372S1040 316 1200 372V520H0Z', dusk(0.36)),
    at(862, 286, halo(200, 138, sun)),
    at(862, 347, house(stage, light)),
    fill(path, mix(dusk(0.2), light, 0.5)),
    ...GRASS.map(([x, y]) =>
      line(`M${x} ${y}q-4 -36 -20 -52M${x} ${y}v-64M${x} ${y}q4 -32 18 -46`, dusk(0.56), 4),
    ),
    at(336, 382, halo(96, 88, sun) + lantern(stage, light)),
  ].join('');
};
