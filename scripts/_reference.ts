import { customerSchema, OPTIONAL_CUSTOMER_COLUMNS } from '../src/data/customer.ts';
import { CUSTOMER_TARGETS, MAPPING_KEYS, ORDER_TARGETS } from '../src/data/import/mapping.ts';
import { orderSchema } from '../src/data/order.ts';
import { PitchwrightError } from '../src/errors.ts';

/** The reference tables by the name of their markers: `<!-- columns -->…<!-- /columns -->`. */
const TABLES = { columns: printColumns, targets: printTargets };

/** Where they stand. */
export const REFERENCE = 'src/data/README.md';

/**
 * The reference with its tables printed anew from the schemas; everything outside the markers stays as it is.
 * @throws PitchwrightError `DOCS_MARKER_MISSING`
 */
export function fillTables(reference: string): string {
  return Object.entries(TABLES).reduce((text, [name, print]) => {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [from, to] = [text.indexOf(open), text.indexOf(close)];
    if (from === -1 || to < from) {
      throw new PitchwrightError('DOCS_MARKER_MISSING', `${REFERENCE} has no ${open}…${close}`, {
        hint: 'put both markers back, each on a line of its own',
      });
    }
    return `${text.slice(0, from + open.length)}\n\n${print()}\n\n${text.slice(to)}`;
  }, reference);
}

function printColumns(): string {
  const optional: readonly string[] = OPTIONAL_CUSTOMER_COLUMNS;
  return [
    { file: 'customers.csv', shape: customerSchema.shape },
    { file: 'orders.csv', shape: orderSchema.shape },
  ]
    .map(({ file, shape }) => {
      const rows = Object.entries(shape).map(([column, { description }]) => [
        `\`${column}\`${optional.includes(column) ? ' (optional)' : ''}`,
        description ?? '',
      ]);
      return printTable([`Column of \`${file}\``, 'What it holds'], rows);
    })
    .join('\n\n');
}

/** What a mapping may call a column of a file, and what else it may say. */
function printTargets(): string {
  return [
    { head: '`columns` of `kind: customers`', words: CUSTOMER_TARGETS },
    { head: '`columns` of `kind: orders`', words: ORDER_TARGETS },
    { head: 'Beside `kind` and `columns`', words: MAPPING_KEYS },
  ]
    .map(({ head, words }) => {
      const rows = Object.entries(words).map(([key, meaning]) => [`\`${key}\``, meaning]);
      return printTable([head, 'What it is'], rows);
    })
    .join('\n\n');
}

/** Padded, as the formatter wants it. */
function printTable(head: readonly string[], body: readonly (readonly string[])[]): string {
  const rows = [head, ...body].map((cells) => cells.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const [first = '', ...rest] = rows.map((cells) =>
    line(cells.map((cell, at) => cell.padEnd(widths[at] ?? 0))),
  );
  return [first, line(widths.map((width) => '-'.repeat(width))), ...rest].join('\n');
}
