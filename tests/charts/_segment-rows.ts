import { bandOf } from '../../src/analytics/bands.ts';
import type { ContactTimeRow } from '../../src/analytics/contact-times.ts';
import type { EngagementValueRow, PersonRow } from '../../src/analytics/engagement-value.ts';
import type { LifetimeValueRow } from '../../src/analytics/lifetime-value.ts';
import type { MixRow } from '../../src/analytics/mix.ts';
import type { PainRow } from '../../src/analytics/pain-points.ts';
import type { SegmentProfileRow } from '../../src/analytics/segment-profile.ts';
import { BEHAVIORS, CONTACT_TIMES, PAIN_POINTS, SEGMENTS } from '../../src/data/vocabulary.ts';

/** Answers about a thousand customers of a shop as it might be; in the order of SEGMENTS, not of the SQL. */
const SIZES = { VIP: 120, Returning: 380, New: 220, 'At-Risk': 280 } as const;

/** Customers by BEHAVIORS; then mean engagement, and lifetime value of each in thousands of minor units. */
const MIX = {
  VIP: [25, 20, 15, 45, 15],
  Returning: [65, 80, 60, 105, 70],
  New: [60, 45, 60, 20, 35],
  'At-Risk': [55, 45, 80, 30, 70],
} as const;
const ENGAGEMENT = { VIP: 76, Returning: 66, New: 62, 'At-Risk': 40 } as const;
const WORTH = { VIP: 1521, Returning: 501, New: 123, 'At-Risk': 429 } as const;

export const mixRows: readonly MixRow[] = SEGMENTS.flatMap((segment) =>
  BEHAVIORS.map((behavior, at) => {
    const customers = MIX[segment][at] as number;
    const mean = ENGAGEMENT[segment] + [1.3, -1.4, 2.2, -0.6, 3.1][at]!;
    return {
      segment,
      behavior,
      customers,
      engagement: customers * mean,
      value: customers * WORTH[segment] * 1000,
    };
  }),
);

/** The first band, then customers band by band. */
const CURVES = {
  VIP: [25, [29, 40, 28, 19, 4]],
  Returning: [19, [3, 8, 26, 86, 113, 82, 27, 29, 5, 0, 1]],
  New: [15, [3, 3, 29, 40, 39, 51, 21, 26, 6, 2]],
  'At-Risk': [14, [2, 0, 1, 13, 14, 24, 34, 27, 37, 35, 33, 32, 18, 9, 1]],
} as const;

export const lifetimeValueRows: readonly LifetimeValueRow[] = SEGMENTS.flatMap((segment) => {
  const [first, counts] = CURVES[segment];
  return counts
    .map((customers, at) => ({ segment, band: first + at, customers }))
    .filter(({ customers }) => customers > 0);
});

/** As many people as asked for, always the same ones: the engaged spend more. */
export function peopleOf(count: number): readonly PersonRow[] {
  let seed = 7;
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  return Array.from({ length: count }, (_, at) => {
    const segment = SEGMENTS[at % 4] as PersonRow['segment'];
    const noise = random() + random() + random() - 1.5;
    const engagement = Math.min(100, Math.max(0, Math.round((ENGAGEMENT[segment] + noise * 34) * 10) / 10));
    const value =
      random() < 0.03 ? 0 : Math.round(WORTH[segment] * 1000 * Math.exp(noise + (random() - 0.5) * 2));
    return { segment, engagement, value };
  });
}

export function gridOf(people: readonly PersonRow[], times = 1): readonly EngagementValueRow[] {
  const cells = new Map<number, EngagementValueRow>();
  for (const { engagement, value } of people) {
    const [step, band] = [Math.min(19, Math.floor(engagement / 5)), bandOf(value)];
    const key = step * 1000 + band;
    cells.set(key, { step, band, customers: (cells.get(key)?.customers ?? 0) + times });
  }
  return [...cells].sort(([a], [b]) => a - b).map(([, row]) => row);
}

export const profileRows: readonly SegmentProfileRow[] = [
  {
    segment: 'VIP',
    customers: 120,
    engagement: 9107.8,
    response: 43.73,
    known: 120,
    value: 182_569_154,
    orders: 1048,
    recent: 93,
  },
  {
    segment: 'Returning',
    customers: 380,
    engagement: 25_302.4,
    response: 121.28,
    known: 380,
    value: 190_561_171,
    orders: 1329,
    recent: 195,
  },
  {
    segment: 'New',
    customers: 220,
    engagement: 13_740.9,
    response: 63.33,
    known: 220,
    value: 26_959_927,
    orders: 234,
    recent: 219,
  },
  {
    segment: 'At-Risk',
    customers: 280,
    engagement: 11_115.5,
    response: 49.84,
    known: 280,
    value: 120_081_350,
    orders: 800,
    recent: 0,
  },
];

/** By PAIN_POINTS. */
const PAINS = {
  VIP: [16, 29, 26, 19, 14, 33, 20, 16, 17],
  Returning: [96, 89, 78, 54, 78, 89, 45, 71, 61],
  New: [58, 48, 43, 37, 56, 58, 30, 23, 34],
  'At-Risk': [74, 52, 47, 50, 59, 72, 35, 31, 27],
} as const;

export const painRows: readonly PainRow[] = SEGMENTS.flatMap((segment) =>
  PAIN_POINTS.map((pain, at) => ({
    segment,
    pain,
    customers: PAINS[segment][at] as number,
    of: SIZES[segment],
  })),
);

/** By CONTACT_TIMES: customers and their mean response rate. */
const TIMES = {
  VIP: [
    [50, 0.372],
    [30, 0.361],
    [40, 0.357],
  ],
  Returning: [
    [129, 0.32],
    [120, 0.329],
    [131, 0.309],
  ],
  New: [
    [60, 0.292],
    [80, 0.274],
    [80, 0.299],
  ],
  'At-Risk': [
    [84, 0.186],
    [90, 0.165],
    [106, 0.183],
  ],
} as const;

export const timeRows: readonly ContactTimeRow[] = SEGMENTS.flatMap((segment) =>
  CONTACT_TIMES.map((time, at) => {
    const [customers, rate] = TIMES[segment][at] as readonly [number, number];
    // Spread as a generated shop has it: a standard deviation of 0.12.
    return {
      time,
      segment,
      customers,
      response: customers * rate,
      known: customers,
      squares: customers * (rate ** 2 + 0.0144),
    };
  }),
);

/** The same shop, so many times as large: every sum of every row. */
export function larger<Row extends object>(rows: readonly Row[], times: number): readonly Row[] {
  const grow = (value: unknown, key: string) =>
    typeof value === 'number' && key !== 'band' && key !== 'step' ? value * times : value;
  return rows.map(
    (row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, grow(value, key)])) as Row,
  );
}
