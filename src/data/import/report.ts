import { z } from 'zod';
import { dateSchema } from '../fields.ts';
import { DATE_ORDERS } from './dates.ts';
import { ENCODINGS } from './encoding.ts';

const count = z.int().nonnegative();

const exampleSchema = z.strictObject({ row: count, line: count, field: z.string(), value: z.string() });

/** One reason for which rows were not taken, with the first of them. */
const reasonSchema = z.strictObject({ reason: z.string(), count, examples: z.array(exampleSchema) });

const fileSchema = z.strictObject({
  file: z.string(),
  kind: z.enum(['customers', 'orders']),
  /** Completes "recognised as …". */
  recognised: z.string(),
  by: z.enum(['own', 'preset', 'saved', 'proposed', 'given']),
  encoding: z.enum(ENCODINGS),
  /** `fixed` for columns at fixed places. */
  delimiter: z.string(),
  /** What we call it → the headers of the file. */
  columns: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  /** Columns of the file that nothing was read from. */
  ignored: z.array(z.string()),
  dates: z.array(
    z.strictObject({ column: z.string(), order: z.enum([...DATE_ORDERS, 'mixed']), because: z.string() }),
  ),
  /** Rows of data; always `accepted + merged + rejected`. */
  rows: count,
  /** Written: a customer, or a line of an order. */
  accepted: count,
  /** Folded into another row: a second row about a customer, a return and what it undid, an order of a file before. */
  merged: count,
  rejected: count,
  /** The file that the rejected rows are in, to be corrected; empty without any. */
  rejected_in: z.string().default(''),
  merges: z.array(
    z.strictObject({
      why: z.string(),
      count,
      /** The first hundred, each with the id of the customer, or of the order, that it went into. */
      rows: z.array(z.strictObject({ row: count, into: z.string() })).default([]),
    }),
  ),
  reasons: z.array(reasonSchema),
  notes: z.array(z.strictObject({ text: z.string(), count, example: z.string() })),
});

/** `import-report.json`: what became of every row. */
export const importReportSchema = z.strictObject({
  version: z.literal(1),
  as_of: dateSchema,
  files: z.array(fileSchema),
  totals: z.strictObject({
    rows: count,
    accepted: count,
    merged: count,
    rejected: count,
    customers: count,
    orders: count,
    /** The sum of all order lines, in minor units. */
    amount: count,
    /** Customers who are in no file of customers. */
    made_from_orders: count,
    /** Customers without an address: in the analytics, never mailed. */
    without_address: count,
    subscribed: count,
    unsubscribed: count,
    unknown: count,
    /** Customers whom a file calls subscribed and who withdrew before: they stay unsubscribed. */
    kept_unsubscribed: count,
  }),
  /** How many customers have a column that was worked out. */
  derived: z.record(z.string(), count),
  /** What was done with dates, duplicates, returns…, in sentences. */
  rules: z.array(z.string()),
  /** Sentences about the dataset as a whole. */
  notes: z.array(z.string()),
  /** Products of the catalogue that was made; `null` when none was. */
  catalogue: z.strictObject({ products: count, of: count }).nullable(),
});

export type ImportReport = z.output<typeof importReportSchema>;
export type FileReport = ImportReport['files'][number];
