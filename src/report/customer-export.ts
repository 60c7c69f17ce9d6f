import { printCsvField, printSpreadsheetField } from '../data/csv-field.ts';
import { isResponseKnown } from '../data/derived.ts';
import { printMoney } from '../data/fields.ts';
import { personName } from '../pitch/person-name.ts';
import type { Pitch } from '../pitch/pitch.ts';
import type { CustomerRecord } from '../store/store.ts';

/** A customer, and what their mail says. */
export type Exported = CustomerRecord & { readonly pitch: Pitch };

/** Who reads the file. A mail service adds whoever is in it to a list: it is given nobody who did not agree to mail. */
export const EXPORT_FORMATS = ['spreadsheet', 'mailchimp', 'klaviyo'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

type Columns = Readonly<Record<string, (exported: Exported) => string>>;

const names = ({ customer }: Exported) => personName(customer);
const first = (exported: Exported) => exported.pitch.recommendations[0];
const pickName = ({ pitch }: Exported, at: number) => pitch.mail.picks.items[at]?.name ?? '';
/** 0 to 100: how well the first product of the mail fits the customer. */
const score = (exported: Exported) => String(Math.round((first(exported)?.score ?? 0) * 100));
const lastOrder = ({ orders }: Exported) => orders.at(-1)?.order_date ?? '';
/** The first of the days that are known; a day that the import put in the place of one is not. */
const since = ({ customer, orders }: Exported) =>
  [...(customer.derived.includes('join_date') ? [] : [customer.join_date]), orders[0]?.order_date ?? '']
    .filter((day) => day !== '')
    .sort()[0] ?? '';
const variant = ({ pitch }: Exported) => `${pitch.segment} / ${pitch.behavior}`;

/** Merge fields of Mailchimp have names of ten letters at most. */
const COLUMNS: Readonly<Record<ExportFormat, Columns>> = {
  spreadsheet: {
    'Customer ID': ({ customer }) => customer.customer_id,
    Name: (exported) => names(exported).full,
    'E-mail': ({ customer }) => customer.email,
    'E-mail consent': ({ customer }) => customer.email_consent,
    Segment: ({ customer }) => customer.segment,
    Behaviour: ({ customer }) => customer.buying_behavior,
    Variant: variant,
    Language: ({ pitch }) => pitch.mail.shape.locale,
    Subject: ({ pitch }) => pitch.mail.subject,
    Preheader: ({ pitch }) => pitch.mail.preheader,
    'Call to action': ({ pitch }) => pitch.mail.callToAction.label,
    'First product': (exported) => pickName(exported, 0),
    'Second product': (exported) => pickName(exported, 1),
    'Third product': (exported) => pickName(exported, 2),
    Score: score,
    'Engagement score': ({ customer }) => String(customer.engagement_score),
    'Response rate': ({ customer }) => (isResponseKnown(customer) ? String(customer.response_rate) : ''),
    'Lifetime value': ({ customer }) => printMoney(customer.lifetime_value),
    // Days on which they ordered, as everywhere.
    Orders: ({ orders }) => String(new Set(orders.map(({ order_date }) => order_date)).size),
    'Last order': lastOrder,
    City: ({ customer }) => customer.city,
    'Customer since': since,
  },
  mailchimp: {
    'Email Address': ({ customer }) => customer.email,
    'First Name': (exported) => names(exported).first,
    'Last Name': (exported) => names(exported).last,
    SEGMENT: ({ customer }) => customer.segment,
    BEHAVIOR: ({ customer }) => customer.buying_behavior,
    SUBJECT: ({ pitch }) => pitch.mail.subject,
    PREHEADER: ({ pitch }) => pitch.mail.preheader,
    PRODUCT1: (exported) => pickName(exported, 0),
    PRODUCT2: (exported) => pickName(exported, 1),
    PRODUCT3: (exported) => pickName(exported, 2),
    SCORE: score,
    LTV: ({ customer }) => printMoney(customer.lifetime_value),
    LASTORDER: lastOrder,
    Tags: ({ customer }) => `"${customer.segment}","${customer.buying_behavior}"`,
  },
  klaviyo: {
    Email: ({ customer }) => customer.email,
    'External ID': ({ customer }) => customer.customer_id,
    'First Name': (exported) => names(exported).first,
    'Last Name': (exported) => names(exported).last,
    City: ({ customer }) => customer.city,
    Locale: ({ pitch }) => pitch.mail.shape.locale,
    'Pitch Segment': ({ customer }) => customer.segment,
    'Pitch Behavior': ({ customer }) => customer.buying_behavior,
    'Pitch Subject': ({ pitch }) => pitch.mail.subject,
    'Pitch Preheader': ({ pitch }) => pitch.mail.preheader,
    'Pitch Product 1': (exported) => pickName(exported, 0),
    'Pitch Product 2': (exported) => pickName(exported, 1),
    'Pitch Product 3': (exported) => pickName(exported, 2),
    'Pitch Score': score,
    'Lifetime Value': ({ customer }) => printMoney(customer.lifetime_value),
    'Last Order': lastOrder,
  },
};

/**
 * The columns by which a mail service knows a person: an apostrophe before `+1@example.com` or `-7` would make it somebody
 * else, so they are written as they are. Ids hold nothing but letters, digits, `.`, `_` and `-`; a person whose address
 * a spreadsheet could run, such as `=cmd|…!A1@example.com`, is left out and counted.
 */
const KEYS: Readonly<Record<ExportFormat, readonly string[]>> = {
  spreadsheet: [],
  mailchimp: ['Email Address'],
  klaviyo: ['Email', 'External ID'],
};

/** A sign that begins a formula, and a mark without which it calls nothing. */
const RUNS = /^[=+\-@].*[=|!(]|^[=@]/;

/** Why somebody is left out of a file, or `undefined`. @param isSuppressed whether the ledger knows that they must not be mailed. */
export function exportObjection(
  { customer }: CustomerRecord,
  format: ExportFormat,
  isSuppressed: boolean,
): 'no address' | 'formula as address' | 'no consent' | 'suppressed' | undefined {
  if (format === 'spreadsheet') return undefined;
  if (customer.email === '') return 'no address';
  if (RUNS.test(customer.email)) return 'formula as address';
  if (customer.email_consent !== 'subscribed') return 'no consent';
  return isSuppressed ? 'suppressed' : undefined;
}

/** The first line. A spreadsheet needs the byte order mark to read UTF-8; a mail service would take it for a letter. */
export function exportHeader(format: ExportFormat): string {
  const mark = format === 'spreadsheet' ? '\uFEFF' : '';
  return mark + line(Object.keys(COLUMNS[format]).map(printSpreadsheetField));
}

/** No cell is run as a formula: what begins like one gets an apostrophe, in every format. Keys are written as they are. */
export function exportLine(exported: Exported, format: ExportFormat): string {
  const cells = Object.entries(COLUMNS[format]).map(([column, value]) => {
    const cell = value(exported);
    if (KEYS[format].includes(column)) return printCsvField(cell);
    // In Mailchimp, *|NAME|* in a value would be filled in where the value is printed.
    return printSpreadsheetField(format === 'mailchimp' ? cell.replaceAll('*|', '* |') : cell);
  });
  return line(cells);
}

const line = (cells: readonly string[]) => `${cells.join(',')}\r\n`;
