import { stringify } from 'yaml';
import { holdsAnswers } from './consent-header.ts';
import { isGeneralStatus } from './general-status.ts';
import type { ImportFile } from './import-file.ts';
import { headersOf } from './mapping.ts';
import { isOtherChannel } from './opt-out-words.ts';
import type { MissedConsent } from './report-words.ts';

/** What of a name speaks for a consent. */
const LIKE = /mail|news|market|consent|opt|abon|subscri|werb|einwillig|permission|promo|gdpr|dsgvo/i;

/** A column that nothing is read from, and that may be the consent: it has only words such as yes and no. */
export function missedConsent(files: readonly ImportFile[]): MissedConsent | undefined {
  const found = files
    .filter(({ proposal }) => proposal.mapping.kind === 'customers')
    .flatMap((file) => unusedAnswers(file).map((column) => ({ column, file })))
    .sort((a, b) => Number(LIKE.test(b.column)) - Number(LIKE.test(a.column)));
  const [best] = found;
  if (!best) return undefined;
  const { kind, columns } = best.file.proposal.mapping;
  const own = { kind, columns: { ...columns, email_consent: best.column } };
  const mapping = stringify(
    { files: [own] },
    { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true },
  );
  return { column: best.column, mapping: mapping.trim() };
}

function unusedAnswers({ inspected: { headers, rows }, proposal }: ImportFile): readonly string[] {
  const used = headersOf(proposal.mapping);
  return headers.filter(
    (header, at) =>
      !used.includes(header) &&
      !isGeneralStatus(header) &&
      !isOtherChannel(header) &&
      holdsAnswers(
        rows.map((cells) => cells[at] ?? ''),
        1,
      ),
  );
}
