import { beforeNoun, type SegmentNames } from '../copy/segment-names.ts';
import type { Segment } from '../data/vocabulary.ts';
import type { Audience, Schedule } from '../delivery/campaign.ts';
import { printDay } from '../report/day-words.ts';

const number = new Intl.NumberFormat('en-IN');
const either = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const both = new Intl.ListFormat('en-GB');

export const printCount = (count: number) => number.format(count);

/** `1 mail`, `1,204 mails`. */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${number.format(count)} ${count === 1 ? noun : many}`;
}

/** `a, b and c`. */
export const listWords = (items: readonly string[]) => both.format(items);

/** Who is meant, one phrase for each condition, in the order of the file; none for everybody. */
export function audienceWords(audience: Audience, names: SegmentNames): readonly string[] {
  return (Object.keys(audience) as (keyof Audience)[]).flatMap((key) => {
    const condition = audience[key];
    if (condition === undefined) return [];
    if ('any' in condition || 'not' in condition) return [choiceWords(key, condition as Choice, names)];
    if ('from' in condition || 'to' in condition) return [daysWords(condition)];
    return [rangeWords(key, condition as Range)];
  });
}

type Choice = { readonly any: readonly string[] } | { readonly not: readonly string[] };
interface Range {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** What stands before and after the values of a field. */
const FIELDS: { readonly [K in keyof Audience]?: readonly [before: string, after: string] } = {
  segment: ['', 'customers'],
  buying_behavior: ['buying as', ''],
  city: ['in', ''],
  locale: ['reading', ''],
  preferred_contact_time: ['preferring the', ''],
  email_consent: ['consent', ''],
  interests: ['interested in', ''],
  pain_points: ['troubled by', ''],
  customer_id: ['customer', ''],
};

function choiceWords(key: keyof Audience, choice: Choice, names: SegmentNames): string {
  const isTurned = 'not' in choice;
  const values = (isTurned ? choice.not : choice.any).map((value) =>
    key === 'segment' ? beforeNoun(names, value as Segment) : value.replaceAll('_', ' '),
  );
  const [before, after] = FIELDS[key] ?? ['', ''];
  const words = `${before} ${either.format(values)} ${after}`.trim();
  return isTurned ? `not ${words}` : words;
}

const NUMBERS: { readonly [K in keyof Audience]?: readonly [what: string, unit: string] } = {
  engagement_score: ['engagement', ''],
  response_rate: ['response rate', ''],
  lifetime_value: ['lifetime value', ''],
  orders: ['orders', ''],
  days_since_last_order: ['last order', ' days ago'],
};

function rangeWords(key: keyof Audience, { min, max }: Range): string {
  const [what, unit] = NUMBERS[key] as readonly [string, string];
  const print = (value: number) =>
    key === 'response_rate' ? `${Math.round(value * 100)} %` : printCount(value);
  if (min === undefined) return `${what} at most ${print(max as number)}${unit}`;
  if (max === undefined) return `${what} at least ${print(min)}${unit}`;
  return `${what} ${print(min)} to ${print(max)}${unit}`;
}

function daysWords({ from, to }: NonNullable<Audience['join_date']>): string {
  if (from === undefined) return `joined until ${printDay(to as string)}`;
  if (to === undefined) return `joined since ${printDay(from)}`;
  return `joined ${printDay(from)} to ${printDay(to)}`;
}

/** When it goes, as the file has it. */
export function scheduleWords({ at, from, quiet_hours: quiet }: Schedule): string {
  return [
    at === 'now' ? 'at once' : 'at everybody’s preferred time, where they live',
    ...(from === undefined ? [] : [`not before ${from} there`]),
    ...(quiet === undefined ? [] : [`never between ${quiet.from} and ${quiet.to}`]),
  ].join(', ');
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `23 Nov, 09:00`, or `23 Nov 2026, 09:00` with the year, by the clocks of a zone. */
export function printMoment(iso: string, zone: string, hasYear = false): string {
  const key = `${zone} ${hasYear}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat('en-GB', {
      day: 'numeric',
      month: 'short',
      ...(hasYear ? { year: 'numeric' } : {}),
      hour: '2-digit',
      minute: '2-digit',
      timeZone: zone,
    });
  formats.set(key, format);
  return format.format(Date.parse(iso));
}

/** Bytes, of a mail or an attachment: `23.4 kB`, `1.2 MB`. */
export function printBytes(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
