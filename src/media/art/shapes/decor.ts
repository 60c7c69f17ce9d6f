import { boxPath, disc, fill, leaf, line, oval, ovalPath, shadow, solid, turn, within } from '../pencil.ts';
import type { Colors } from '../tones.ts';

export function vase(colors: Colors): string {
  const { main, accent } = colors;
  const body =
    'M212 222C214 250 164 270 164 326C164 364 188 404 210 404H270C292 404 316 364 316 326C316 270 266 250 268 222Z';
  const spray = (d: string, leaves: readonly (readonly [number, number, number])[]) =>
    line(d, accent.shade, 4) + leaves.map(([x, y, degrees]) => leaf(x, y, 44, 30, degrees, accent)).join('');
  return [
    shadow(colors, 240, 404, 66),
    spray('M236 224C230 170 200 130 172 96', [
      [172, 98, -36],
      [190, 122, -82],
      [190, 120, 22],
      [210, 154, -72],
      [212, 152, 34],
    ]),
    spray('M246 224C252 180 286 150 318 130', [
      [316, 131, 58],
      [294, 145, 6],
      [296, 144, 106],
      [270, 168, 0],
      [270, 168, 96],
    ]),
    spray('M241 224C242 170 246 120 250 80', [
      [250, 82, 4],
      [248, 112, -44],
      [248, 108, 48],
    ]),
    solid(body, main, {
      dx: 32,
      pattern:
        line('M150 318Q240 346 330 318', main.light, 5) + line('M150 334Q240 362 330 334', main.light, 5),
    }),
    oval(240, 222, 32, 8, main.light),
    oval(240, 223, 25, 5, main.deep),
  ].join('');
}

export function frame(colors: Colors): string {
  const { main, accent, paper, ink } = colors;
  const view = boxPath(180, 162, 120, 174);
  return [
    fill('M132 404L358 404L392 396L352 110Z', ink, 0.1),
    shadow(colors, 240, 404, 116),
    solid(boxPath(120, 94, 240, 310, 5), accent, { dx: 14, dy: 12 }),
    fill(boxPath(136, 110, 208, 278), accent.deep, 0.45),
    fill(boxPath(138, 113, 204, 273), paper.light),
    within(
      view,
      fill(view, main.pale),
      disc(262, 218, 30, accent.light),
      fill('M160 286C200 236 240 250 320 300V350H160Z', main.light),
      fill('M160 312C220 270 250 300 320 280V350H160Z', main.base),
      fill('M160 330C210 310 250 336 320 316V350H160Z', main.deep),
    ),
    fill('M138 113H216L138 250Z', '#ffffff', 0.3),
    line('M127 100V394', accent.light, 3, 0.8),
  ].join('');
}

export function clock(colors: Colors): string {
  const { main, accent, paper, ink } = colors;
  const [cx, cy] = [240, 270];
  const marks = Array.from({ length: 12 }, (_, hour) =>
    turn(
      hour * 30,
      cx,
      cy,
      hour % 3 === 0 ? line(`M${cx} 186V198`, main.deep, 7) : disc(cx, 190, 3.5, main.shade),
    ),
  );
  return [
    shadow(colors, 240, 404, 86),
    line('M180 366L164 398', accent.shade, 16),
    line('M300 366L316 398', accent.shade, 16),
    line('M222 138C222 112 258 112 258 138', accent.base, 10),
    solid(ovalPath(cx, cy, 128, 128), main, { dx: 18, dy: 14 }),
    disc(cx, cy, 104, main.deep, 0.6),
    disc(cx + 2, cy + 3, 102, paper.light),
    ...marks,
    line(`M${cx} ${cy}L196 236`, ink, 9),
    line(`M${cx} ${cy}L282 208`, ink, 6),
    line(`M228 290L${cx} ${cy}L240 330`, accent.base, 3),
    disc(cx, cy, 8, accent.base),
  ].join('');
}
