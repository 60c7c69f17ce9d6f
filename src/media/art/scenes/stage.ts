import type { Surface } from '../../../copy/brand.ts';
import { fromOklch, mix, toOklch } from '../oklch.ts';
import { type Tone, toneOf } from '../tones.ts';

/** A scene is drawn on 1200 × 520, over its surface's ground; the picture is shown at half that size. */
export type Scene = (stage: Stage) => string;

/** Paints that harmonise with a surface because each lies between two of its colours; `share` runs 0–1 from the ground. */
export interface Stage {
  readonly ground: string;
  readonly accent: string;
  /** Towards the text: what is nearer or drawn. */
  readonly veil: (share: number) => string;
  /** Towards the accent: what is warm. */
  readonly glow: (share: number) => string;
  /** Towards cream: what catches light. */
  readonly lit: (share: number) => string;
  /** Towards the dark of the ground's own hue, however dark the ground is: what stands against the light. */
  readonly dusk: (share: number) => string;
  /** The sun, a flame, a lit window: warm under every accent. */
  readonly sun: string;
  readonly clay: Tone;
  /** Leaves in full growth, and younger ones. */
  readonly green: Tone;
  readonly sprout: Tone;
}

const CREAM = '#fff8ea';
const SUN = '#f5bd52';
const CLAY = '#dd8a5a';
const LEAF = '#4f8f60';
const SPROUT = '#86b878';

export function stageOf({ ground, text, accent }: Surface): Stage {
  const [paper, ink] = [toOklch(ground), toOklch(text)];
  const dark = ink.l < paper.l ? text : fromOklch({ l: paper.l * 0.42, c: paper.c * 0.7, h: paper.h });
  return {
    ground,
    accent,
    veil: (share) => mix(ground, text, share),
    glow: (share) => mix(ground, accent, share),
    lit: (share) => mix(ground, CREAM, share),
    dusk: (share) => mix(ground, dark, share),
    sun: mix(SUN, ground, 0.06),
    clay: toneOf(mix(CLAY, ground, 0.08)),
    green: toneOf(mix(LEAF, ground, 0.12)),
    sprout: toneOf(mix(SPROUT, ground, 0.12)),
  };
}
