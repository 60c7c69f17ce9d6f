import type { State } from '../delivery/ledger/ledger.ts';
import { EXCLUSIONS, type Exclusion, type Plan } from '../delivery/plan.ts';
import { exclusionCounts } from '../delivery/plan-words.ts';
import type { RunSummary } from '../delivery/run-summary.ts';

/** A sum as a person checks it: one line for each part, and what they come to. */
export interface Sum {
  readonly lines: readonly SumLine[];
  readonly total: number;
  readonly isRight: boolean;
}

export interface SumLine {
  readonly key: string;
  readonly label: string;
  /** What it means, in a sentence. */
  readonly meaning: string;
  readonly count: number;
}

const MEANINGS: Readonly<Record<Exclusion, string>> = {
  no_address: 'The file has none: they are there for the analytics only.',
  unsubscribed: 'They said no. Nothing overrules that.',
  no_consent: 'The file does not say that they subscribed.',
  suppressed: 'They unsubscribed, complained or bounced before.',
  invalid_address: 'It is not an address that mail can be sent to.',
  duplicate: 'One address, one mail: it goes to the first of them.',
  capped: 'The campaign’s cap: so many mails in so many days, other campaigns included.',
  already_mailed: 'The same campaign reached them before.',
  missing_copy: 'It has words for other languages, not for theirs.',
  missing_attachment: 'A file that must travel with the mail is not there.',
  too_big: 'With pictures and attachments it is over the channel’s limit.',
};

/** From the audience to those who get a mail. The lines are what is taken away, in the order it was tried. */
export function planSum(plan: Pick<Plan, 'audience' | 'recipients' | 'excluded'>): Sum {
  const lines = exclusionCounts(plan).map(({ code, count }) => ({
    key: code,
    label: capitalized(EXCLUSIONS[code]),
    meaning: MEANINGS[code],
    count,
  }));
  const total = plan.recipients.length;
  return { lines, total, isRight: plan.audience - sumOf(lines) === total };
}

/** What the ledger calls it, and what a reader is told. Those on their way count as waiting. */
const PARTS: readonly {
  readonly key: string;
  readonly label: string;
  readonly meaning: string;
  readonly states: readonly State[];
}[] = [
  { key: 'sent', label: 'sent', meaning: 'The channel took it.', states: ['sent'] },
  { key: 'failed', label: 'failed', meaning: 'Given up after the last attempt.', states: ['failed'] },
  { key: 'rejected', label: 'rejected', meaning: 'Never for this recipient.', states: ['rejected'] },
  { key: 'skipped', label: 'skipped', meaning: 'Left out, each with a reason.', states: ['skipped'] },
  {
    key: 'unknown',
    label: 'unknown',
    meaning: 'It may have arrived: no answer came. Not sent again by itself.',
    states: ['unknown'],
  },
  {
    key: 'waiting',
    label: 'waiting',
    meaning: 'Still to be sent.',
    states: ['queued', 'claimed', 'sending'],
  },
];

/** A rehearsal sends nothing. */
const REHEARSED: Readonly<Record<string, Pick<SumLine, 'label' | 'meaning'>>> = {
  sent: { label: 'written', meaning: 'The mail is a file in the outbox.' },
  waiting: { label: 'waiting', meaning: 'Still to be written.' },
  unknown: { label: 'unknown', meaning: 'It may have been written.' },
};

/** Everybody of a run, by what became of them: the lines add up to the total. */
export function runSum({ counts, total, lane }: Pick<RunSummary, 'counts' | 'total' | 'lane'>): Sum {
  const lines = PARTS.map(({ states, ...part }) => ({
    ...part,
    ...(lane === 'outbox' && REHEARSED[part.key]),
    count: states.reduce((sum, state) => sum + counts[state], 0),
  }));
  return { lines, total, isRight: sumOf(lines) === total };
}

const sumOf = (lines: readonly SumLine[]) => lines.reduce((sum, { count }) => sum + count, 0);

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
