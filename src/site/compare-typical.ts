import { variantSlug } from './address.ts';
import type { SiteRow } from './site-row.ts';
import { type Variant, variants } from './variants.ts';

/** A variant that somebody gets. */
export interface TypicalOf {
  /** Its name in addresses. */
  readonly slug: string;
  readonly variant: Variant;
  /** The one whose mail is of median size among those in this language, or among all when nobody reads it. */
  readonly row: SiteRow;
}

export function typicalCustomers(rows: readonly SiteRow[], language: string): readonly TypicalOf[] {
  return variants(rows).flatMap((variant) => {
    const inLanguage = variant.rows.filter(({ locale }) => locale === language);
    const own = (inLanguage.length > 0 ? inLanguage : variant.rows).toSorted(
      (one, other) => one.htmlBytes - other.htmlBytes || (one.id < other.id ? -1 : 1),
    );
    const row = own[Math.floor((own.length - 1) / 2)];
    return row ? [{ slug: variantSlug(variant.segment, variant.behavior), variant, row }] : [];
  });
}
