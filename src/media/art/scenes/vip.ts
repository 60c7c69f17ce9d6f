import { at, disc, fill, line, mirrored, oval, turn } from '../pencil.ts';
import type { Scene, Stage } from './stage.ts';

const TABLE = 440;
const ARCH = 286;

const outlined = (d: string, body: string, gold: string, width = 3) => fill(d, body) + line(d, gold, width);

/** A twig that grows up from (0, 0) with paired leaves. */
function twig(length: number, body: string, gold: string): string {
  const pairs = Array.from({ length: 4 }, (_, i) => {
    const y = -length * (0.34 + 0.15 * i);
    const size = 46 - i * 5;
    const blade = `M0 ${y}c${size * 0.1} ${-size * 0.55} ${size * 0.6} ${-size * 0.8} ${size} ${-size * 0.8}c0 ${size * 0.5} ${-size * 0.4} ${size * 0.8} ${-size} ${size * 0.8}Z`;
    const half =
      outlined(blade, body, gold, 2.5) + line(`M0 ${y}l${size * 0.62} ${-size * 0.5}`, gold, 1.5, 0.7);
    return half + mirrored(half);
  });
  const tip = `M0 ${-length}c-14 18 -14 34 0 50c14 -16 14 -32 0 -50Z`;
  return line(`M0 0V${40 - length}`, gold, 2.5) + pairs.join('') + outlined(tip, body, gold, 2.5);
}

/** A tall vase about x = 0 with three twigs. */
function vase({ ground, accent, veil, glow }: Stage): string {
  const body = `M-25 252H25C23 286 65 300 65 356C65 398 39 ${TABLE} 29 ${TABLE}H-29C-39 ${TABLE} -65 398 -65 356C-65 300 -23 286 -25 252Z`;
  const unlit = `M25 252C23 286 65 300 65 356C65 398 39 ${TABLE} 29 ${TABLE}H5C27 410 37 380 33 346C29 300 3 290 7 252Z`;
  const zigzag = `M-60 349${'l7.5 11l7.5 -11'.repeat(8)}`;
  return [
    at(-4, 262, turn(-31, 0, 0, twig(196, glow(0.18), accent))),
    at(4, 262, turn(29, 0, 0, twig(180, glow(0.3), accent))),
    at(0, 262, turn(-2, 0, 0, twig(226, glow(0.24), accent))),
    fill(body, veil(0.1)),
    fill(unlit, ground, 0.55),
    line('M-63 340H63M-64 369H64', accent, 2, 0.9),
    line(zigzag, accent, 1.8, 0.8),
    line(body, accent, 3),
    oval(0, 252, 26, 6, accent),
    oval(0, 252, 23, 3.6, ground),
  ].join('');
}

/** A footed bowl about x = 0 with pomegranates. */
function bowl({ ground, accent, veil, glow, lit }: Stage): string {
  const pomegranate = (x: number, y: number, r: number, body: string) => {
    const crown = `M${x - r * 0.3} ${y - r * 0.9}l-4 -16l10 6l${r * 0.2} -8l${r * 0.2} 8l10 -6l-4 16Z`;
    return outlined(crown, body, accent, 2.5) + disc(x, y, r + 1.5, accent) + disc(x, y, r - 1.5, body);
  };
  const body = `M-105 340H105C105 388 59 410 21 412C23 424 33 ${TABLE} 47 ${TABLE}H-47C-33 ${TABLE} -23 424 -21 412C-59 410 -105 388 -105 340Z`;
  const unlit = `M105 340C105 388 59 410 21 412C23 424 33 ${TABLE} 47 ${TABLE}H11C5 424 5 416 7 404C45 396 71 372 73 340Z`;
  return [
    pomegranate(-47, 320, 30, glow(0.42)),
    pomegranate(47, 322, 30, glow(0.3)),
    pomegranate(1, 312, 36, glow(0.55)),
    line('M-19 302Q-15 288 -1 286', lit(0.7), 3, 0.7),
    fill(body, veil(0.1)),
    fill(unlit, ground, 0.55),
    line(body, accent, 3),
    line('M-100 357H100', accent, 2, 0.8),
  ].join('');
}

/** A lit candle about x = 0. */
function candle({ accent, veil, glow, lit }: Stage): string {
  const stick = `M-26 372H26L16 386H7V420C20 424 36 430 40 ${TABLE}H-40C-36 430 -20 424 -7 420V386H-16Z`;
  return [
    oval(0, 214, 54, 66, glow(0.1)),
    oval(0, 216, 30, 40, glow(0.2)),
    fill('M0 178C16 204 18 220 0 236C-18 220 -16 204 0 178Z', accent),
    outlined('M-12 250H12V372H-12Z', lit(0.2), accent),
    line('M0 250V240', accent, 3),
    outlined(stick, veil(0.1), accent),
    disc(0, 403, 9, accent),
  ].join('');
}

/** A still life in gold line at night. */
export const vip: Scene = (stage) => {
  const { accent, glow } = stage;
  const niche = glow(0.13);
  const arch = (r: number) => `M${600 - r} ${TABLE}V${ARCH}A${r} ${r} 0 0 1 ${600 + r} ${ARCH}V${TABLE}`;
  const rays = Array.from({ length: 19 }, (_, i) =>
    turn(-67.5 + i * 7.5, 600, ARCH, line('M600 34V22', accent, 2.5, 0.8)),
  );
  return [
    fill(`${arch(210)}Z`, niche),
    line(arch(222), accent, 3),
    line(arch(236), accent, 1.5, 0.6),
    ...rays,
    disc(694, 196, 50, accent),
    disc(678, 186, 46, niche),
    at(502, 0, vase(stage)),
    at(690, 0, bowl(stage)),
    at(282, 0, candle(stage)),
    at(918, 0, candle(stage)),
    line(`M96 ${TABLE}H1104`, accent, 3),
    line(`M180 ${TABLE + 14}H1020`, accent, 1.5, 0.5),
  ].join('');
};
