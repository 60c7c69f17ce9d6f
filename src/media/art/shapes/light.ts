import { boxPath, disc, fill, line, oval, shadow, solid } from '../pencil.ts';
import { type Colors, toneOf } from '../tones.ts';

const FLAME = toneOf('#f2b950');

export function lamp(colors: Colors): string {
  const { main, accent, paper } = colors;
  const base =
    'M226 262H254V284C292 292 316 318 316 346C316 376 296 396 268 404H212C184 396 164 376 164 346C164 318 188 292 226 284Z';
  const shade = 'M182 92H298Q304 92 306 98L356 244Q240 264 124 244L174 98Q176 92 182 92Z';
  return [
    shadow(colors, 240, 404, 66),
    disc(240, 236, 118, FLAME.pale, 0.5),
    solid(base, main, { dx: 28, dy: 4 }),
    fill(boxPath(230, 246, 20, 20), accent.deep),
    solid(shade, accent, { dx: 30, pattern: fill('M100 222Q240 246 380 222V270H100Z', accent.light) }),
    oval(240, 247, 96, 8, FLAME.light, 0.9),
    line('M304 252V292', paper.base, 3),
    disc(304, 296, 6, paper.base),
  ].join('');
}

export function candle(colors: Colors): string {
  const { main, accent, paper, ink } = colors;
  const vessel = 'M120 242V372Q120 404 152 404H268Q300 404 300 372V242Z';
  return [
    disc(210, 176, 96, FLAME.pale, 0.5),
    disc(210, 176, 58, FLAME.pale, 0.8),
    shadow(colors, 210, 404, 90),
    solid(vessel, main, { dx: 32, pattern: fill(boxPath(172, 286, 76, 84, 38), paper.base) }),
    fill('M210 352C188 336 188 318 210 302C232 318 232 336 210 352Z', accent.base),
    oval(210, 242, 90, 18, main.light),
    oval(210, 244, 80, 13.5, main.deep),
    oval(210, 247, 76, 10.5, paper.base),
    line('M210 246V222', ink, 4),
    fill('M210 134C230 164 238 182 234 202C230 222 190 222 186 202C182 182 194 164 210 134Z', FLAME.base),
    fill('M210 172C222 188 224 198 222 206C218 218 202 218 198 206C196 198 200 188 210 172Z', FLAME.pale),
    shadow(colors, 358, 404, 44),
    solid(boxPath(312, 374, 96, 30, 8), accent, { dx: 16 }),
    disc(360, 366, 11, accent.shade),
    line('M326 386H364', accent.light, 5),
  ].join('');
}

export function incense(colors: Colors): string {
  const { main, accent, paper } = colors;
  const dish = 'M110 352A130 22 0 0 0 370 352C370 384 344 404 312 404H168C136 404 110 384 110 352Z';
  const stick = (x: number, tilt: number) => {
    const tip = x + tilt;
    return (
      line(`M${x} 360L${tip} 196`, accent.shade, 6) +
      line(`M${x} 360L${x + tilt * 0.28} 308`, accent.light, 4) +
      disc(tip, 194, 5, '#e0703a')
    );
  };
  return [
    line('M240 180C206 140 282 120 250 76', paper.light, 6, 0.9),
    line('M296 182C274 156 330 140 306 104', paper.light, 4, 0.9),
    line('M184 182C162 160 206 142 188 116', paper.light, 4, 0.9),
    shadow(colors, 240, 404, 104),
    oval(240, 352, 130, 22, main.light),
    oval(240, 354, 119, 17, main.deep),
    oval(240, 359, 104, 11, paper.shade),
    stick(206, -22),
    stick(240, 0),
    stick(274, 22),
    solid(dish, main, { dx: 32, dy: 4 }),
    line('M110 352A130 22 0 0 0 370 352', main.light, 4),
  ].join('');
}
