import type { SegmentNames } from '../copy/segment-names.ts';
import { formatMoney } from '../pitch/money-format.ts';
import type { Site } from './site.ts';
import type { SiteRow } from './site-row.ts';

/** Rows on one static page of the list. */
export const PAGE_SIZE = 100;

export function pageCount(total: number): number {
  return Math.max(1, Math.ceil(total / PAGE_SIZE));
}

/**
 * The list as columns: a third of the size of rows, and quick to search. Long columns of text are joined with line
 * feeds, which no field can hold.
 */
export interface ListColumns {
  readonly currency: string;
  readonly total: number;
  readonly ids: string;
  readonly names: string;
  readonly segments: Coded;
  /** What is read in place of their keys. */
  readonly segmentNames: SegmentNames;
  readonly behaviors: Coded;
  readonly groups: Coded;
  readonly cities: Coded;
  /** Whether there is an address to write to. */
  readonly reach: Coded;
  readonly engagement: readonly number[];
  readonly orders: readonly number[];
  /** Minor units. */
  readonly lifetimeValue: readonly number[];
}

/** The distinct values, and for each row the index of its own. */
export interface Coded {
  readonly values: readonly string[];
  readonly codes: readonly number[];
}

export function listColumns({ rows, workshop }: Site): ListColumns {
  return {
    currency: workshop.copy.brand.currency,
    total: rows.length,
    ids: rows.map(({ id }) => id).join('\n'),
    names: rows.map(({ name }) => name.replace(/\s+/g, ' ')).join('\n'),
    segments: coded(rows.map(({ segment }) => segment)),
    segmentNames: workshop.copy.segments.names,
    behaviors: coded(rows.map(({ behavior }) => behavior)),
    groups: coded(rows.map(({ group }) => group)),
    cities: coded(rows.map(({ city }) => city)),
    reach: coded(rows.map(({ reach }) => reach)),
    engagement: rows.map(({ engagement }) => engagement),
    orders: rows.map(({ orders }) => orders),
    lifetimeValue: rows.map(({ lifetimeValue }) => lifetimeValue),
  };
}

function coded(column: readonly string[]): Coded {
  const places = new Map<string, number>();
  const codes = column.map((value) => {
    const known = places.get(value);
    if (known !== undefined) return known;
    places.set(value, places.size);
    return places.size - 1;
  });
  return { values: [...places.keys()], codes };
}

export function valueAt({ values, codes }: Coded, at: number): string {
  return values[codes[at] as number] as string;
}

/** What the list calls the values of `reach`, in the order they are offered. */
export const REACH = { address: 'With an address', none: 'No address' } as const;
/** Stands beside the id of those without. */
export const NO_ADDRESS_MARK = 'no address';

/** One row as the table prints it, on the server and in the browser alike. */
export function printedRow(
  row: Pick<SiteRow, 'lifetimeValue' | 'behavior' | 'engagement'>,
  currency: string,
) {
  return {
    behavior: row.behavior.replaceAll('_', ' '),
    engagement: String(row.engagement),
    lifetimeValue: formatMoney(row.lifetimeValue, currency, 'en', true),
  };
}
