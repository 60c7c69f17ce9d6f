import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONTACT_TIMES } from '../../src/data/vocabulary.ts';
import { campaignSchema, type Schedule } from '../../src/delivery/campaign.ts';
import { dueAt, dueTimes, quietEnd } from '../../src/delivery/schedule.ts';
import { estimateSeconds, wavesOf } from '../../src/delivery/waves.ts';

const scheduleOf = (schedule: unknown): Schedule =>
  campaignSchema.parse({ title: 'Test', schedule }).schedule;

const person = (time_zone: string, preferred_contact_time: (typeof CONTACT_TIMES)[number] = 'morning') => ({
  time_zone,
  preferred_contact_time,
});

/** `dueAt` with the moment written in UTC, without seconds. */
const due = (schedule: unknown, who: ReturnType<typeof person>, from: string): string =>
  dueAt(scheduleOf(schedule), who, new Date(`${from}Z`))
    .toISOString()
    .slice(0, 16);

/** What a clock on the wall there shows. */
function wall(zone: string, at: Date): { readonly day: string; readonly time: string } {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const [day = '', time = ''] = parts.format(at).split(' ');
  return { day, time };
}

const kolkata = person('Asia/Kolkata');

describe('without a wish', () => {
  test('mail leaves now', () => {
    expect(due('now', kolkata, '2026-07-01T06:00')).toBe('2026-07-01T06:00');
  });

  test('or at a time of day and year, on the recipient’s own clock', () => {
    const schedule = { from: '2026-12-01 09:00' };
    expect(due(schedule, kolkata, '2026-07-01T06:00')).toBe('2026-12-01T03:30');
    expect(due(schedule, person('America/New_York'), '2026-07-01T06:00')).toBe('2026-12-01T14:00');
    expect(due(schedule, kolkata, '2027-01-01T00:00')).toBe('2027-01-01T00:00');
  });

  test('the campaign’s zone stands in for one that is not known', () => {
    const schedule = { from: '2026-12-01 09:00', time_zone: 'Asia/Kolkata' };
    expect(due(schedule, person(''), '2026-07-01T06:00')).toBe('2026-12-01T03:30');
    expect(due({ from: '2026-12-01 09:00' }, person(''), '2026-07-01T06:00')).toBe('2026-12-01T09:00');
  });
});

describe('at the preferred time', () => {
  test.each([
    ['before it begins, mail waits', '2026-07-01T02:00', '2026-07-01T03:30'],
    ['when it begins, mail leaves', '2026-07-01T03:30', '2026-07-01T03:30'],
    ['while it lasts, mail leaves at once', '2026-07-01T05:29', '2026-07-01T05:29'],
    ['two hours later it is over until tomorrow', '2026-07-01T05:30', '2026-07-02T03:30'],
  ])('%s', (_, from, expected) => {
    expect(due('preferred', kolkata, from)).toBe(expected);
  });

  test('each time of day begins when the campaign says', () => {
    const schedule = { at: 'preferred', times: { evening: '23:00' } };
    expect(due(schedule, person('Asia/Kolkata', 'afternoon'), '2026-07-01T00:00')).toBe('2026-07-01T08:30');
    expect(due(schedule, person('Asia/Kolkata', 'evening'), '2026-07-01T00:00')).toBe('2026-07-01T17:30');
    // Half past midnight is still yesterday's evening.
    expect(due(schedule, person('Asia/Kolkata', 'evening'), '2026-07-01T19:00')).toBe('2026-07-01T19:00');
  });

  test('a start is waited for first', () => {
    const schedule = { at: 'preferred', from: '2026-12-01 12:00' };
    expect(due(schedule, kolkata, '2026-07-01T06:00')).toBe('2026-12-02T03:30');
  });
});

describe('in quiet hours', () => {
  const night = { quiet_hours: { from: '21:00', to: '08:30' } };
  const noon = { quiet_hours: { from: '12:00', to: '14:00' } };

  test.each([
    ['nothing leaves before midnight', night, '2026-07-01T15:30', '2026-07-02T03:00'],
    ['nor after it', night, '2026-07-01T23:00', '2026-07-02T03:00'],
    ['the end is not quiet any more', night, '2026-07-02T03:00', '2026-07-02T03:00'],
    ['the minute before they begin is not quiet yet', night, '2026-07-01T15:29', '2026-07-01T15:29'],
    ['within one day they end the same day', noon, '2026-07-01T07:00', '2026-07-01T08:30'],
  ])('%s', (_, schedule, from, expected) => {
    expect(due(schedule, kolkata, from)).toBe(expected);
  });

  test('they are stronger than a preferred time', () => {
    const schedule = { at: 'preferred', quiet_hours: { from: '18:00', to: '08:00' } };
    expect(due(schedule, person('Asia/Kolkata', 'evening'), '2026-07-01T06:00')).toBe('2026-07-02T02:30');
  });

  test('a mail that is ready asks once more', () => {
    const schedule = scheduleOf(night);
    const at = new Date('2026-07-01T16:00:00Z');
    expect(quietEnd(schedule, kolkata, at).toISOString()).toBe('2026-07-02T03:00:00.000Z');
    expect(quietEnd(scheduleOf('preferred'), kolkata, at)).toEqual(at);
  });
});

describe('when the clocks change', () => {
  const at = (time: string) => ({ at: 'preferred', times: { morning: time } });
  test.each([
    // Put forward: 02:30 does not come; as long after the gap as it would have been into it.
    ['Europe/Berlin', '02:30', '2026-03-29T00:00', '2026-03-29T01:30', '03:30'],
    ['America/New_York', '02:30', '2026-03-08T05:30', '2026-03-08T07:30', '03:30'],
    ['Australia/Lord_Howe', '02:10', '2026-10-03T14:00', '2026-10-03T15:40', '02:40'],
    // Put back: 02:30 comes twice; the first.
    ['Europe/Berlin', '02:30', '2026-10-24T22:00', '2026-10-25T00:30', '02:30'],
    ['America/New_York', '01:30', '2026-11-01T04:00', '2026-11-01T05:30', '01:30'],
    ['Australia/Lord_Howe', '01:45', '2026-04-04T13:00', '2026-04-04T14:45', '01:45'],
    // Never changed.
    ['Asia/Kolkata', '02:30', '2026-03-28T20:00', '2026-03-28T21:00', '02:30'],
  ])('%s at %s', (zone, time, from, expected, shown) => {
    expect(due(at(time), person(zone), from)).toBe(expected);
    expect(wall(zone, new Date(`${expected}Z`)).time).toBe(shown);
  });

  test('quiet hours that end in the hour that comes twice', () => {
    const schedule = { quiet_hours: { from: '22:00', to: '02:30' } };
    // The first 02:30 ends them; the clock then shows 02:00 again, which is quiet once more.
    expect(due(schedule, person('Europe/Berlin'), '2026-10-24T23:00')).toBe('2026-10-25T00:30');
    expect(due(schedule, person('Europe/Berlin'), '2026-10-25T01:10')).toBe('2026-10-25T01:30');
  });

  test('quiet hours that end in the hour that is skipped', () => {
    const schedule = { quiet_hours: { from: '22:00', to: '02:30' } };
    expect(due(schedule, person('Europe/Berlin'), '2026-03-29T00:00')).toBe('2026-03-29T01:30');
  });
});

describe('whatever the zone, the day and the wish', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC', ''];
  const minutes = fc.integer({ min: 0, max: 1439 });
  const clock = minutes.map(
    (at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`,
  );
  const schedules = fc.record({
    at: fc.constantFrom('now', 'preferred'),
    times: fc.record({ morning: clock, afternoon: clock, evening: clock }),
    quiet: fc.option(fc.tuple(clock, clock).filter(([from, to]) => from !== to)),
  });
  // Around the changes of the clocks of 2026, to the minute.
  const changes = ['2026-03-08', '2026-03-29', '2026-04-04', '2026-10-03', '2026-10-25', '2026-11-01'];
  const moments = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -2 * 1440, max: 2 * 1440 }))
    .map(([day, offset]) => new Date(Date.parse(day) + offset * 60_000));

  test('mail never leaves early, never in quiet hours, and at the wished time unless that is quiet', () => {
    fc.assert(
      fc.property(
        schedules,
        fc.constantFrom(...zones),
        fc.constantFrom(...CONTACT_TIMES),
        moments,
        ({ at, times, quiet }, zone, contact, from) => {
          const schedule = scheduleOf({
            at,
            times,
            ...(quiet && { quiet_hours: { from: quiet[0], to: quiet[1] } }),
          });
          const result = dueAt(schedule, person(zone, contact), from);
          expect(result.getTime()).toBeGreaterThanOrEqual(from.getTime());
          expect(result.getTime() - from.getTime()).toBeLessThan(3 * 86_400_000);
          const { time } = wall(zone === '' ? 'UTC' : zone, result);
          if (quiet) {
            const [start, end] = quiet;
            const isQuiet = start < end ? time >= start && time < end : time >= start || time < end;
            expect(isQuiet).toBe(false);
          }
          // Nothing else in the way, it waits for the time that was wished for, give or take the hour of a change.
          if (at === 'preferred' && !quiet && result > from) {
            const shift = minutesBetween(times[contact], time);
            expect(Math.min(shift, 1440 - shift)).toBeLessThanOrEqual(60);
          }
          if (at === 'now' && !quiet) expect(result).toEqual(from);
        },
      ),
      { numRuns: 500, seed: 7 },
    );
  });

  test('many are answered as one', () => {
    const schedule = scheduleOf({ at: 'preferred', quiet_hours: { from: '21:00', to: '08:00' } });
    const from = new Date('2026-03-29T00:10:00Z');
    const dueOf = dueTimes(schedule, from);
    for (const zone of [...zones, ...zones]) {
      for (const contact of CONTACT_TIMES) {
        expect(dueOf(person(zone, contact))).toEqual(dueAt(schedule, person(zone, contact), from));
      }
    }
  });
});

function minutesBetween(a: string, b: string): number {
  const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return Math.abs(minutesOf(a) - minutesOf(b));
}

describe('the waves of a plan', () => {
  const dues = ['2026-07-01T03:30:00.000Z', '2026-07-01T03:40:00.000Z', '2026-07-01T08:30:00.000Z'];

  test('are counted by the hour', () => {
    expect(wavesOf([...dues].reverse())).toEqual([
      { at: '2026-07-01T03:30:00.000Z', count: 2 },
      { at: '2026-07-01T08:30:00.000Z', count: 1 },
    ]);
    expect(wavesOf([])).toEqual([]);
  });

  test('last until the last mail is through', () => {
    expect(estimateSeconds(dues, ['smtp'], 1)).toBe(5 * 3600 + 1);
    expect(estimateSeconds(['2026-07-01T03:30:00Z', '2026-07-01T03:30:00Z'], ['smtp'], 0.01)).toBe(200);
    expect(estimateSeconds(dues, ['outbox'], undefined)).toBe(1);
    expect(estimateSeconds([], ['smtp'], 1)).toBe(0);
  });
});
