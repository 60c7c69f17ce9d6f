import { boxPath, fill, leaf, line, oval, shaded, shadow, shine, solid, within } from '../pencil.ts';
import type { Colors } from '../tones.ts';

export function jar(colors: Colors): string {
  const { main, accent, paper } = colors;
  const glass =
    'M150 196C132 206 124 220 124 244V370Q124 404 158 404H322Q356 404 356 370V244C356 220 348 206 330 196Z';
  const filling = 'M100 254C160 238 200 268 250 252S340 240 380 256V420H100Z';
  return [
    shadow(colors, 240, 404, 114),
    fill(glass, main.pale),
    within(
      glass,
      fill(filling, main.base),
      fill(
        'M100 254C160 238 200 268 250 252S340 240 380 256V270C340 254 300 256 250 266S160 252 100 268Z',
        main.light,
      ),
    ),
    shaded(glass, main.deep, 30),
    solid(boxPath(142, 178, 196, 22, 9), accent, { dx: 26 }),
    solid(boxPath(152, 140, 176, 44, 13), accent, { dx: 26 }),
    line('M176 160H270', accent.light, 5),
    fill(boxPath(180, 296, 120, 74, 8), paper.base),
    leaf(240, 360, 46, 24, 0, main),
    leaf(240, 358, 36, 18, -52, main),
    leaf(240, 358, 36, 18, 52, main),
    shine('M146 240V352', 9, 0.5),
  ].join('');
}

export function bottle(colors: Colors): string {
  const { main, accent } = colors;
  const body =
    'M206 172C206 194 168 196 168 236V378Q168 404 194 404H286Q312 404 312 378V236C312 196 274 194 274 172Z';
  return [
    shadow(colors, 240, 404, 74),
    line('M214 116C202 58 278 58 266 116', accent.shade, 12),
    solid(boxPath(200, 108, 80, 58, 12), accent, { dx: 20 }),
    fill(boxPath(208, 162, 64, 14), main.deep),
    solid(body, main, {
      dx: 32,
      pattern: fill('M150 336H330V350H150Z', accent.base) + fill('M150 358H330V363H150Z', accent.base),
    }),
    line('M214 128V146', accent.light, 6),
    leaf(240, 306, 58, 30, 0, { ...main, base: main.pale, shade: main.pale, light: main.base }),
  ].join('');
}

export function knife(colors: Colors): string {
  const { main, accent, paper } = colors;
  const block = 'M142 196H338Q352 196 352 210V404H128V210Q128 196 142 196Z';
  const blade = 'M214 200H268V330C268 352 262 372 252 386C226 360 214 320 214 276Z';
  const handle = 'M220 200L216 104Q216 78 242 78Q268 78 266 104L262 200Z';
  return [
    shadow(colors, 236, 404, 110),
    solid(block, accent, {
      dx: 26,
      pattern:
        line(
          'M158 180C152 250 172 320 160 420M188 180C182 260 200 330 190 420M316 180C322 250 304 330 318 420',
          accent.shade,
          4,
          0.7,
        ) + fill('M128 196H352V208H128Z', accent.light),
    }),
    fill('M226 214H282V338C282 358 276 376 266 392C238 366 226 326 226 284Z', accent.deep, 0.5),
    fill(blade, paper.base),
    fill('M214 276C214 320 226 360 252 386C240 350 234 310 234 200H214Z', paper.shade),
    solid(boxPath(213, 190, 56, 16, 3), main, { dx: 12 }),
    solid(handle, main, { dx: 14 }),
    oval(241, 118, 4.5, 4.5, main.pale),
    oval(241, 164, 4.5, 4.5, main.pale),
  ].join('');
}
