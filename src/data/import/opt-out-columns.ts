import { PitchwrightError } from '../../errors.ts';
import { holdsAnswers, soundsLikeConsent } from './consent-header.ts';
import type { Glance } from './glance.ts';
import { CUSTOMER_WORDS, headerKey } from './header-words.ts';
import { headersOf, type Mapping, mappingSchema } from './mapping.ts';
import { soundsLikeOptOut } from './opt-out-words.ts';

type Kind = Mapping['kind'];

/** Without the number of a repeated header. */
export const keyOf = (header: string) => headerKey(header.replace(/ \(\d+\)$/, ''));

/** Whether a column may only be read as one that forbids mail. */
export const isOptOut = (header: string) => soundsLikeOptOut(header, keyOf(header));

/**
 * A mapping that was found out, with every column that forbids mail, or that says whether it may be sent: all of them
 * count, none only because another one was found first. Where a name is only like that of a consent, the cells decide.
 */
export function withOptOuts(mapping: Mapping, { headers, rows }: Glance): Mapping {
  const used = headersOf(mapping);
  const free = headers.filter((header) => !used.includes(header));
  const columns: Record<string, string | readonly string[] | undefined> = { ...mapping.columns };
  const add = (target: string, header: string) => {
    const all = [columns[target] ?? [], header].flat();
    columns[target] = all.length === 1 ? header : all;
  };
  const isLikeConsent = (header: string) =>
    soundsLikeConsent(header) && holdsAnswers(rows.map((cells) => cells[headers.indexOf(header)] ?? ''));
  for (const header of free) {
    if (isOptOut(header)) add('suppressed', header);
    else if (isConsent(header, mapping.kind) || isLikeConsent(header)) add('email_consent', header);
  }
  return mappingSchema.parse({ ...mapping, columns });
}

function isConsent(header: string, kind: Kind): boolean {
  const words = CUSTOMER_WORDS.email_consent?.split(' ') ?? [];
  // An order's own words for a status are no consents.
  return words.includes(keyOf(header)) && (kind === 'customers' || !keyOf(header).includes('status'));
}

/**
 * A mapping of somebody's own says of every column that sounds as if it forbids mail what it is.
 * @throws PitchwrightError `IMPORT_CONSENT_UNCLEAR`
 */
export function refuseUnusedOptOuts(mapping: Mapping, file: string, headers: readonly string[]): void {
  const known = [...headersOf(mapping), ...(mapping.not_used ?? [])];
  const header = headers.find((each) => isOptOut(each) && !known.includes(each));
  if (header === undefined) return;
  throw new PitchwrightError(
    'IMPORT_CONSENT_UNCLEAR',
    `${file}: the column "${header.slice(0, 60)}" sounds as if it says who may not be mailed, and the mapping does not use it`,
    { hint: 'add it to "suppressed" in the mapping file, or list it there under "not_used"' },
  );
}
