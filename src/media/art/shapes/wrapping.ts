import { boxPath, fill, line, ovalPath, shadow, shine, solid } from '../pencil.ts';
import type { Colors } from '../tones.ts';

/** What anything may come in, for products of which only the name is known. */

/** Wrapped in paper and tied crosswise, with a bow. */
export function parcel(colors: Colors): string {
  const { main, accent, paper } = colors;
  const body = boxPath(116, 220, 248, 184, 8);
  return [
    shadow(colors, 240, 404, 130),
    solid(body, main, {
      dx: 30,
      pattern: fill('M216 210H252V410H216Z', accent.base) + fill('M110 292H370V320H110Z', accent.base),
    }),
    fill('M216 292H252V320H216Z', accent.shade),
    solid('M234 222C202 150 128 160 150 206C160 226 206 226 234 222Z', accent, { dx: 10 }),
    solid('M234 222C266 150 340 160 318 206C308 226 262 226 234 222Z', accent, { dx: 10 }),
    solid(boxPath(216, 200, 36, 32, 10), accent, { dx: 10 }),
    fill(boxPath(276, 342, 62, 38, 5), paper.base),
    line('M288 356H326M288 367H314', main.pale, 4),
  ].join('');
}

/** A cardboard box, closed with tape. */
export function carton(colors: Colors): string {
  const { main, accent } = colors;
  return [
    shadow(colors, 240, 404, 136),
    solid('M108 214H372V390Q372 404 358 404H122Q108 404 108 390Z', main, { dx: 34 }),
    solid('M136 166H344L372 214H108Z', { ...main, base: main.light }, { dx: 20 }),
    fill('M214 166H266L272 214H208Z', accent.base),
    fill('M208 214H272V268H208Z', accent.shade),
    line('M108 214H372', main.deep, 3, 0.5),
    line('M136 360V328M126 338L136 328L146 338', main.deep, 5, 0.6),
    line('M168 360V328M158 338L168 328L178 338', main.deep, 5, 0.6),
  ].join('');
}

/** A paper bag with handles. */
export function bag(colors: Colors): string {
  const { main, accent, paper } = colors;
  const body = 'M136 196H344L356 390Q356 404 342 404H138Q124 404 124 390Z';
  return [
    shadow(colors, 240, 404, 122),
    line('M196 204V150Q196 112 240 112T284 150V204', accent.shade, 10),
    solid(body, main, { dx: 34, pattern: fill('M110 196H370V222H110Z', main.light) }),
    line('M196 232V176Q196 136 240 136T284 176V232', accent.base, 10),
    fill(ovalPath(240, 312, 46, 46), paper.base),
    fill(ovalPath(240, 312, 34, 34), accent.base, 0.55),
    shine('M150 236L142 360', 8, 0.3),
  ].join('');
}

/** A little sack, drawn together with a cord. */
export function pouch(colors: Colors): string {
  const { main, accent } = colors;
  const body =
    'M196 214C140 250 112 310 122 364Q128 404 168 404H312Q352 404 358 364C368 310 340 250 284 214Z';
  return [
    shadow(colors, 240, 404, 124),
    solid('M176 146Q208 168 240 150T304 146L284 214H196Z', main, { dx: 22 }),
    solid(body, main, { dx: 40 }),
    line('M214 226C198 276 190 320 190 372M266 226C284 270 292 310 294 350', main.shade, 5, 0.7),
    solid(boxPath(184, 200, 112, 24, 12), accent, { dx: 18 }),
    line('M286 214C320 220 330 246 318 276M286 214C332 206 350 226 352 252', accent.base, 6),
    shine('M164 292C154 320 152 346 158 368', 9, 0.3),
  ].join('');
}

/** A round tin with a lid and a band. */
export function tin(colors: Colors): string {
  const { main, accent, paper } = colors;
  const body = 'M136 206V376Q136 404 240 404T344 376V206Z';
  return [
    shadow(colors, 240, 402, 110),
    solid(body, main, { dx: 34, pattern: fill('M120 262Q240 292 360 262V336Q240 366 120 336Z', paper.base) }),
    line('M136 266Q240 294 344 266M136 334Q240 362 344 334', accent.base, 5),
    solid('M128 178V212Q128 238 240 238T352 212V178Z', accent, { dx: 30 }),
    fill(ovalPath(240, 178, 112, 26), accent.light),
    fill(ovalPath(240, 176, 92, 18), accent.pale, 0.6),
    shine('M156 226V252', 8, 0.4),
  ].join('');
}

/** A tall box with a sloping lid, as for something folded or fragile. */
export function box(colors: Colors): string {
  const { main, accent, paper } = colors;
  return [
    shadow(colors, 240, 404, 96),
    solid(boxPath(154, 190, 172, 214, 6), main, { dx: 34 }),
    solid('M144 140H336V196H144Z', accent, { dx: 30 }),
    fill('M144 140H336V150H144Z', accent.light),
    fill(boxPath(186, 246, 108, 100, 6), paper.base),
    fill('M186 288H294V304H186Z', accent.base),
    line('M204 268H276M204 324H250', main.pale, 5),
    shine('M166 212V376', 8, 0.24),
  ].join('');
}
