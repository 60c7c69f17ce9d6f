import type { SegmentNames } from '../../copy/segment-names.ts';
import type { ImportReport } from '../../data/import/report.ts';
import type { Product } from '../../data/product.ts';
import type { ModelCounts } from '../../pitch/counts.ts';
import type { CustomerRecord } from '../../store/store.ts';

/* What the Dataset page and its worker say to each other. */

export type FileKind = 'customers' | 'orders';

/** One column of a file that was opened. */
export interface SeenColumn {
  readonly header: string;
  /** Up to three values that differ. */
  readonly samples: readonly string[];
  /** What it is read as, joined with spaces; empty when it is not used. */
  readonly field: string;
  /** Why that was chosen; completes nothing, stands alone. */
  readonly why: string;
}

/** A file that was opened. */
export interface SeenFile {
  readonly name: string;
  readonly bytes: number;
  /** `undefined` when nobody can tell: a person has to say what the columns are. */
  readonly recognised: string | undefined;
  /** Whether its mapping is worth a look. */
  readonly isGuess: boolean;
  readonly kind: FileKind;
  /** How it is written: `UTF-8, separated by semicolons`. */
  readonly form: string;
  readonly columns: readonly SeenColumn[];
  /** Where the file may be of either kind: what its columns would be, by header. */
  readonly either: Readonly<Record<FileKind, ReadonlyMap<string, string>>> | undefined;
}

export type DateAnswer = 'dmy' | 'mdy' | 'ymd';
export type DecimalAnswer = 'point' | 'comma';

/** What a person says about one file. */
export interface FileChoice {
  readonly kind: FileKind;
  /** A person was asked which kind it is. */
  readonly isKindSaid?: boolean;
  /** By header, as in `SeenColumn`. */
  readonly fields: ReadonlyMap<string, string>;
  readonly dates?: DateAnswer | undefined;
  readonly decimal?: DecimalAnswer | undefined;
}

/** Something about one file that nothing in it proves. */
export interface OpenQuestion {
  /** Index of the file. */
  readonly file: number;
  readonly about: 'kind' | 'dates' | 'decimals';
  readonly column: string;
  readonly options: readonly {
    readonly answer: string;
    readonly label: string;
    readonly examples: readonly string[];
  }[];
}

export interface CheckProgress {
  readonly share: number;
  readonly words: string;
}

/** The files that an import would write. */
export type FileName =
  | 'customers.csv'
  | 'orders.csv'
  | 'rejected.csv'
  | `rejected-${number}.csv`
  | 'import-report.json'
  | 'mapping.yaml'
  | 'catalogue.yaml';

/** Rejected rows, each a line of JSON (`[file, row, line, field, value, reason]`). */
export interface RejectedRows {
  readonly lines: string;
  /** Lines in `lines`, which ends after a great many. */
  readonly shown: number;
  /** `file reason example` by their indexes → the line. */
  readonly places: Readonly<Record<string, number>>;
}

export interface Checked {
  readonly report: ImportReport;
  readonly files: Readonly<Partial<Record<FileName, Blob>>>;
  readonly rejected: RejectedRows;
  /** Which catalogue the mails would recommend from. */
  readonly catalogue: 'made' | 'own' | 'shop';
  /** Whether the files alone do not say it all: what a person said is in `mapping.yaml`. */
  readonly needsMapping: boolean;
}

/** Three customers to look at. */
export interface Trio {
  readonly picks: readonly { readonly because: string; readonly record: CustomerRecord }[];
  readonly counts: ModelCounts;
  /** The kit that their mails are made with. */
  readonly kit: Blob;
  readonly segmentNames: SegmentNames;
  /** How products look that the site has no picture of, by id. */
  readonly drawn: ReadonlyMap<string, Product['art']>;
}

/** What is asked of the worker, by the name of the answer it gives. */
export interface Questions {
  readonly seen: { readonly files: readonly File[] };
  readonly checked: { readonly choices: readonly FileChoice[] | undefined; readonly setting: string };
  readonly trio: { readonly turn: number; readonly kit: string };
}

export interface Answers {
  readonly seen: readonly SeenFile[];
  readonly checked: Checked | { readonly questions: readonly OpenQuestion[] };
  readonly trio: Trio;
}

/** A later question ends what goes on; whoever asked for that is told nothing. */
export type Asked = {
  [Name in keyof Questions]: { readonly id: number; readonly name: Name; readonly question: Questions[Name] };
}[keyof Questions];

export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
}

export type FromWorker =
  | { readonly id: number; readonly progress: CheckProgress }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failure: Failure };
