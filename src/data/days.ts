/** Calendar days as `YYYY-MM-DD` strings; they sort and compare as text. No time zone, no clock. */
export type Day = string;

const MS = 86_400_000;

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MS);
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(day) + count * MS).toISOString().slice(0, 10);
}

/** Whole calendar months from `from` to `to`: 31 January → 28 February is 0, → 1 March is 1. */
export function monthsBetween(from: Day, to: Day): number {
  const [fy = 0, fm = 0, fd = 0] = from.split('-').map(Number);
  const [ty = 0, tm = 0, td = 0] = to.split('-').map(Number);
  return (ty - fy) * 12 + (tm - fm) - (td < fd ? 1 : 0);
}
