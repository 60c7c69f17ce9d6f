/**
 * Bands of lifetime value, wider as the value grows, six to a decade: 1, 1.5, 2, 3, 5, 7, 10… currency units.
 * Band 0 is nothing spent, band 1 is less than one unit, band 2 starts at 1.
 */
const STEPS = [1, 1.5, 2, 3, 5, 7] as const;

/** The lower edge of a band, minor units. */
export function bandFrom(band: number): number {
  if (band < 2) return band;
  const step = STEPS[(band - 2) % STEPS.length] as number;
  return Math.round(step * 100 * 10 ** Math.floor((band - 2) / STEPS.length));
}

/** The edge that a band ends before, minor units. */
export function bandTo(band: number): number {
  return band === 0 ? 1 : bandFrom(band + 1);
}

/** The band of an amount of money, minor units. */
export function bandOf(minor: number): number {
  if (minor < 100) return minor === 0 ? 0 : 1;
  let band = 2;
  while (bandFrom(band + 1) <= minor) band += 1;
  return band;
}

/** Engagement in steps of 5: 0 is 0 to below 5, 19 is 95 to 100. */
export const ENGAGEMENT_STEP = 5;
export const ENGAGEMENT_STEPS = 20;
