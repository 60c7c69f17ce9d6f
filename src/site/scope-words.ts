import { ALL, lastCompleteMonth, periodBefore } from '../analytics/filter.ts';
import type { Figure, Scope } from '../charts/figure.ts';
import { BEHAVIOR_NAMES } from '../charts/palette.ts';
import { printDay } from '../report/day-words.ts';

/**
 * What the report is about: `312 VIP customers in Jaipur as of 30 Jun 2026. Jan 2026 – Mar 2026, compared with Oct 2025 –
 * Dec 2025; months count where a figure names them.`
 */
export function scopeWords(scope: Scope): string {
  const { filter, words, isComparable } = scope;
  const before = isComparable ? `, compared with ${words.period(periodBefore(filter.period))}` : '';
  return `${whoWords(scope)} as of ${printDay(scope.span.asOf)}. ${words.period(filter.period)}${before}; months count where a figure names them.${unfinished(scope)}`;
}

/** `312 VIP customers in Jaipur`. */
export function whoWords({ filter: { segment, behavior, city }, customers, words }: Scope): string {
  const kind = [
    ...(segment === ALL ? [] : [words.quoted(segment)]),
    ...(behavior === ALL ? [] : [`“${BEHAVIOR_NAMES[behavior].toLowerCase()}”`]),
    'customer',
  ].join(' ');
  return `${words.plural(customers, kind)}${city === ALL ? '' : ` in ${city}`}`;
}

/** A month that is not over counts only as far as it goes, beside whole ones. */
function unfinished({ filter, span, words }: Scope): string {
  const { to } = filter.period;
  return to > lastCompleteMonth(span)
    ? ` ${words.month(to)} is not over: it counts up to ${printDay(span.asOf)}, and nothing is compared.`
    : '';
}

/** Why a figure has nothing to show. */
export function emptyWords({ hasPeriod, nothing }: Figure, { customers, filter, words }: Scope): string {
  if (customers === 0) return 'Nobody matches this choice.';
  if (nothing !== undefined) return nothing;
  return `There is nothing to show here ${hasPeriod ? `for ${words.period(filter.period)}` : 'so far'}.`;
}
