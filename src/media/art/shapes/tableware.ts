import { disc, fill, line, oval, shadow, shine, solid } from '../pencil.ts';
import type { Colors } from '../tones.ts';

const STEAM_LEFT = 'M196 178c-22-22 20-34 2-62';
const STEAM_RIGHT = 'M246 182c-22-24 20-38 0-70';

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
    shine('M152 250L157 318', 9),
    line(STEAM_LEFT, paper.base, 7, 0.85),
    line(STEAM_RIGHT, paper.base, 7, 0.85),
  ].join('');
}

export function teapot(colors: Colors): string {
  const { main, accent } = colors;
  const body = 'M118 306C118 250 170 224 228 224S338 250 338 306C338 352 314 404 276 404H180C142 404 118 352 118 306Z';
  const lid = 'M168 232C172 200 284 200 288 232C262 244 194 244 168 232Z';
  const spout = 'M318 338C362 330 350 262 398 246L412 264C386 290 396 372 316 378Z';
  return [
    shadow(colors, 232, 404, 100),
    line('M142 250C120 96 336 96 314 250', accent.base, 13),
    line('M139 238C120 92 300 100 310 176', accent.light, 4),
    solid(spout, main, { dx: 8, dy: 10 }),
    oval(405, 255, 12, 6, main.deep),
    solid(body, main, { dx: 32, dy: 6 }),
    fill('M166 234C190 250 266 250 290 234C268 258 188 258 166 234Z', main.deep, 0.45),
    solid(lid, main, { dx: 20 }),
    disc(228, 198, 13, accent.base),
    disc(224, 194, 5, accent.light),
    disc(142, 250, 9, main.shade),
    disc(314, 250, 9, main.deep),
    shine('M142 320C140 292 152 268 172 258', 10),
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
    shine('M112 322C122 304 152 296 184 296', 5, 0.22),
    shine('M92 352C98 368 112 382 128 388', 8, 0.26),
  ].join('');
}

export function bowl(colors: Colors): string {
  const { main, accent } = colors;
  const body = 'M92 272C92 350 150 392 196 394V404H284V394C330 392 388 350 388 272Z';
  const band = 'M60 296C150 326 330 326 420 296V314C330 344 150 344 60 314Z';
  const fruit = (cx: number, cy: number, r: number) => {
    const round = `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
    return solid(round, accent, { dx: 9, dy: 9 }) + disc(cx - r * 0.35, cy - r * 0.4, r * 0.18, accent.light);
  };
  return [
    shadow(colors, 240, 404, 84),
    oval(240, 272, 148, 30, main.light),
    oval(240, 275, 137, 24, main.deep),
    fruit(292, 240, 42),
    fruit(182, 242, 44),
    fruit(238, 252, 46),
    solid(`${body}M92 272Z`, main, { dx: 36, dy: 6, pattern: fill(band, main.light) }),
    fill('M92 272C92 312 388 312 388 272C388 320 92 320 92 272Z', main.pale),
    shine('M122 334C132 352 148 366 166 374', 9),
  ].join('');
}
