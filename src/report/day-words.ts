import type { Day } from '../data/days.ts';

const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** `2026-06-30` → `30 Jun 2026`. */
export function printDay(day: Day): string {
  return format.format(Date.parse(day));
}

/** `12 days ago`, seen from the analysis date. */
export function ago(days: number): string {
  return days === 0 ? 'on the analysis date' : days === 1 ? '1 day ago' : `${days} days ago`;
}
