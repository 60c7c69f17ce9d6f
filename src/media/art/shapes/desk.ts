import { boxPath, disc, fill, line, shadow, shine, solid, turn } from '../pencil.ts';
import type { Colors } from '../tones.ts';

export function book(colors: Colors): string {
  const { main, accent, paper } = colors;
  const lying = (x: number, y: number, width: number, height: number, tone: Colors['main']) => [
    fill(boxPath(x + 12, y + 4, width - 16, height - 8), paper.shade),
    line(`M${x + 24} ${y + height / 2}H${x + width - 8}`, paper.deep, 1.5, 0.6),
    solid(
      `M${x + 14} ${y}H${x + width}V${y + 6}H${x + 18}V${y + height - 6}H${x + width}V${y + height}H${x + 14}Q${x} ${y + height} ${x} ${y + height / 2}T${x + 14} ${y}Z`,
      tone,
      { dx: 0, dy: 8 },
    ),
  ];
  return [
    shadow(colors, 240, 404, 138),
    ...lying(108, 364, 270, 40, accent),
    ...lying(92, 326, 262, 38, { ...main, base: main.light }),
    fill(boxPath(300, 100, 28, 226, 6), main.deep),
    fill(boxPath(296, 106, 26, 220), paper.shade),
    line('M313 110V322M318 110V322', paper.deep, 1.5, 0.5),
    solid('M150 100H302Q308 100 308 106V326H150Z', main, { dx: 10 }),
    fill('M150 100H172V326H150Z', main.deep, 0.55),
    fill('M192 300V216A48 48 0 0 1 288 216V300Z', main.pale),
    disc(240, 216, 22, accent.base),
    fill('M192 300V268Q240 244 288 268V300Z', main.shade),
    line('M252 326V348', accent.base, 6),
  ].join('');
}

export function pen(colors: Colors): string {
  const { main, accent, ink, paper } = colors;
  const well = 'M246 300H366Q392 304 392 330V382Q392 404 370 404H242Q220 404 220 382V330Q220 304 246 300Z';
  return [
    shadow(colors, 306, 404, 88),
    solid(well, accent, { dx: 26, pattern: fill('M200 340Q306 352 410 340V420H200Z', accent.deep) }),
    fill(boxPath(262, 284, 88, 20), accent.pale),
    solid(boxPath(256, 256, 100, 36, 8), { ...main, base: main.deep }, { dx: 20 }),
    shine('M240 334V378', 8, 0.4),
    shadow(colors, 128, 408, 26),
    turn(
      38,
      112,
      408,
      solid('M92 60Q92 44 112 44T132 60V196H92Z', main, { dx: 12 }),
      solid('M92 196H132V300L126 330H98L92 300Z', main, { dx: 12 }),
      fill('M90 190H134V204H90Z', accent.light),
      fill('M98 328H126V338H98Z', accent.light),
      fill('M98 338H126L120 372L112 408L104 372Z', paper.shade),
      fill('M112 338H126L120 372L112 408Z', paper.deep),
      line('M112 366V406', ink, 2),
      disc(112, 362, 4, ink),
      line('M124 58V150', accent.light, 6),
      shine('M100 70V180M100 214V300', 5),
    ),
  ].join('');
}

export function backpack(colors: Colors): string {
  const { main, accent, ink } = colors;
  const body = 'M128 206C128 136 176 112 240 112S352 136 352 206V364Q352 404 312 404H168Q128 404 128 364Z';
  const pocket = boxPath(158, 284, 164, 98, 20);
  const flap =
    'M128 206C128 136 176 112 240 112S352 136 352 206V222Q352 246 328 248Q240 262 152 248Q128 246 128 222Z';
  return [
    shadow(colors, 240, 404, 112),
    line('M206 118C206 70 274 70 274 118', accent.base, 12),
    solid('M130 230Q98 240 100 300V360Q100 392 130 396Z', { ...main, base: main.shade }, { dx: 6 }),
    solid('M350 230Q382 240 380 300V360Q380 392 350 396Z', { ...main, base: main.shade }, { dx: 10 }),
    solid(body, main, { dx: 26 }),
    fill('M128 226Q240 284 352 226V246Q352 258 328 262Q240 276 152 262Q128 258 128 246Z', main.deep, 0.35),
    solid(flap, { ...main, base: main.light }, { dx: 24, dy: 6 }),
    solid(pocket, { ...main, base: main.light }, { dx: 20, dy: 4 }),
    line('M176 306H304', main.deep, 4, 0.7),
    ...[196, 270].flatMap((x) => [
      solid(boxPath(x, 226, 16, 66, 4), accent, { dx: 5 }),
      fill(boxPath(x - 4, 258, 24, 16, 4), accent.pale),
      fill(boxPath(x + 2, 263, 12, 6, 2), ink, 0.7),
    ]),
  ].join('');
}
