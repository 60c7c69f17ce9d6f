import { DERIVATIONS, type Derivable } from '../../data/derived.ts';
import { LABELS } from '../derived-values.ts';

const number = new Intl.NumberFormat('en-IN');

/** 123456 → `1,23,456`, as everywhere on the site. */
export const count = (value: number) => number.format(value);

/** `1 row`, `2 rows`. */
export const plural = (value: number, noun: string) => `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

/** Something that an import worked out. */
export interface DerivedColumn {
  readonly label: string;
  readonly customers: string;
  /** Completes "Worked out …". */
  readonly how: string;
}

/** The most frequent first. @param derived customers by column. */
export function derivedColumns(derived: Readonly<Record<string, number>>): readonly DerivedColumn[] {
  return Object.entries(derived)
    .filter(([column]) => column in DERIVATIONS)
    .sort(([, a], [, b]) => b - a)
    .map(([column, customers]) => ({
      label: LABELS[column as Derivable],
      customers: count(customers),
      how: DERIVATIONS[column as Derivable],
    }));
}

/** 1234567 → `1.2 MB`. */
export function printBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
