import { customerSchema, OPTIONAL_CUSTOMER_COLUMNS } from '../src/data/customer.ts';
import { orderSchema } from '../src/data/order.ts';
import { PitchwrightError } from '../src/errors.ts';

/** The reference tables by the name of their markers: `<!-- columns -->…<!-- /columns -->`. */
const TABLES = { columns: printColumns };

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
