/** WCAG 2.2: normal text needs at least this against its ground. */
const READABLE = 4.5;

/** Contrast ratio of two colours written as #rrggbb, 1…21 (WCAG 2.2, "relative luminance"). */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** `wanted` when it can be read on every one of `grounds`, else `otherwise`. */
export function readable(wanted: string, otherwise: string, grounds: readonly string[]): string {
  return grounds.every((ground) => contrast(wanted, ground) >= READABLE) ? wanted : otherwise;
}

function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
