import { mix } from '../oklch.ts';
import { at, boxPath, disc, fill, leaf, line, mirrored, oval, within } from '../pencil.ts';
import { toneOf } from '../tones.ts';
import type { Scene, Stage } from './stage.ts';

const SILL = 404;

/** The right-hand casement, open, measured from the middle of the window. */
function casement({ lit }: Stage): string {
  const sash = 'M204 34L344 12V436L204 410Z';
  return [
    fill(sash, lit(0.6)),
    fill('M222 54L326 40V214L222 212Z', lit(0.25)),
    fill('M222 232L326 234V406L222 390Z', lit(0.25)),
    fill('M222 160L326 70V130L222 212Z', lit(0.75), 0.6),
    line(sash, lit(0.92), 10),
    line('M204 222H344', lit(0.92), 8),
  ].join('');
}

function view({ lit, dusk, sun, sprout }: Stage): string {
  const opening = boxPath(400, 40, 400, 364);
  const sky = lit(0.7);
  const hill = (d: string, share: number) => fill(d, mix(sky, sprout.base, share));
  return [
    fill(opening, sky),
    within(
      opening,
      disc(668, 168, 104, mix(sky, sun, 0.32)),
      disc(668, 168, 64, sun),
      hill('M380 296C450 226 540 236 620 282S760 250 830 236V420H380Z', 0.3),
      hill('M380 340C470 286 560 316 660 312S780 292 830 300V420H380Z', 0.5),
      hill('M380 378C500 340 640 384 830 346V420H380Z', 0.75),
      line('M498 130q13 -13 24 0q13 -13 24 0M438 84q10 -10 18 0q10 -10 18 0', dusk(0.5), 4),
    ),
    line(opening, lit(0.92), 14),
  ].join('');
}

/** A plant in a pot about x = 0. */
function plant({ green, sprout, clay }: Stage): string {
  return [
    leaf(0, 318, 120, 60, -58, sprout),
    leaf(0, 318, 126, 60, 54, sprout),
    leaf(0, 318, 164, 60, -30, green),
    leaf(0, 318, 170, 60, 30, green),
    leaf(0, 318, 196, 60, 0, green),
    fill(`M-46 316H46L36 394Q34 ${SILL} 24 ${SILL}H-24Q-34 ${SILL} -36 394Z`, clay.base),
    fill(`M18 316H46L36 394Q34 ${SILL} 24 ${SILL}H0Q10 ${SILL} 12 394Z`, clay.shade),
    fill(boxPath(-54, 302, 108, 22, 5), clay.light),
  ].join('');
}

function seedling({ green, sprout, clay }: Stage): string {
  return [
    line('M0 372V340', green.shade, 4),
    leaf(0, 346, 34, 22, -48, green),
    leaf(0, 346, 34, 22, 46, sprout),
    fill(`M-18 370H18L14 ${SILL}H-14Z`, clay.base),
    fill(`M6 370H18L14 ${SILL}H2Z`, clay.shade),
  ].join('');
}

function cup({ glow, lit }: Stage): string {
  const glaze = toneOf(glow(0.78));
  return [
    line('M38 372C72 364 72 396 30 394', glaze.base, 8),
    fill(`M-40 346H40L34 392Q32 ${SILL} 18 ${SILL}H-18Q-32 ${SILL} -34 392Z`, glaze.base),
    fill(`M16 346H40L34 392Q32 ${SILL} 18 ${SILL}H0Q14 402 16 390Z`, glaze.shade),
    oval(0, 346, 40, 6, glaze.light),
    line('M-6 328C-22 310 10 300 -4 280', lit(0.92), 5),
  ].join('');
}

/** Leaves that lean in from the garden at the left. */
const garden = (tone: Stage['green']) =>
  leaf(-14, 452, 230, 84, 62, tone) + leaf(-20, 430, 200, 84, 34, tone) + leaf(20, 520, 190, 84, 84, tone);

/** Morning: the window is open, something grows on the sill. */
export const newcomer: Scene = (stage) => {
  const { lit, dusk, green, sprout } = stage;
  return [
    view(stage),
    at(600, 0, casement(stage) + mirrored(casement(stage))),
    fill(boxPath(290, SILL, 620, 26), lit(0.92)),
    fill(boxPath(306, SILL + 26, 588, 12), dusk(0.14)),
    at(470, 0, plant(stage)),
    at(576, 0, seedling(stage)),
    at(622, 0, seedling(stage)),
    at(724, 0, cup(stage)),
    garden(sprout),
    at(1200, 0, mirrored(garden(green))),
  ].join('');
};
