import { LineCounter, parseDocument, stringify } from 'yaml';
import { z } from 'zod';
import { PitchwrightError } from '../../errors.ts';
import { DATE_ORDERS } from './dates.ts';
import { headerKey } from './header-words.ts';
import { likeness } from './likeness.ts';

/** What a column of a file of customers can be, and what that is. */
export const CUSTOMER_TARGETS = {
  customer_id: 'their id',
  name: 'the whole name',
  first_name: 'the first name',
  last_name: 'the last name',
  email: 'the e-mail address',
  segment: 'VIP, Returning, New or At-Risk',
  interests: 'words such as home_decor, joined with |',
  city: 'the city',
  country: 'the country, as a name or a code',
  join_date: 'since when they are a customer',
  engagement_score: '0 to 100',
  rating: '1 to 5 stars, as Mailchimp gives them',
  preferred_contact_time: 'morning, afternoon or evening',
  pain_points: 'words such as budget, joined with |',
  buying_behavior: 'impulse_buyer, researcher, bargain_hunter, loyal or seasonal',
  response_rate: '0 to 1',
  lifetime_value: 'everything they paid so far',
  order_count: 'how often they ordered so far',
  locale: 'their language, as a tag such as en',
  time_zone: 'their time zone, such as Asia/Kolkata',
  email_consent: 'whether they may be mailed: yes or no; a general status is no yes',
  suppressed:
    'filled or yes: they may not be mailed; empty or no says nothing; an address in it may not be mailed, whoever has it',
  state: 'unsubscribed, bounced…: they may not be mailed; any other word says nothing',
  blocklisted: 'yes: they may not be mailed; no: they may',
  opted_in: 'when they said yes; empty says nothing',
  opted_out: 'when they said no; empty says nothing',
  last_changed: 'when the row last changed',
  last_active: 'when they were last seen',
  last_open: 'when they last opened a mail',
  currency: 'the currency of the amounts',
  derived: 'which columns an import worked out',
} as const;

/** What a column of a file of orders can be, and what that is. */
export const ORDER_TARGETS = {
  order_id: 'the id of the order; its lines may share it',
  customer_id: 'whose order it is',
  email: 'the address of the buyer',
  name: 'the name of the buyer',
  first_name: 'the first name of the buyer',
  last_name: 'the last name of the buyer',
  city: 'the city of the buyer',
  country: 'the country of the buyer',
  order_date: 'when it was bought',
  product_id: 'the id, SKU or stock code of the product',
  product_name: 'the name of the product',
  category: 'the category of the product',
  quantity: 'pieces; below 0 they came back',
  amount: 'paid for all pieces together',
  unit_price: 'paid for one piece',
  line_discount: 'taken off this line',
  order_discount: 'taken off the whole order',
  order_subtotal: 'paid for all lines of the order together',
  refunded: 'paid back for the order',
  cancelled: 'when the order was cancelled; empty: it was not',
  status: 'paid, refunded, cancelled…',
  email_consent: 'whether the buyer may be mailed',
  suppressed: 'filled or yes: the buyer may not be mailed; empty or no says nothing',
  currency: 'the currency of the amounts',
} as const;

export type CustomerTarget = keyof typeof CUSTOMER_TARGETS;
export type OrderTarget = keyof typeof ORDER_TARGETS;
export type Target = CustomerTarget | OrderTarget;

const keys = <T extends object>(targets: T) =>
  Object.keys(targets) as [keyof T & string, ...(keyof T & string)[]];

/** A header, or several of which the first one that is filled counts. */
const columnSchema = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** What a mapping may say beside `kind` and `columns`. */
export const MAPPING_KEYS = {
  constants: 'values that are the same for all rows, by the same words as columns',
  file: 'the name of the file; left out, the headers decide which file is meant',
  headers: 'all headers of the file it was made for: it is used again for files with exactly these',
  format: 'csv, or fixed: columns stand at fixed places and there is no header',
  names: 'of fixed: the names of the columns when white space stands between them',
  positions: 'of fixed: where each column begins and ends, in characters from 1',
  dates: 'the order of numeric dates, when the file does not prove it: dmy, mdy or ymd',
  decimal: 'the mark before decimals, when the file does not prove it: point or comma',
  not_used:
    'columns that sound as if they said who may not be mailed, and do not; without it such a column that no mapping uses is refused (IMPORT_CONSENT_UNCLEAR)',
  consent:
    'words of the consent column: subscribed: [...], unsubscribed: [...]; only words named here make a general status such as "active" a yes',
} as const;

const common = {
  file: z.string().min(1).optional(),
  headers: z.array(z.string()).optional(),
  format: z.enum(['csv', 'fixed']).default('csv'),
  names: z.array(z.string().min(1)).min(1).optional(),
  positions: z.record(z.string(), z.tuple([z.int().positive(), z.int().positive()])).optional(),
  dates: z.enum(DATE_ORDERS).optional(),
  decimal: z.enum(['point', 'comma']).optional(),
  not_used: z.array(z.string()).optional(),
  consent: z
    .strictObject({
      subscribed: z.array(z.string()).default([]),
      unsubscribed: z.array(z.string()).default([]),
    })
    .optional(),
} satisfies Record<Exclude<keyof typeof MAPPING_KEYS, 'constants'>, z.ZodType>;

/** What the columns of one file are. */
export const mappingSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('customers'),
      columns: z.partialRecord(z.enum(keys(CUSTOMER_TARGETS)), columnSchema),
      constants: z.partialRecord(z.enum(keys(CUSTOMER_TARGETS)), z.string()).default({}),
      ...common,
    }),
    z.strictObject({
      kind: z.literal('orders'),
      columns: z.partialRecord(z.enum(keys(ORDER_TARGETS)), columnSchema),
      constants: z.partialRecord(z.enum(keys(ORDER_TARGETS)), z.string()).default({}),
      ...common,
    }),
  ])
  .refine(({ format, file }) => format === 'csv' || file !== undefined, {
    message: 'a file of a fixed format has no headers: say which file it is',
    path: ['file'],
  })
  .refine(
    ({ format, names, positions }) =>
      (format === 'fixed') === (names !== undefined || positions !== undefined),
    {
      message: 'a fixed format needs names or positions, and no other format has them',
      path: ['format'],
    },
  );

export type Mapping = z.output<typeof mappingSchema>;

/** `data/mapping.yaml`, or what `--map` names. */
export const mappingFileSchema = z.strictObject({ files: z.array(mappingSchema) });

export type MappingFile = z.output<typeof mappingFileSchema>;

/**
 * Reads the text of a mapping file.
 * @param label how messages name it.
 * @throws PitchwrightError `IMPORT_MAPPING_INVALID`, with every key that is wrong.
 */
export function parseMappingFile(text: string, label: string): MappingFile {
  const hint = 'it looks like: files: [{ kind: customers, columns: { email: "E-Mail", name: "Full name" } }]';
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors[0];
  if (broken) {
    const { line } = lines.linePos(broken.pos[0]);
    throw new PitchwrightError('IMPORT_MAPPING_INVALID', `${label} line ${line}: ${broken.message}`, {
      hint,
      cause: broken,
    });
  }
  let value: unknown;
  try {
    value = document.toJS();
  } catch (cause) {
    throw new PitchwrightError('IMPORT_MAPPING_INVALID', `${label}: ${(cause as Error).message}`, {
      hint: 'write it without anchors (&…) and aliases (*…)',
      cause,
    });
  }
  const result = mappingFileSchema.safeParse(value);
  if (result.success) return result.data;
  const facts = result.error.issues.map(
    (issue) =>
      `${label}: ${issue.path.map((key) => (typeof key === 'number' ? key + 1 : String(key))).join(' › ') || 'the file'}: ${unknownWord(issue, value) ?? issue.message}`,
  );
  throw new PitchwrightError('IMPORT_MAPPING_INVALID', facts.join('\n'), { hint });
}

/** What to write instead of a word that is no field, or no key of a mapping; `undefined` for every other mistake. */
function unknownWord(issue: z.core.$ZodIssue, file: unknown): string | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const [, at, part] = issue.path;
  const { kind } = (file as { files?: { kind: unknown }[] }).files?.[at as number] ?? {};
  const [known, what] =
    part === 'columns' || part === 'constants'
      ? [Object.keys(kind === 'orders' ? ORDER_TARGETS : CUSTOMER_TARGETS), `a field of ${String(kind)}`]
      : [
          at === undefined ? ['files'] : ['kind', 'columns', ...Object.keys(MAPPING_KEYS)],
          'a key of a mapping',
        ];
  const words = issue.keys.map((word) => notAmong(word, known, what));
  return `${words.join('; ')}. All of them: ${known.join(', ')} (src/data/README.md says what they are)`;
}

function notAmong(word: string, known: readonly string[], what: string): string {
  const key = headerKey(word);
  const score = (each: string) => {
    const own = headerKey(each);
    const isPart = key.length > 2 && (own.includes(key) || key.includes(own));
    return Math.max(likeness(key, own), isPart ? 0.6 : 0);
  };
  const best = [...known].sort((a, b) => score(b) - score(a))[0] ?? '';
  return `"${word}" is not ${what}${score(best) >= 0.5 ? ` (did you mean "${best}"?)` : ''}`;
}

export function printMappingFile(file: z.input<typeof mappingFileSchema>): string {
  return `${HEAD}\n${printMappings(file)}`;
}

/** Without the comment that stands above a file. */
export function printMappings(file: z.input<typeof mappingFileSchema>): string {
  return stringify(file, { lineWidth: 110, aliasDuplicateObjects: false });
}

const HEAD = `# What the columns of your files are. Correct it and import again: files with the same headers use it.
# files › columns: what we call it, then the header of your file (or a list of headers: the first filled one counts).
`;

/** The headers of a mapping, of each target in its order of preference. */
export function headersOf(mapping: Mapping): readonly string[] {
  return Object.values(mapping.columns).flatMap((column) => column ?? []);
}
