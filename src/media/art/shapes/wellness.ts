import { at, boxPath, disc, fill, leaf, line, ovalPath, shadow, shine, solid, within } from '../pencil.ts';
import type { Colors } from '../tones.ts';

export function oil(colors: Colors): string {
  const { main, accent, paper, leaf: green } = colors;
  const body =
    'M204 214C204 228 160 232 160 266V376Q160 404 188 404H292Q320 404 320 376V266C320 232 276 228 276 214Z';
  const bulb = 'M218 148V106Q218 82 240 82Q262 82 262 106V148Z';
  return [
    shadow(colors, 240, 404, 82),
    leaf(330, 400, 118, 46, 58, green),
    leaf(326, 402, 92, 36, 88, green),
    solid(body, main, { dx: 30, pattern: fill('M140 256H340V284Q240 296 140 284Z', main.light, 0.5) }),
    fill(boxPath(208, 204, 64, 14), main.deep),
    solid(bulb, accent, { dx: 12 }),
    solid(boxPath(202, 146, 76, 60, 6), accent, { dx: 18 }),
    line('M220 158V194M232 158V194M244 158V194', accent.shade, 3),
    fill(boxPath(160, 292, 134, 76), paper.base),
    fill('M294 292H320V368H294Z', paper.shade),
    disc(226, 330, 22, main.pale),
    fill('M226 310C242 326 240 346 226 348C212 346 210 326 226 310Z', main.base),
    shine('M178 262V280M178 380V384', 8, 0.4),
  ].join('');
}

export function mat(colors: Colors): string {
  const { main, accent } = colors;
  const [cx, cy, r] = [142, 336, 68];
  const sheet = `M${cx} 404L366 404Q376 404 384 396L446 318Q452 310 440 310H${cx + 76}Z`;
  const roll = `M${cx - 48} ${cy - 48}L${cx + 28} ${cy - 142}A68 68 0 0 1 ${cx + 124} ${cy - 46}L${cx + 48} ${cy + 48}Z`;
  return [
    fill(`M70 404H372L448 314H456L382 410H96Z`, colors.ink, 0.12),
    fill(sheet, main.light),
    within(sheet, line('M352 404L428 310', main.base, 5)),
    fill(
      `M${cx} 404H366Q376 404 384 396L390 388V394Q384 410 368 410H${cx + 24}Q${cx + 8} 410 ${cx} 404Z`,
      main.shade,
    ),
    fill(`M${cx + 40} 404L${cx + 118} 310H${cx + 190}L${cx + 96} 404Z`, colors.ink, 0.1),
    solid(roll, main, { dx: 16, dy: 22 }),
    within(
      roll,
      line(`M${cx + 10} ${cy - 112}Q${cx + 76} ${cy - 96} ${cx + 82} ${cy - 14}`, accent.base, 16),
    ),
    solid(ovalPath(cx, cy, r, r), { ...main, base: main.shade }, { dx: 8, dy: 8 }),
    line(
      `M${cx} ${cy + 58}a58 58 0 1 1 58 -58a46 46 0 1 1 -46 -46a38 38 0 1 1 -36 44a34 34 0 0 0 30 26a24 24 0 1 0 -14 -44`,
      main.pale,
      4,
      0.8,
    ),
  ].join('');
}

/** A dumbbell about the origin, 2 × 128 wide and 2 × 54 high. */
function weight({ main, accent }: Colors): string {
  const head = (x: number) =>
    solid(boxPath(x, -56, 52, 112, 14), main, { dx: 0, dy: 30 }) +
    fill(boxPath(x + 9, -40, 5, 66, 2.5), main.light);
  const collar = (x: number) =>
    solid(boxPath(x, -36, 20, 72, 6), { ...main, base: main.shade }, { dx: 0, dy: 20 });
  return (
    solid(boxPath(-66, -14, 132, 28, 8), accent, { dx: 0, dy: 9 }) +
    line('M-38 -5H38', accent.light, 4) +
    collar(-78) +
    collar(58) +
    head(-128) +
    head(76)
  );
}

export function dumbbell(colors: Colors): string {
  return [
    at(262, 272, `<g transform="rotate(-36) scale(1.08)">${weight(colors)}</g>`),
    shadow(colors, 224, 404, 150),
    at(214, 340, `<g transform="scale(1.14)">${weight(colors)}</g>`),
  ].join('');
}
