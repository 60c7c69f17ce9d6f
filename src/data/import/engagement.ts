import { CONTACT_TIMES, type ContactTime } from '../vocabulary.ts';
import { type Habits, timeOf } from './habits.ts';

/** Points, days and orders; the points add up to 100. */
export const ENGAGEMENT = {
  recency: { points: 40, days: 365 },
  frequency: { points: 40, orders: 6, days: 365 },
  response: { points: 20, openWithin: 90 },
} as const;

/**
 * How near somebody is, 0 to 100 with one decimal:
 *
 * - 40 points for an order (or a visit) today, falling to 0 within a year;
 * - 40 points for 6 days with orders or more within the last year, fewer in proportion;
 * - 20 points for the share of mails answered or, where it is not known, for a mail opened within the last 90 days.
 */
export function engagementOf(
  { visits }: Pick<Habits, 'visits'>,
  asOf: number,
  said: { readonly lastSeen: number; readonly lastOpen: number; readonly responseRate: number },
): number {
  const { recency, frequency, response } = ENGAGEMENT;
  const last = Math.max(visits.at(-1) ?? -1, said.lastSeen);
  const near = last < 0 ? 0 : Math.max(0, 1 - Math.max(0, asOf - last) / recency.days);
  const often = Math.min(1, visits.filter((day) => day > asOf - frequency.days).length / frequency.orders);
  const opened = said.lastOpen >= 0 && asOf - said.lastOpen <= response.openWithin ? 1 : 0;
  const answers = said.responseRate > 0 ? said.responseRate : opened;
  const points = recency.points * near + frequency.points * often + response.points * answers;
  return Math.round(points * 10) / 10;
}

/** The time of day at which most lines were ordered or, without times, the last mail was opened; the morning if nothing is known. */
export function contactTimeOf({ times }: Pick<Habits, 'times'>, openedAt: number): ContactTime {
  const [morning, afternoon, evening] = times;
  if (morning + afternoon + evening === 0) return CONTACT_TIMES[openedAt < 0 ? 0 : timeOf(openedAt)];
  return CONTACT_TIMES[times.indexOf(Math.max(...times)) as 0 | 1 | 2];
}
