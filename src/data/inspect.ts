import { basename } from 'node:path';
import type { z } from 'zod';
import { customerSchema, OPTIONAL_CUSTOMER_COLUMNS } from './customer.ts';
import type { Day } from './days.ts';
import { printMoney } from './fields.ts';
import { orderSchema } from './order.ts';
import { type CsvRow, readCsv } from './read-csv.ts';

/** One thing wrong with a file; `fix` completes the sentence. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly fact: string;
  readonly fix: string;
}

export interface Inspection {
  /** The first `limit` problems, file by file in the order of lines. */
  readonly problems: readonly Problem[];
  readonly total: number;
}

type Report = (problem: Problem) => void;
type Fields = Readonly<Record<string, string>>;

/**
 * Reads both files with the schemas and says everything that is wrong, with file, line and fix. It is the authority
 * on what a valid dataset is; the store's own check is a faster form of the same rules.
 */
export async function inspectDataset(
  paths: { readonly customers: string; readonly orders: string },
  asOf: Day | undefined,
  limit = 20,
): Promise<Inspection> {
  const problems: Problem[] = [];
  let total = 0;
  const report: Report = (problem) => {
    total += 1;
    if (problems.length < limit) problems.push(problem);
  };

  const people = new Map<string, { line: number; lifetimeValue: number; spent: number }>();
  const folders = new Map<string, { readonly id: string; readonly line: number }>();
  // A customer whose row is wrong elsewhere still exists: their orders are not orders of nobody.
  const mentioned = new Set<string>();
  const mention = (raw: Fields) => mentioned.add(raw.customer_id ?? '');
  await readTable(paths.customers, customerSchema, OPTIONAL_CUSTOMER_COLUMNS, report, mention, (row, at) => {
    // Where letter case does not count, two such ids would share one folder of the site.
    const folder = row.customer_id.toLowerCase();
    const first = folders.get(folder);
    if (first) {
      const how = first.id === row.customer_id ? 'is already' : `differs only in case from "${first.id}"`;
      at(
        `customer_id "${row.customer_id}" ${how} on line ${first.line}`,
        'give every customer one row and one id',
      );
      return;
    }
    folders.set(folder, { id: row.customer_id, line: at.line });
    people.set(row.customer_id, { line: at.line, lifetimeValue: row.lifetime_value, spent: 0 });
    if (asOf && row.join_date > asOf)
      at(`join_date ${row.join_date} is after the analysis date ${asOf}`, DATE_FIX);
  });

  const orderLines = new Map<string, number>();
  await readTable(
    paths.orders,
    orderSchema,
    [],
    report,
    () => {},
    (row, at) => {
      const first = orderLines.get(row.order_id);
      if (first)
        at(`order_id "${row.order_id}" is already on line ${first}`, 'give every order row its own id');
      else orderLines.set(row.order_id, at.line);
      if (asOf && row.order_date > asOf)
        at(`order_date ${row.order_date} is after the analysis date ${asOf}`, DATE_FIX);
      const person = people.get(row.customer_id);
      if (person) person.spent += row.amount;
      else if (mentioned.size + people.size > 0 && !mentioned.has(row.customer_id)) {
        at(
          `customer_id "${row.customer_id}" is not in ${basename(paths.customers)}`,
          'add the customer or remove the order',
        );
      }
    },
  );

  // An unread order would make every total look wrong, so totals are compared only when all orders were read.
  if (total === 0) {
    for (const { line, lifetimeValue, spent } of people.values()) {
      if (lifetimeValue === spent) continue;
      report({
        file: basename(paths.customers),
        line,
        fact: `lifetime_value is ${printMoney(lifetimeValue)}, but the customer's orders add up to ${printMoney(spent)}`,
        fix:
          spent < 1e12
            ? `write ${printMoney(spent)}, or mend the orders`
            : 'mend the orders: 9999999999.99 is the most',
      });
    }
  }
  return { problems, total };
}

const DATE_FIX = 'correct the date, or as_of in dataset.json';

type At = ((fact: string, fix: string) => void) & { readonly line: number };

async function readTable<T extends z.ZodObject>(
  path: string,
  schema: T,
  optional: readonly string[],
  report: Report,
  onBadRow: (raw: Fields) => void,
  onRow: (row: z.output<T>, at: At) => void,
): Promise<void> {
  const file = basename(path);
  let header: readonly string[] | undefined;
  let isReadable = true;
  await readCsv(path, ({ line, fields, quoteError }: CsvRow) => {
    const at = Object.assign((fact: string, fix: string) => report({ file, line, fact, fix }), { line });
    if (!header) {
      header = fields;
      const problems = headerProblems(fields, Object.keys(schema.shape), optional);
      for (const [fact, fix] of problems) at(fact, fix);
      isReadable = problems.length === 0;
      return;
    }
    // With a wrong header every row would be wrong in the same way.
    if (!isReadable) return;
    if (quoteError) {
      at(
        `a quoted field goes wrong (${quoteError.toLowerCase()})`,
        'write a quote inside a field twice ("")',
      );
      return;
    }
    if (fields.length !== header.length) {
      at(
        `the row has ${fields.length} fields, the header has ${header.length}`,
        'put fields that contain commas in double quotes',
      );
      return;
    }
    const raw: Fields = Object.fromEntries(header.map((name, index) => [name, fields[index] ?? '']));
    if (fields.some((field) => field.includes('\uFFFD'))) {
      at('the row is not UTF-8 text', 'save the file as "CSV UTF-8"');
      return;
    }
    const result = schema.safeParse(raw);
    if (result.success) onRow(result.data, at);
    else {
      onBadRow(raw);
      for (const issue of result.error.issues) at(...issueWords(issue, raw));
    }
  });
  if (!header)
    report({ file, line: 1, fact: 'the file is empty', fix: 'begin it with a row of column names' });
}

/** What is wrong with a header row, as [fact, fix]. */
export function headerProblems(
  header: readonly string[],
  columns: readonly string[],
  optional: readonly string[],
): readonly [string, string][] {
  const missing = columns.filter((column) => !optional.includes(column) && !header.includes(column));
  const twice = header.filter((name, index) => name !== '' && header.indexOf(name) !== index);
  const problems: [string, string][] = [];
  if (missing.length > 0) {
    const semicolons = header.length === 1 && (header[0] ?? '').includes(';');
    problems.push([
      `the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing`,
      semicolons
        ? 'separate the columns with commas, not semicolons'
        : `the header needs ${columns.join(', ')}`,
    ]);
  }
  for (const name of new Set(twice)) problems.push([`the column "${name}" stands twice`, 'keep one of them']);
  return problems;
}

function issueWords(issue: z.core.$ZodIssue, raw: Fields): [string, string] {
  const field = String(issue.path[0] ?? '');
  const whole = raw[field];
  if (whole === undefined) return [`the column ${field} is missing`, 'add it to the header'];
  // In a list the second part of the path is the place of the value.
  const value = typeof issue.path[1] === 'number' ? whole.split('|')[issue.path[1]] : whole;
  return [`${field} is ${value === '' ? 'empty' : `"${shorten(value ?? '')}"`}`, issue.message];
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** `customers.csv line 14: segment is "vipp"; use VIP, Returning, New or At-Risk.` */
export function printProblem({ file, line, fact, fix }: Problem): string {
  return `${file} line ${line}: ${fact}; ${fix}.`;
}
