import { DERIVABLE } from '../data/derived.ts';
import { BEHAVIORS, CONSENTS, CONTACT_TIMES, PAIN_POINTS, SEGMENTS } from '../data/vocabulary.ts';

/**
 * The row rules of `src/data` as SQL over text columns: one expression per rule, true for a good row. It may refuse
 * more than the schemas do (the inspection then has the last word), never less; a property test holds the two
 * against each other.
 */
const inList = (values: readonly string[]) => `IN (${values.map((value) => `'${value}'`).join(', ')})`;
const ID = (column: string) =>
  `regexp_full_match(${column}, '[A-Za-z0-9._-]{1,64}') AND ${column} NOT IN ('.', '..')`;
const MONEY = (column: string) => `regexp_full_match(${column}, '[0-9]{1,10}(\\.[0-9]{1,2})?')`;
const DAY = (column: string) =>
  `regexp_full_match(${column}, '[0-9]{4}-[0-9]{2}-[0-9]{2}') AND TRY_CAST(${column} AS DATE) IS NOT NULL AND left(${column}, 2) IN ('19', '20', '21')`;
const WORDS = (column: string) => `regexp_matches(${column}, '[^\\s\\p{Z}\\x{FEFF}]')`;
const NO_NUL = (column: string) => `NOT contains(${column}, chr(0))`;
const LIST = (column: string, item: string) =>
  `(${column} = '' OR (regexp_full_match(${column}, '(${item})(\\|(${item}))*')
    AND len(list_distinct(string_split(${column}, '|'))) = len(string_split(${column}, '|'))))`;
const NUMBER = (column: string, high: number) =>
  `regexp_full_match(${column}, '[0-9]{1,3}(\\.[0-9]{1,6})?') AND TRY_CAST(${column} AS DOUBLE) <= ${high}`;
const ADDRESS = '[^\\s\\p{Z}@<>(),;:"\\[\\]\\\\]';

export const CUSTOMER_GATE: readonly string[] = [
  ID('customer_id'),
  `NOT regexp_matches(lower(customer_id), '^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\.|$)|^(index\\.html|list\\.json)$|\\.$')`,
  `regexp_matches(name, '[\\p{L}\\p{N}\\p{S}]') AND length(name) <= 150`,
  `length(email) <= 127 AND regexp_full_match(email, '(${ADDRESS}+@${ADDRESS}+\\.[^\\s\\p{Z}@<>(),;:"\\[\\]\\\\.]+)?')`,
  `segment ${inList(SEGMENTS)}`,
  LIST('interests', '[a-z0-9][a-z0-9_-]{0,39}'),
  `length(city) <= 50 AND ${NO_NUL('name')} AND ${NO_NUL('city')}`,
  DAY('join_date'),
  NUMBER('engagement_score', 100),
  `preferred_contact_time ${inList(CONTACT_TIMES)}`,
  LIST('pain_points', PAIN_POINTS.join('|')),
  `buying_behavior ${inList(BEHAVIORS)}`,
  NUMBER('response_rate', 1),
  MONEY('lifetime_value'),
  `regexp_full_match(locale, '([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?')`,
  `email_consent ${inList(['', ...CONSENTS])}`,
  LIST('derived', DERIVABLE.join('|')),
];

export const ORDER_GATE: readonly string[] = [
  ID('order_id'),
  ID('customer_id'),
  DAY('order_date'),
  ID('product_id'),
  `${WORDS('category')} AND ${NO_NUL('category')} AND length(category) <= 50`,
  `regexp_full_match(quantity, '[1-9][0-9]{0,5}')`,
  MONEY('amount'),
];
