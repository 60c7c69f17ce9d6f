import type { Schedule } from './campaign.ts';

const number = new Intl.NumberFormat('en-IN');

/**
 * By whose clock a plan's times are, in clauses; none where no clock decides when mail leaves.
 * @param zones of the recipients; '' where theirs is not known.
 */
export function zoneNotes(schedule: Schedule, zones: readonly string[]): readonly string[] {
  const { at, quiet_hours, from, time_zone: zone } = schedule;
  if (at !== 'preferred' && quiet_hours === undefined && from === undefined) return [];
  const unknown = zones.filter((each) => each === '').length;
  const elsewhere = zones.filter((each) => each !== '' && each !== zone).length;
  const notes: string[] = [];
  if (unknown > 0) {
    const who =
      unknown === 1
        ? '1 of them has no time zone and is'
        : `${number.format(unknown)} of them have no time zone and are`;
    notes.push(`${who} taken to be in ${zone}: schedule › time_zone of the campaign`);
  }
  if (elsewhere > 0) {
    const who =
      elsewhere === 1
        ? '1 of them lives elsewhere and is'
        : `${number.format(elsewhere)} of them live elsewhere and are`;
    notes.push(`times are shown by the clock of ${zone}; ${who} written to by their own`);
  }
  return notes;
}
