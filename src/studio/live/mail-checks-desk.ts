import { type ExamineOptions, examiner } from '../../checks/examine.ts';
import type { Level } from '../../checks/finding.ts';
import { type CheckedMail, RULES } from '../../checks/rules.ts';
import { readCampaign } from '../../delivery/read-campaign.ts';
import type { Env } from '../../env.ts';
import { openWorkshop, type Workshop } from '../../render/workshop.ts';
import { type FindingWords, shownFinding } from '../../site/check-words.ts';
import { recordsOf } from '../../store/selection.ts';
import type { CustomerRecord } from '../../store/store.ts';

/** Which mail is to be checked. */
export interface MailQuestion {
  readonly id: string;
  /** Left out, the mail of their own page. */
  readonly campaign: string | undefined;
  /** Moves when data or copy changed. */
  readonly epoch: number;
}

/** What every rule says about one mail. */
export interface MailChecks {
  readonly id: string;
  readonly rules: readonly MailRule[];
}

export interface MailRule {
  readonly id: string;
  /** What holds when nothing is found. */
  readonly title: string;
  /** The worst first. */
  readonly findings: readonly MailFinding[];
  /** `29 kB of HTML, whole mail 49 kB`, where it is measured. */
  readonly measure?: string;
  /** The mail clients it asks about one by one, where it does. */
  readonly clients?: readonly string[];
}

export interface MailFinding extends FindingWords {
  readonly level: Level;
  readonly clients?: readonly string[];
}

interface Opened {
  readonly epoch: number;
  readonly workshop: Workshop;
  /** By campaign; `''`: the mail of their own page. */
  readonly examiners: Map<string, (record: CustomerRecord) => Promise<CheckedMail>>;
}

/**
 * Checks one mail after the other; data and copy are read again when the epoch moved.
 * @returns a function that throws PitchwrightError `CUSTOMER_UNKNOWN` | `CAMPAIGN_MISSING`, and as `openWorkshop` does.
 */
export function mailChecksDesk(env: Env): (question: MailQuestion) => Promise<MailChecks> {
  let opened: Opened | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const open = async (epoch: number): Promise<Opened> => {
    if (opened?.epoch === epoch) return opened;
    opened?.workshop.close();
    opened = undefined;
    opened = { epoch, workshop: await openWorkshop(env), examiners: new Map() };
    return opened;
  };
  const answer = async ({ id, campaign, epoch }: MailQuestion): Promise<MailChecks> => {
    const { workshop, examiners } = await open(epoch);
    const examine = examiners.get(campaign ?? '') ?? examiner(await optionsOf(workshop, env, campaign));
    examiners.set(campaign ?? '', examine);
    const { value: record } = await recordsOf(workshop.store, { ids: [id] }).next();
    return mailChecksOf(await examine(record as CustomerRecord), env.SITE_PII);
  };
  return (question) => {
    // One at a time, so that nothing is closed under somebody's hands.
    const answered = last.then(() => answer(question));
    last = answered.catch(() => {});
    return answered;
  };
}

async function optionsOf(
  workshop: Workshop,
  env: Env,
  campaign: string | undefined,
): Promise<ExamineOptions> {
  if (campaign === undefined) return { workshop, env };
  return { workshop, env, file: await readCampaign(env.CONTENT_DIR, campaign, workshop.copy) };
}

const RANK: Readonly<Record<Level, number>> = { error: 0, warning: 1, note: 2 };

export function mailChecksOf(mail: CheckedMail, pii: Env['SITE_PII']): MailChecks {
  return {
    id: mail.customerId,
    rules: RULES.map(({ id, title, clients }) => {
      const measure = mail.measures[id]?.words;
      return {
        id,
        title,
        findings: mail.findings
          .filter(({ rule }) => rule === id)
          .sort((a, b) => RANK[a.level] - RANK[b.level])
          .map(({ level, clients: missing, ...finding }) => ({
            level,
            ...shownFinding(finding, pii),
            ...(missing && { clients: missing }),
          })),
        ...(measure && { measure }),
        ...(clients && { clients }),
      };
    }),
  };
}
