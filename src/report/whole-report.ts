import { type Answers, answersOf, spanOf } from '../analytics/answers.ts';
import { coverageRows } from '../analytics/coverage.ts';
import { cohortUnit, isComparable, noFilter } from '../analytics/filter.ts';
import type { Scope } from '../charts/figure.ts';
import { type Names, wordsFor } from '../charts/words.ts';
import type { Copy, LocaleCopy } from '../copy/copy.ts';
import type { Workshop } from '../render/workshop.ts';

/** The report about everybody, in the usual period. */
export interface WholeReport {
  readonly scope: Scope;
  readonly answers: Answers;
}

/** @param picks of each customer, the ids of the products they are pitched. */
export async function wholeReport(
  { store, copy, model }: Pick<Workshop, 'store' | 'copy' | 'model'>,
  picks: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
): Promise<WholeReport> {
  const span = await spanOf(store);
  const filter = noFilter(span);
  const pitched = new Map<string, number>();
  for await (const each of picks) for (const id of each) pitched.set(id, (pitched.get(id) ?? 0) + 1);
  return {
    scope: {
      span,
      filter,
      unit: cohortUnit(span),
      isComparable: isComparable(filter.period, span),
      customers: store.facts.customers,
      words: wordsFor(copy.brand.currency, namesIn(copy)),
    },
    answers: {
      ...(await answersOf(store, filter, span)),
      coverage: coverageRows(model.products, pitched),
    },
  };
}

/** The catalogue's categories and the segments in the brand's default language. */
export function namesIn({ brand, locales, segments }: Copy): Names {
  const { labels } = locales.get(brand.locales[0] as string) as LocaleCopy;
  return {
    categories: Object.fromEntries(
      Object.entries(labels.categories).map(([category, name]) => [category, name({})]),
    ),
    segments: segments.names,
  };
}
