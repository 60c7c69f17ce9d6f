import type { Behavior, ContactTime, PainPoint } from '../vocabulary.ts';

/** How somebody with a buying behaviour shops. Chances are 0 to 1. */
export interface Temperament {
  /** Visits, compared with the others of the segment. */
  readonly pace: number;
  /** Shape of the gaps between visits: 1 is pure chance, more is steadier, less is in bursts. */
  readonly regularity: number;
  /** Exponent on the day's demand: 0 would ignore the season. */
  readonly seasonality: number;
  /** Chance of one more product on the same day. */
  readonly extra: number;
  /** Chance that a visit is for something that goes with an earlier purchase. */
  readonly companion: number;
  /** Chance of buying a used-up product again when it runs out. */
  readonly refill: number;
  /** Chance of waiting for a coupon. */
  readonly coupon: number;
  /** How strictly products follow the interests: 0 would ignore them. */
  readonly focus: number;
  /** Preferred price against the middle of the catalogue, as a natural logarithm. */
  readonly priceTaste: number;
  readonly contactTimes: Readonly<Record<ContactTime, number>>;
  readonly painPoints: Readonly<Record<PainPoint, number>>;
}

export const TEMPERAMENTS: Readonly<Record<Behavior, Temperament>> = {
  impulse_buyer: {
    pace: 1.1,
    regularity: 0.6,
    seasonality: 0.9,
    extra: 0.18,
    companion: 0.24,
    refill: 0.12,
    coupon: 0.12,
    focus: 0.7,
    priceTaste: -0.15,
    contactTimes: { morning: 10, afternoon: 25, evening: 65 },
    painPoints: {
      budget: 3,
      time: 8,
      quality: 2,
      trust: 2,
      choice_overload: 7,
      delivery: 8,
      support: 2,
      sustainability: 2,
      complexity: 5,
    },
  },
  researcher: {
    pace: 0.85,
    regularity: 2.5,
    seasonality: 0.8,
    extra: 0.06,
    companion: 0.26,
    refill: 0.2,
    coupon: 0.05,
    focus: 1.3,
    priceTaste: 0.3,
    contactTimes: { morning: 25, afternoon: 55, evening: 20 },
    painPoints: {
      budget: 2,
      time: 2,
      quality: 9,
      trust: 8,
      choice_overload: 7,
      delivery: 1,
      support: 4,
      sustainability: 5,
      complexity: 5,
    },
  },
  bargain_hunter: {
    pace: 1,
    regularity: 1,
    seasonality: 1.25,
    extra: 0.13,
    companion: 0.18,
    refill: 0.15,
    coupon: 0.72,
    focus: 0.9,
    priceTaste: -0.35,
    contactTimes: { morning: 20, afternoon: 30, evening: 50 },
    painPoints: {
      budget: 16,
      time: 2,
      quality: 4,
      trust: 4,
      choice_overload: 4,
      delivery: 6,
      support: 1,
      sustainability: 1,
      complexity: 2,
    },
  },
  loyal: {
    pace: 1.1,
    regularity: 3,
    seasonality: 0.7,
    extra: 0.1,
    companion: 0.28,
    refill: 0.5,
    coupon: 0.06,
    focus: 1.1,
    priceTaste: 0.1,
    contactTimes: { morning: 62, afternoon: 23, evening: 15 },
    painPoints: {
      budget: 2,
      time: 6,
      quality: 7,
      trust: 2,
      choice_overload: 2,
      delivery: 5,
      support: 6,
      sustainability: 7,
      complexity: 2,
    },
  },
  seasonal: {
    pace: 0.9,
    regularity: 1,
    seasonality: 2,
    extra: 0.16,
    companion: 0.22,
    refill: 0.12,
    coupon: 0.15,
    focus: 0.9,
    priceTaste: 0,
    contactTimes: { morning: 28, afternoon: 42, evening: 30 },
    painPoints: {
      budget: 5,
      time: 7,
      quality: 3,
      trust: 3,
      choice_overload: 5,
      delivery: 9,
      support: 2,
      sustainability: 3,
      complexity: 3,
    },
  },
};
