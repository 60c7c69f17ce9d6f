import { boxPath, disc, fill, line, oval, ovalPath, shadow, solid, turn, within } from '../pencil.ts';
import type { Colors } from '../tones.ts';

/** Threads hanging from (x, y) along (dx, dy). */
const fringe = (x: number, y: number, dx: number, dy: number, count: number, length: number, color: string) =>
  Array.from({ length: count }, (_, i) => {
    const [tx, ty] = [x + (dx * i) / (count - 1), y + (dy * i) / (count - 1)];
    return line(`M${tx.toFixed(1)} ${ty.toFixed(1)}l0 ${length}`, color, 4);
  }).join('');

export function cushion(colors: Colors): string {
  const { main, accent } = colors;
  const pillow =
    'M100 160C150 186 330 186 380 160C362 220 362 330 384 398C330 402 150 402 96 398C118 330 118 220 100 160Z';
  const tassel = (x: number, y: number, degrees: number) =>
    turn(degrees, x, y, fill(`M${x - 4} ${y}h8l7 34h-22Z`, accent.base), disc(x, y + 2, 7, accent.shade));
  return [
    shadow(colors, 240, 398, 132),
    tassel(101, 160, 132),
    tassel(379, 160, -132),
    tassel(97, 396, 62),
    tassel(383, 396, -62),
    solid(pillow, main, {
      dx: 22,
      dy: 14,
      pattern:
        [-2, -1, 0, 1, 2]
          .map((i) =>
            line(
              `M${240 + i * 50} 150Q${240 + i * 40} 280 ${240 + i * 50} 420`,
              i === 0 ? accent.base : main.light,
              i === 0 ? 14 : 5,
            ),
          )
          .join('') + line('M214 150Q218 280 214 420M266 150Q262 280 266 420', accent.base, 4),
    }),
    line('M370 180Q352 176 340 188M112 380Q132 380 140 370', main.deep, 3, 0.5),
  ].join('');
}

export function rug(colors: Colors): string {
  const { main, accent, paper } = colors;
  const sheet = 'M104 292H376L420 408H60Z';
  const roll = 'M92 228Q92 192 114 192H366Q388 192 388 228Q388 296 366 304H114Q92 296 92 228Z';
  const diamonds = [130, 185, 240, 295, 350]
    .map(
      (x) =>
        fill(`M${x} 342l24 20l-24 20l-24 -20Z`, accent.base) +
        fill(`M${x} 352l11 10l-11 10l-11 -10Z`, main.pale),
    )
    .join('');
  return [
    fill('M84 300H390L430 420H64Z', colors.ink, 0.1),
    fringe(66, 408, 348, 0, 30, 18, main.light),
    fill(sheet, main.base),
    within(
      sheet,
      fill('M0 304H480V320H0Z', main.deep, 0.5),
      diamonds,
      line('M40 332H440M40 392H440', paper.base, 5),
      line('M40 400H440', accent.base, 4),
    ),
    solid(roll, main, {
      dx: 0,
      dy: 34,
      pattern:
        line('M80 214H400M80 262H400', paper.base, 5) +
        [120, 165, 210, 255, 300, 345]
          .map((x) => fill(`M${x + 8} 222l20 16l-20 16l-20 -16Z`, accent.base))
          .join(''),
    }),
    solid(ovalPath(376, 248, 26, 56), { ...main, base: main.shade }, { dx: 5, dy: 8 }),
    line('M376 290C360 288 360 212 376 212S392 276 377 276S370 230 377 230', main.pale, 4),
  ].join('');
}

export function scarf(colors: Colors): string {
  const { main, accent, paper, ink } = colors;
  const back = 'M250 196C286 236 300 290 296 350L232 356C236 300 232 250 216 214Z';
  const front = 'M206 200C176 240 150 300 148 372L218 380C218 320 232 260 258 222Z';
  const loop =
    'M240 96C296 96 326 130 318 164C312 190 276 206 240 208C204 206 168 190 162 164C154 130 184 96 240 96ZM240 122C206 122 190 138 196 154C202 168 222 176 240 176S278 168 284 154C290 138 274 122 240 122Z';
  const stripes = (y: number) =>
    line(`M120 ${y}L320 ${y + 8}`, accent.base, 13) + line(`M120 ${y + 20}L320 ${y + 28}`, paper.base, 5);
  const wrap = [
    fringe(236, 356, 56, -5, 9, 26, main.shade),
    solid(back, { ...main, base: main.shade }, { dx: 16, pattern: stripes(294) }),
    fringe(152, 374, 62, 7, 10, 26, main.base),
    solid(front, main, { dx: 18, pattern: stripes(308) }),
    `<g fill-rule="evenodd">${solid(loop, main, { dx: 10, dy: 16 })}</g>`,
    solid(
      'M206 176C222 164 262 164 276 178C286 192 282 224 268 234C250 242 224 240 212 230C198 220 196 190 206 176Z',
      main,
      { dx: 14, dy: 8 },
    ),
  ].join('');
  return [
    solid(boxPath(140, 84, 200, 28, 14), accent, { dx: 8, dy: 8 }),
    `<g transform="translate(-14 -2) scale(1.06)">${fill('M270 204C292 250 304 300 300 356L160 386C160 310 184 250 214 214Z', ink, 0.1)}${wrap}</g>`,
    solid(ovalPath(240, 100, 19, 19), accent, { dx: 6, dy: 7 }),
  ].join('');
}

export function yarn(colors: Colors): string {
  const { main, accent } = colors;
  const ball = ovalPath(226, 290, 114, 114);
  const strands = (degrees: number, color: string, width: number) =>
    turn(
      degrees,
      226,
      290,
      ...[-78, -46, -14, 18, 50, 82].map((x) =>
        line(`M${226 + x} 160Q${226 + x * 1.9} 290 ${226 + x} 420`, color, width),
      ),
    );
  const needle = (x1: number, y1: number, x2: number, y2: number) =>
    line(`M${x1} ${y1}L${x2} ${y2}`, accent.base, 9) +
    line(`M${x1 - 2} ${y1}L${x2 - 2} ${y2}`, accent.light, 3) +
    disc(x2, y2, 13, accent.shade);
  return [
    shadow(colors, 226, 404, 104),
    needle(150, 330, 356, 112),
    needle(300, 330, 128, 104),
    solid(ball, main, {
      dx: 20,
      dy: 16,
      pattern:
        strands(20, main.light, 5) +
        within(ovalPath(190, 330, 92, 70), fill(ball, main.base), strands(-55, main.light, 5)) +
        within(ovalPath(290, 250, 64, 80), fill(ball, main.base), strands(80, main.light, 5)),
    }),
    line('M236 402C290 412 310 384 346 396S400 420 424 402', main.base, 6),
  ].join('');
}

export function basket(colors: Colors): string {
  const { main, accent } = colors;
  const body = 'M106 244H374L350 380Q346 404 322 404H158Q134 404 130 380Z';
  const cloth = 'M122 246C126 196 190 186 226 204C262 176 348 186 358 246Z';
  const rows = Array.from({ length: 8 }, (_, row) => {
    const y = 268 + row * 18;
    return Array.from({ length: 8 }, (_, column) =>
      oval(96 + column * 40 + (row % 2) * 20, y, 19, 9.5, row % 2 ? main.base : main.light),
    ).join('');
  });
  return [
    shadow(colors, 240, 404, 106),
    line('M140 244C150 96 330 96 340 244', main.shade, 12),
    line('M142 230C158 106 320 98 338 230', main.light, 4),
    solid(cloth, accent, {
      dx: 14,
      dy: 10,
      pattern: line(
        'M160 180Q150 220 152 250M196 180Q192 220 194 250M262 180Q282 216 284 250M304 180Q320 220 322 250',
        accent.light,
        5,
      ),
    }),
    solid(body, main, { dx: 34, pattern: fill(body, main.shade) + rows.join('') }),
    solid('M108 234H372Q384 234 384 246T372 258H108Q96 258 96 246T108 234Z', main, { dx: 30 }),
    line('M112 242H250', main.light, 5),
    solid('M256 226H346L340 312Q298 336 262 308Z', accent, {
      dx: 14,
      pattern: line('M284 216L286 340M318 216L314 340', accent.light, 5),
    }),
  ].join('');
}
