import type { BrandColors, Palette, Surface } from './brand.ts';

/** Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The pairs of brand colours on which text cannot be read well, each as a sentence. */
export function contrastProblems(colors: BrandColors): readonly string[] {
  const problems: string[] = [];
  const need = (place: string, text: string, ground: string, a: string, b: string) => {
    const ratio = contrast(a, b);
    if (ratio < 4.5)
      problems.push(`colors › ${place}: ${text} (${a}) on ${ground} (${b}) has ${ratio.toFixed(2)} : 1.`);
  };
  for (const mode of ['light', 'dark'] as const) {
    const palette: Palette = colors[mode];
    for (const ground of ['paper', 'panel'] as const) {
      for (const text of ['ink', 'muted', 'primary'] as const)
        need(mode, text, ground, palette[text], palette[ground]);
    }
    need(mode, 'muted', 'canvas', palette.muted, palette.canvas);
    need(mode, 'on_primary', 'primary', palette.on_primary, palette.primary);
  }
  for (const [segment, surface] of Object.entries(colors.segments) as [string, Surface][]) {
    need(`segments › ${segment}`, 'text', 'ground', surface.text, surface.ground);
    need(`segments › ${segment}`, 'on_accent', 'accent', surface.on_accent, surface.accent);
  }
  return problems;
}

function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
