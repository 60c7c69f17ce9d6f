import { FINDINGS, type Finding, type SyncReport } from './finding.ts';

/** Of one kind, so many are named: people, and mails. */
const NAMED_PEOPLE = 20;
const NAMED = 5;

/** A report as lines for people; what was not found is not said. */
export function syncLines({ read, counts, suppressed, heard, notes }: SyncReport): readonly string[] {
  const found = (Object.keys(FINDINGS) as Finding[]).filter((finding) => counts[finding] > 0);
  const width = Math.max(...[read, ...found.map((finding) => counts[finding])].map((n) => print(n).length));
  const lines = found.map((finding) => `${print(counts[finding]).padStart(width)}  ${FINDINGS[finding]}`);
  return [
    `${print(read).padStart(width)}  read, of which`,
    ...lines,
    `New on the suppression list: ${print(suppressed)}. New in the ledger: ${print(heard)}.`,
    ...found.flatMap((finding) => named(notes.filter((note) => note.finding === finding))),
  ];
}

/** What must not be overlooked: mail providers refuse the sender. */
export function senderWarning({ counts, notes }: SyncReport): string | undefined {
  if (counts.sender === 0) return undefined;
  const why = notes.find(({ finding }) => finding === 'sender')?.fact ?? '';
  return `${print(counts.sender)} mails were refused because of the sender, not of the recipients: ${why}. Nobody was suppressed. Look at SPF, DKIM and DMARC before you send any more.`;
}

function named(notes: SyncReport['notes']): readonly string[] {
  const isNamed = notes.some(({ whose }) => whose);
  const lines = notes.slice(0, isNamed ? NAMED_PEOPLE : NAMED).map(noteLine);
  const more = notes.length - lines.length;
  return more > 0 ? [...lines, `  and ${print(more)} more like these`] : lines;
}

/** `C7  win-back  550 5.1.1 no such user  (inbox/bounce.eml)` */
const noteLine = ({ place, fact, whose }: SyncReport['notes'][number]) =>
  whose === undefined
    ? `  ${place}: ${fact}`
    : `  ${[whose.customerId, whose.campaign, fact, `(${place})`].filter((part) => part !== '').join('  ')}`;

const print = (count: number) => new Intl.NumberFormat('en-IN').format(count);
