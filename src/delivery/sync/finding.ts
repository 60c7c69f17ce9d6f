/** What a mail that came in turned out to be, in the order of the report. */
export const FINDINGS = {
  hard: 'bounced for good, suppressed',
  failed: 'bounced, may pass, not suppressed',
  soft: 'late or mailbox full',
  sender: 'refused because of the sender',
  unsubscribed: 'unsubscribed',
  complained: 'reported as spam, suppressed',
  replied: 'replied',
  request: 'ask to unsubscribe, without a token',
  heeded: 'asked to unsubscribe without a token, and are suppressed',
  unresolved: 'unsubscribe somebody nobody knows',
  delivered: 'report a delivery',
  automatic: 'automatic replies',
  foreign: 'not about a mail of ours',
  other: 'other mail',
  unreadable: 'unreadable',
} as const;
export type Finding = keyof typeof FINDINGS;

/** Something a person should look at. Holds no address, but for that of a request without a token. */
export interface Note {
  readonly finding: Finding;
  /** `inbox.mbox, mail 12`. */
  readonly place: string;
  readonly fact: string;
  /** Whom it is about, where that is known. */
  readonly whose?: Whose | undefined;
}

/** Of the campaign whose mail it answers; '' when that is not known. */
export interface Whose {
  readonly customerId: string;
  readonly campaign: string;
}

export interface SyncReport {
  /** Mails and events that were read. */
  readonly read: number;
  /** By finding; adds up to `read`. */
  readonly counts: Readonly<Record<Finding, number>>;
  /** New on the suppression list; told a second time, it is nothing new. */
  readonly suppressed: number;
  /** New in the ledger: bounces, replies and the like. */
  readonly heard: number;
  readonly notes: readonly Note[];
}

export function noReport(): SyncReport {
  const counts = Object.fromEntries(Object.keys(FINDINGS).map((finding) => [finding, 0]));
  return { read: 0, counts: counts as Record<Finding, number>, suppressed: 0, heard: 0, notes: [] };
}

export function addReports(one: SyncReport, two: SyncReport): SyncReport {
  const names = Object.keys(FINDINGS) as Finding[];
  const counts = Object.fromEntries(names.map((name) => [name, one.counts[name] + two.counts[name]]));
  return {
    read: one.read + two.read,
    counts: counts as Record<Finding, number>,
    suppressed: one.suppressed + two.suppressed,
    heard: one.heard + two.heard,
    notes: [...one.notes, ...two.notes],
  };
}
