import type { Figure, Scope } from '../charts/figure.ts';
import type { Surroundings } from '../charts/print-svg.ts';
import { printDay } from '../report/day-words.ts';
import { whoWords } from './scope-words.ts';

/** What a figure's file says around the drawing: it may be shown far from the page. */
export function surroundingsOf(
  { title, hasPeriod }: Figure,
  finding: string,
  scope: Scope,
  brand: string,
): Surroundings {
  const asOf = `as of ${printDay(scope.span.asOf)}`;
  const when = hasPeriod ? `${scope.words.period(scope.filter.period)}, ${asOf}` : asOf;
  return { title, finding, note: `${brand}, ${whoWords(scope)}, ${when}` };
}

/** `vip-researcher-jaipur-2026-01-2026-03`: what a filter adds to the name of a file. */
export function filterSlug({ filter: { segment, behavior, city, period } }: Scope): string {
  return [segment, behavior, city, period.from, period.to]
    .filter((part) => part !== '*')
    .join('-')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
