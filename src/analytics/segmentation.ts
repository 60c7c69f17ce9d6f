import type { Choice, Conditions, Range, RuleField, When } from '../copy/segment-rules.ts';
import type { Segments } from '../copy/segments.ts';
import { parseMoney } from '../data/fields.ts';
import type { Segmentation } from '../store/store.ts';
import { readSql } from './question.ts';

/**
 * The rules of `segments.yaml` as SQL for the loading of a dataset, with the scores of the RFM figure; `undefined` without
 * rules.
 */
export function segmentationOf({ rules }: Segments): Segmentation | undefined {
  const rest = rules.at(-1);
  if (!rest) return undefined;
  const cases = rules.flatMap(({ segment, when }) => (when ? [`WHEN ${sqlOf(when)} THEN '${segment}'`] : []));
  return (asOf) =>
    `SELECT customer_id, CASE ${cases.join(' ')} ELSE '${rest.segment}' END AS segment
     FROM (${readSql('segment-facts').replaceAll('$as_of', `'${asOf}'`)}) AS facts`;
}

function sqlOf({ any, ...conditions }: When): string {
  const groups = any ? [any.map((group) => `(${allOf(group)})`).join(' OR ')] : [];
  return [allOf(conditions), ...groups]
    .filter((part) => part !== '')
    .map((part) => `(${part})`)
    .join(' AND ');
}

function allOf(conditions: Conditions): string {
  return (Object.entries(conditions) as [RuleField, Range | Choice][])
    .map(([field, condition]) =>
      'any' in condition || 'not' in condition ? choiceSql(field, condition) : rangeSql(field, condition),
    )
    .join(' AND ');
}

function rangeSql(field: RuleField, { min, max }: Range): string {
  // Both sides are the binary number that is nearest to the decimal of the file; money is in minor units.
  const print = (value: number) =>
    field === 'lifetime_value' ? String(parseMoney(String(value))) : `CAST('${value}' AS DOUBLE)`;
  return [
    ...(min === undefined ? [] : [`${field} >= ${print(min)}`]),
    ...(max === undefined ? [] : [`${field} <= ${print(max)}`]),
  ].join(' AND ');
}

function choiceSql(field: RuleField, choice: Choice): string {
  const isTurned = 'not' in choice;
  const holds = (isTurned ? choice.not : choice.any)
    .map((value) => `(${hasValue(field, value)})`)
    .join(' OR ');
  return isTurned ? `NOT (${holds})` : `(${holds})`;
}

/** As the audience of a campaign understands the same words. */
function hasValue(field: RuleField, value: string): string {
  switch (field) {
    case 'interests':
      return `list_contains(interests, ${folded(value)})`;
    case 'pain_points':
      return `list_contains(pain_points, ${quoted(value)})`;
    case 'city':
      return `lower(nfc_normalize(trim(city))) = ${folded(value)}`;
    case 'locale':
      return `starts_with(lower(locale) || '-', ${folded(value)} || '-')`;
    default:
      return `${field} = ${quoted(value)}`;
  }
}

const folded = (value: string) => `lower(nfc_normalize(${quoted(value)}))`;

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
