import type { Surface } from '../../copy/brand.ts';
import type { Segment } from '../../data/vocabulary.ts';
import { fill } from './pencil.ts';
import { atRisk } from './scenes/at-risk.ts';
import { newcomer } from './scenes/new.ts';
import { returning } from './scenes/returning.ts';
import { type Scene, stageOf } from './scenes/stage.ts';
import { vip } from './scenes/vip.ts';

const SCENES: Readonly<Record<Segment, Scene>> = {
  VIP: vip,
  Returning: returning,
  New: newcomer,
  'At-Risk': atRisk,
};

/** The picture that opens a segment's mail as an SVG of 1200 × 520, on the segment's ground. */
export function drawHero(segment: Segment, surface: Surface): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="520" viewBox="0 0 1200 520">${fill('M0 0H1200V520H0Z', surface.ground)}${SCENES[segment](stageOf(surface))}</svg>`;
}
