import { boxPath, disc, fill, leaf, line, oval, shadow, solid, turn } from '../pencil.ts';
import type { Colors, Tone } from '../tones.ts';

export function planter(colors: Colors): string {
  const { main, accent, leaf: green } = colors;
  const pot = 'M156 288H324L308 380Q304 398 286 398H194Q176 398 172 380Z';
  const far: Tone = { ...green, base: green.shade, shade: green.deep, light: green.base };
  return [
    shadow(colors, 240, 404, 92),
    leaf(232, 272, 150, 70, -62, far),
    leaf(248, 272, 150, 70, 62, far),
    leaf(236, 274, 186, 78, -30, green),
    leaf(244, 274, 190, 78, 32, green),
    leaf(240, 276, 212, 84, 1, green),
    leaf(232, 276, 96, 50, -78, green),
    leaf(248, 276, 96, 50, 80, green),
    solid(pot, main, { dx: 28 }),
    fill('M158 300H322L320 312H160Z', main.deep, 0.4),
    solid(boxPath(146, 268, 188, 34, 7), main, {
      dx: 28,
      pattern: fill(boxPath(146, 290, 188, 5), accent.base),
    }),
    solid(boxPath(146, 389, 188, 15, 7.5), main, { dx: 28 }),
  ].join('');
}

export function wateringCan(colors: Colors): string {
  const { main, accent } = colors;
  const body = 'M172 228H332L350 380Q352 404 328 404H176Q152 404 154 380Z';
  const spout = 'M160 380C98 356 112 266 64 200L84 186C128 232 130 300 170 314Z';
  const rose = 'M46 214L98 172L84 154Q48 170 30 196Z';
  return [
    shadow(colors, 252, 404, 104),
    line('M326 256C420 220 424 352 344 372', accent.base, 14),
    line('M188 230C196 130 310 130 318 230', accent.base, 14),
    line('M189 218C200 140 300 134 315 212', accent.light, 4),
    solid(spout, main, { dx: 8, dy: -6 }),
    solid(rose, accent, { dx: 6, dy: 6 }),
    solid(body, main, { dx: 34 }),
    fill('M167 270H338L339 282H166Z', main.light),
    fill('M157 360H348L349 372H155Z', main.light),
    oval(252, 228, 82, 14, main.light),
    oval(252, 230, 71, 9.5, main.deep),
  ].join('');
}

export function seeds(colors: Colors): string {
  const { main, accent, paper, leaf: green, bloom } = colors;
  const flower = (x: number, y: number, r: number) =>
    Array.from({ length: 8 }, (_, petal) =>
      turn(petal * 45, x, y, oval(x, y - r * 0.62, r * 0.26, r * 0.42, bloom.base)),
    ).join('') + disc(x, y, r * 0.34, bloom.deep);
  const seed = (x: number, y: number, degrees: number) =>
    turn(degrees, x, y, oval(x, y, 9, 5, accent.deep), oval(x - 2, y - 1.5, 4, 1.6, accent.base));
  return [
    shadow(colors, 234, 402, 118),
    turn(
      11,
      300,
      404,
      solid(boxPath(214, 136, 156, 262, 4), accent, { dx: 18 }),
      fill(boxPath(214, 136, 156, 34, 4), accent.shade),
    ),
    turn(
      -4,
      200,
      404,
      solid(boxPath(118, 128, 172, 274, 4), main, { dx: 16 }),
      fill('M118 132Q118 128 122 128H286Q290 128 290 132V164H118Z', main.shade),
      line('M130 164H278', main.light, 3),
      fill('M142 384V262A62 62 0 0 1 266 262V384Z', paper.base),
      line('M204 372V276', green.shade, 5),
      leaf(204, 350, 50, 26, -58, green),
      leaf(204, 350, 50, 26, 58, green),
      leaf(204, 326, 38, 20, -52, green),
      leaf(204, 326, 38, 20, 52, green),
      flower(204, 258, 40),
    ),
    seed(340, 414, -20),
    seed(372, 406, 24),
    seed(388, 424, -8),
    seed(356, 428, 40),
  ].join('');
}
