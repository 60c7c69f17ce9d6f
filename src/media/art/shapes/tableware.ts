import { disc, fill, line, oval, shadow, solid, turn } from '../pencil.ts';
import type { Colors } from '../tones.ts';

export function mug(colors: Colors): string {
  const { main, accent, paper } = colors;
  const body = 'M128 222L136 356Q139 404 182 404H266Q309 404 312 356L320 222Z';
  const dip = 'M110 322C168 344 250 300 340 334V420H110Z';
  return [
    shadow(colors, 224, 404, 92),
    line('M312 262C372 246 384 346 304 356', main.shade, 20),
    line('M312 258C366 244 376 338 306 350', main.base, 7),
    solid(body, main, { dx: 34, pattern: fill(dip, accent.base) }),
    oval(224, 222, 96, 16, main.light),
    oval(224, 224, 85, 11.5, main.deep),
    oval(224, 227, 78, 8, accent.deep),
    line('M208 188C176 158 240 138 210 98', paper.light, 6, 0.85),
    line('M248 184C226 162 268 150 248 122', paper.light, 4, 0.85),
  ].join('');
}

export function teapot(colors: Colors): string {
  const { main, accent } = colors;
  const body =
    'M118 306C118 250 170 224 228 224S338 250 338 306C338 352 314 404 276 404H180C142 404 118 352 118 306Z';
  const lid = 'M168 232C172 200 284 200 288 232C262 244 194 244 168 232Z';
  const spout = 'M296 322C356 330 346 258 390 240Q404 236 410 248Q413 254 408 262C386 292 398 390 300 388Z';
  return [
    shadow(colors, 232, 404, 100),
    line('M142 250C120 96 336 96 314 250', accent.base, 13),
    line('M141 238C126 106 300 92 313 206', accent.light, 4),
    solid(spout, main, { dx: 8, dy: 10 }),
    turn(44, 400, 250, oval(400, 250, 13, 5, main.deep)),
    solid(body, main, { dx: 32, dy: 6 }),
    fill('M166 234C190 250 266 250 290 234C268 258 188 258 166 234Z', main.deep, 0.45),
    solid(lid, main, { dx: 20 }),
    disc(228, 198, 13, accent.base),
    disc(224, 194, 5, accent.light),
    disc(142, 250, 9, main.shade),
    disc(314, 250, 9, main.deep),
  ].join('');
}

export function pan(colors: Colors): string {
  const { main, accent } = colors;
  const body = 'M66 316C66 372 110 404 158 404H218C266 404 310 372 310 316Z';
  const handle = 'M296 306L428 250Q446 244 450 258Q453 272 438 279L304 334Z';
  return [
    shadow(colors, 188, 404, 100),
    solid(handle, accent, { dx: 4, dy: 10 }),
    fill('M292 308L336 289L345 314L300 336Z', main.deep),
    disc(434, 263, 5, accent.deep),
    solid(body, main, { dx: 34, dy: 4 }),
    oval(188, 316, 122, 36, main.light),
    oval(188, 319, 112, 30, main.shade),
    oval(188, 327, 94, 21, main.deep),
  ].join('');
}

export function bowl(colors: Colors): string {
  const { main, accent } = colors;
  const body = 'M92 272A148 30 0 0 0 388 272C388 350 330 392 284 394V404H196V394C150 392 92 350 92 272Z';
  const band = 'M60 316C150 350 330 350 420 316V330C330 364 150 364 60 330Z';
  const stick = 'M214 286L334 150Q348 136 362 148Q374 162 362 176L244 296Z';
  return [
    shadow(colors, 240, 404, 84),
    oval(240, 272, 148, 30, main.light),
    oval(240, 275, 137, 24, main.deep),
    oval(232, 283, 108, 15, main.shade),
    oval(226, 294, 42, 7, main.deep, 0.7),
    solid(stick, accent, { dx: 6, dy: 7 }),
    line('M318 180L342 206', accent.light, 5),
    solid(body, main, { dx: 36, dy: 6, pattern: fill(band, main.light) }),
    line('M92 272A148 30 0 0 0 388 272', main.light, 5),
  ].join('');
}
