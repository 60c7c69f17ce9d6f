import { fromOklch, mix, toOklch } from './oklch.ts';

/** One material under one light, from lit to unlit. */
export interface Tone {
  readonly pale: string;
  readonly light: string;
  readonly base: string;
  readonly shade: string;
  readonly deep: string;
}

/** All that a drawing may paint with. */
export interface Colors {
  readonly main: Tone;
  readonly accent: Tone;
  /** The room behind: wall, niche in the wall, and the top that things stand on. */
  readonly wall: string;
  readonly niche: string;
  readonly top: string;
  /** Paper, wax, clock face. */
  readonly paper: Tone;
  /** Living leaves: the accent where it is a green. */
  readonly leaf: Tone;
  /** Petals: the first of colour and accent that is no green. */
  readonly bloom: Tone;
  /** Shadows, wicks, thin dark lines. */
  readonly ink: string;
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

export function toneOf(color: string): Tone {
  const { l, c, h } = toOklch(color);
  const step = (by: number, chroma: number) => fromOklch({ l: clamp(l + by, 0.2, 0.985), c: c * chroma, h });
  return {
    pale: fromOklch({ l: l + (0.975 - l) * 0.7, c: c * 0.4, h }),
    light: step(0.07, 0.9),
    base: color,
    shade: step(-0.07, 1),
    deep: step(-0.17, 0.95),
  };
}

/** Warm plaster: every room is this, tinted, so that all pictures belong to one house. */
const PLASTER = '#fbf7f0';

/** Above this lightness a thing would vanish into a room of its own colour. */
const LIGHT_THING = 0.78;
/** Below this chroma a thing lends its room no colour. */
const GREY_THING = 0.03;

const SAGE = '#6f8f66';

function isGreen(color: string): boolean {
  const { l, c, h } = toOklch(color);
  return l < 0.8 && c > 0.02 && h > 1.95 && h < 3.3;
}

/** The room takes a middle tone of the thing's hue; of the accent's hue where the thing is too light or too grey. */
export function colorsOf(color: string, accent: string): Colors {
  const thing = toOklch(color);
  const isLight = thing.l > LIGHT_THING;
  const { c, h } = isLight || thing.c < GREY_THING ? toOklch(accent) : thing;
  const tint = fromOklch({ l: isLight ? 0.66 : 0.74, c: Math.min(c, 0.085), h });
  return {
    main: toneOf(color),
    accent: toneOf(accent),
    wall: mix(PLASTER, tint, 0.1),
    niche: mix(PLASTER, tint, 0.34),
    top: mix(PLASTER, tint, 0.2),
    paper: toneOf('#f8f3ea'),
    leaf: toneOf(isGreen(accent) ? accent : SAGE),
    bloom: toneOf(isGreen(color) ? accent : color),
    ink: fromOklch({ l: 0.28, c: Math.min(c, 0.035), h }),
  };
}
