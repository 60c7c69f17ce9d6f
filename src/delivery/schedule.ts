import { Temporal } from 'temporal-polyfill';
import type { Customer } from '../data/customer.ts';
import type { Schedule } from './campaign.ts';

/**
 * When mail may leave, by the clock on the recipient's own wall. One rule for the days on which clocks are put forward
 * or back, Temporal's `compatible`: a time that comes twice means the first; a time that is skipped means as long after
 * the gap as it would have been into it.
 */
type Person = Pick<Customer, 'time_zone' | 'preferred_contact_time'>;

/** How long a preferred time lasts. */
const WINDOW_HOURS = 2;

/**
 * The first moment at or after `from` that suits somebody: not before the schedule's start, within their preferred time
 * when it is asked for, and never in quiet hours, which are stronger than a preferred time.
 */
export function dueAt(schedule: Schedule, person: Person, from: Date): Date {
  const zone = zoneOf(schedule, person);
  let at = Temporal.Instant.fromEpochMilliseconds(from.getTime());
  if (schedule.from !== undefined) {
    at = later(
      at,
      Temporal.PlainDateTime.from(schedule.from.replace(' ', 'T')).toZonedDateTime(zone).toInstant(),
    );
  }
  if (schedule.at === 'preferred') {
    at = windowAt(at, zone, Temporal.PlainTime.from(schedule.times[person.preferred_contact_time]));
  }
  return new Date(awake(at, zone, schedule.quiet_hours).epochMilliseconds);
}

/** `at`, or the end of the quiet hours it falls into: to be asked again right before a mail leaves, as runs take time. */
export function quietEnd(schedule: Schedule, person: Person, at: Date): Date {
  const instant = Temporal.Instant.fromEpochMilliseconds(at.getTime());
  return new Date(awake(instant, zoneOf(schedule, person), schedule.quiet_hours).epochMilliseconds);
}

/** `dueAt` for many: people with the same zone and preferred time share the answer. */
export function dueTimes(schedule: Schedule, from: Date): (person: Person) => Date {
  const known = new Map<string, Date>();
  return (person) => {
    const key = `${person.time_zone} ${person.preferred_contact_time}`;
    const due = known.get(key) ?? dueAt(schedule, person, from);
    known.set(key, due);
    return due;
  };
}

function zoneOf(schedule: Schedule, person: Person): string {
  return person.time_zone === '' ? schedule.time_zone : person.time_zone;
}

/** `at` when it is within the window that opens at `opens` each day, else when it opens next. */
function windowAt(at: Temporal.Instant, zone: string, opens: Temporal.PlainTime): Temporal.Instant {
  const today = at.toZonedDateTimeISO(zone).toPlainDate();
  // The window of yesterday may last past midnight.
  for (const days of [-1, 0, 1, 2]) {
    const start = today.add({ days }).toZonedDateTime({ timeZone: zone, plainTime: opens }).toInstant();
    if (Temporal.Instant.compare(at, start.add({ hours: WINDOW_HOURS })) < 0) return later(at, start);
  }
  throw new Error(`no ${opens} in ${zone} after ${at}`);
}

function awake(at: Temporal.Instant, zone: string, quiet: Schedule['quiet_hours']): Temporal.Instant {
  if (quiet === undefined) return at;
  const local = at.toZonedDateTimeISO(zone);
  if (!isQuiet(local.toPlainTime(), quiet)) return at;
  const today = local.toPlainDate();
  const ends = [0, 1, 2].flatMap((days) =>
    // On the night that has an hour twice, both ends are looked at: the first may have passed.
    (['earlier', 'later'] as const).map((disambiguation) =>
      today
        .add({ days })
        .toPlainDateTime(Temporal.PlainTime.from(quiet.to))
        .toZonedDateTime(zone, { disambiguation })
        .toInstant(),
    ),
  );
  const end = ends
    .filter((each) => Temporal.Instant.compare(each, at) >= 0)
    .filter((each) => !isQuiet(each.toZonedDateTimeISO(zone).toPlainTime(), quiet))
    .sort(Temporal.Instant.compare)[0];
  if (end === undefined) throw new Error(`the quiet hours do not end in ${zone} after ${at}`);
  return end;
}

function isQuiet(time: Temporal.PlainTime, quiet: NonNullable<Schedule['quiet_hours']>): boolean {
  const clock = time.toString({ smallestUnit: 'minute' });
  return quiet.from < quiet.to
    ? clock >= quiet.from && clock < quiet.to
    : clock >= quiet.from || clock < quiet.to;
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) >= 0 ? a : b;
}
