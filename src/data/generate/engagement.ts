import type { Random } from './random.ts';

export interface Engagement {
  /** 0 to 100, one decimal. */
  readonly score: number;
  /** 0 to 1, two decimals. */
  readonly responseRate: number;
}

/** Recent and frequent buyers read more mail; the rest is the person. */
export function drawEngagement(
  random: Random,
  { daysSinceLastOrder, orders }: { daysSinceLastOrder: number; orders: number },
): Engagement {
  const inclination =
    0.62 - Math.min(daysSinceLastOrder, 540) / 300 + 0.42 * Math.log(orders) + 0.75 * random.normal();
  const score = 100 / (1 + Math.exp(-inclination));
  const responseRate = 0.03 + 0.5 * (score / 100) ** 1.4 + 0.05 * random.normal();
  return {
    score: Math.round(score * 10) / 10,
    responseRate: Math.round(Math.min(1, Math.max(0, responseRate)) * 100) / 100,
  };
}
