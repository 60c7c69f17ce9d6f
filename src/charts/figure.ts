import type { Answers } from '../analytics/answers.ts';
import type { PersonRow } from '../analytics/engagement-value.ts';
import type { CohortUnit, Filter, Span } from '../analytics/filter.ts';
import type { Palette } from './palette.ts';
import type { Words } from './words.ts';

/** One figure of the report: rows in, a sentence, a table and a drawing out. All pure; runs on both sides. */
export interface Figure<Name extends keyof Answers = keyof Answers> {
  /** Its anchor and the name of its files: `journey`. */
  readonly name: string;
  readonly title: string;
  /** The answer it shows. */
  readonly rows: Name;
  /** How much of the page's width it takes. */
  readonly span: 'half' | 'full';
  /** Whether the period of the filter changes it; segment, behaviour and city always do. */
  readonly hasPeriod: boolean;
  /** How it is computed, in plain sentences for a reader who wants to check it. */
  readonly method: string;
  /** Said in place of the figure when there are customers and nothing to draw; a sentence. */
  readonly nothing?: string;
  /** Whether there is nothing to draw. */
  isEmpty(rows: Answers[Name]): boolean;
  /** The one thing to take away, computed from the rows, with a full stop; for rows that are not empty. */
  finding(rows: Answers[Name], scope: Scope): string;
  /** The same rows as numbers. */
  table(rows: Answers[Name], scope: Scope): Table;
  /** For rows that are not empty. */
  draw(rows: Answers[Name], pen: Pen): SVGSVGElement;
}

/** What the rows are about. */
export interface Scope {
  readonly span: Span;
  readonly filter: Filter;
  /** Whether the dataset covers the period before the filter's. */
  readonly isComparable: boolean;
  readonly unit: CohortUnit;
  /** How many customers the filter chooses. */
  readonly customers: number;
  readonly words: Words;
  /** Single customers, when they are few enough to be drawn and nothing is filtered. */
  readonly people?: readonly PersonRow[];
}

/** What a figure is drawn with. */
export interface Pen {
  readonly document: Document;
  /** CSS pixels; a figure must be readable from 320 on. */
  readonly width: number;
  readonly palette: Palette;
  readonly scope: Scope;
}

export interface Table {
  readonly head: readonly { readonly label: string; readonly isNumber: boolean }[];
  readonly body: readonly (readonly Cell[])[];
}

/** `text` for people, `raw` for a spreadsheet: money in currency units with a point, shares as 0…1, months as YYYY-MM. */
export interface Cell {
  readonly text: string;
  readonly raw: string | number;
}

/** Keeps the type of one figure's rows while it is written. */
export function figure<Name extends keyof Answers>(each: Figure<Name>): Figure<Name> {
  return each;
}

export const text = (words: string): Cell => ({ text: words, raw: words });
export const number = (printed: string, raw: number): Cell => ({ text: printed, raw });

/** Columns from their labels; a label that starts with `#` is a column of numbers. */
export function head(...labels: readonly string[]): Table['head'] {
  return labels.map((label) => ({ label: label.replace(/^#/, ''), isNumber: label.startsWith('#') }));
}
