import { mix } from '../oklch.ts';
import { boxPath, disc, fill, leaf, line, oval, within } from '../pencil.ts';
import { toneOf } from '../tones.ts';
import type { Scene } from './stage.ts';

/** Morning: the window is open, something grows on the sill. */
export const newcomer: Scene = ({ accent, glow, lit, dusk, green, sprout }) => {
  const pot = toneOf(glow(0.88));
  const frame = lit(0.92);
  const hill = (share: number) => mix(lit(0.7), sprout.base, share);
  const view = boxPath(400, 40, 400, 364, 4);
  const casement = (flip: 1 | -1) =>
    `<g transform="translate(600 0) scale(${flip} 1)">${[
      fill('M204 34L344 12V436L204 410Z', lit(0.6)),
      fill('M222 54L326 40V214L222 212Z', lit(0.25)),
      fill('M222 232L326 234V406L222 390Z', lit(0.25)),
      fill('M222 160L326 70V130L222 212Z', lit(0.75), 0.6),
      line('M204 34L344 12V436L204 410Z', frame, 10),
      line('M204 222H344', frame, 8),
    ].join('')}</g>`;
  return [
    fill(view, lit(0.7)),
    within(
      view,
      disc(668, 168, 104, mix(lit(0.7), accent, 0.28)),
      disc(668, 168, 64, accent),
      fill('M380 296C450 226 540 236 620 282S760 250 830 236V420H380Z', hill(0.3)),
      fill('M380 340C470 286 560 316 660 312S780 292 830 300V420H380Z', hill(0.5)),
      fill('M380 378C500 340 640 384 830 346V420H380Z', hill(0.75)),
      line('M498 130q13 -13 24 0q13 -13 24 0M438 84q10 -10 18 0q10 -10 18 0', dusk(0.5), 4),
    ),
    line('M400 40H800V404H400Z', frame, 14),
    casement(1),
    casement(-1),
    // The sill.
    fill('M290 404H910V430H290Z', frame),
    fill('M306 430H894V442H306Z', dusk(0.14)),
    // A young plant, a cup, two seedlings.
    ...[
      [-58, 120],
      [54, 126],
      [-30, 164],
      [30, 170],
      [0, 196],
    ].map(([degrees, length], i) => leaf(470, 318, length!, 60, degrees!, i < 2 ? sprout : green)),
    fill('M424 316H516L506 394Q504 404 494 404H446Q436 404 434 394Z', pot.base),
    fill('M488 316H516L506 394Q504 404 494 404H470Q480 404 482 394Z', pot.shade),
    fill(boxPath(416, 302, 108, 22, 5), pot.light),
    line('M762 372C796 364 796 396 754 394', dusk(0.5), 8),
    fill('M684 346H764L758 392Q756 404 742 404H706Q692 404 690 392Z', dusk(0.5)),
    fill('M740 346H764L758 392Q756 404 742 404H724Q738 402 740 390Z', dusk(0.62)),
    oval(724, 346, 40, 6, dusk(0.36)),
    line('M718 328C702 310 734 300 720 280', frame, 5),
    ...[576, 622].flatMap((x, i) => [
      line(`M${x} 372V340`, green.shade, 4),
      leaf(x, 346, 34, 22, -48, i ? green : sprout),
      leaf(x, 346, 34, 22, 46, i ? sprout : green),
      fill(`M${x - 18} 370H${x + 18}L${x + 14} 404H${x - 14}Z`, i ? pot.light : pot.base),
    ]),
    // Leaves lean in from the garden at both sides.
    ...[
      [-14, 452, 230, 62],
      [-20, 430, 200, 34],
      [20, 520, 190, 84],
    ].map(([x, y, length, degrees]) => leaf(x!, y!, length!, 84, degrees!, sprout)),
    ...[
      [1214, 452, 230, -62],
      [1220, 430, 200, -34],
      [1180, 520, 190, -84],
    ].map(([x, y, length, degrees]) => leaf(x!, y!, length!, 84, degrees!, green)),
  ].join('');
};
