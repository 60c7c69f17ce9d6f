import { PitchwrightError } from '../errors.ts';

/** One thing that is wrong with a file of `content/`, and where. */
export interface Problem {
  /** As messages name it: `content/locales/en/subjects.yaml`. */
  readonly file: string;
  /** Both from 1: of the value, or of the nearest key above it that exists. */
  readonly line: number;
  readonly column: number;
  /** The keys that lead to it; entries of a list are counted from 1. Empty for the file as a whole. */
  readonly path: readonly string[];
  /** The fact, with its keys and without file and line: `VIP › headline is missing; add it.` */
  readonly message: string;
  readonly hint?: string | undefined;
}

/** What is wrong with one file of `content/`, one by one. */
export class ContentError extends PitchwrightError {
  readonly problems: readonly Problem[];

  constructor(
    code: string,
    message: string,
    problems: readonly Problem[],
    options: { hint?: string; cause?: unknown } = {},
  ) {
    super(code, message, options);
    this.problems = problems;
  }
}

/** Entries of a list are counted from 1, as people count. */
export const printKey = (key: PropertyKey) => (typeof key === 'number' ? String(key + 1) : String(key));
