import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { driftOf } from '../delivery/drift.ts';
import { type Inputs, planInputs } from '../delivery/plan-inputs.ts';
import type { Env } from '../env.ts';
import { PitchwrightError } from '../errors.ts';
import { writeWhole } from '../report/report-file.ts';
import { LEVELS } from './finding.ts';
import type { CheckReport } from './tally.ts';

/** The result of checking everybody, as it is kept for the site. */
export interface KeptReport extends CheckReport {
  /** Whose mails; undefined: those of the customers' own pages. */
  readonly campaign?: string | undefined;
  /** ISO 8601, UTC. */
  readonly checkedAt: string;
  /** What the mails were made of, by name, with its digest. */
  readonly inputs: Inputs;
}

type Surroundings = Pick<Env, 'CONTENT_DIR' | 'DATA_DIR' | 'SITE_URL' | 'UNSUBSCRIBE_SECRET'>;

const count = z.number().int().nonnegative();
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const byLevel = z.strictObject({ error: count, warning: count, note: count });
const names = z.array(z.string());

const schema = z.strictObject({
  version: z.literal(1),
  campaign: z.string().exactOptional(),
  checkedAt: z.iso.datetime(),
  inputs: z.record(z.string(), digest),
  mails: count,
  worst: byLevel,
  rules: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      clients: names.exactOptional(),
      mails: byLevel,
      most: z.strictObject({ customerId: z.string(), words: z.string() }).exactOptional(),
      kinds: z.array(
        z.strictObject({
          level: z.enum(LEVELS),
          fix: z.string(),
          mails: count,
          findings: count,
          worst: z.strictObject({
            customerId: z.string(),
            place: z.string(),
            fact: z.string(),
            clients: names.exactOptional(),
          }),
          customers: names,
        }),
      ),
    }),
  ),
});

/** Where it is, below `DATA_DIR`: the last one of everybody's own mail, and the last one of each campaign. */
export const keptReportPath = (folder: string, campaign?: string): string =>
  campaign === undefined
    ? join(folder, 'checks', 'latest.json')
    : join(folder, 'checks', 'campaigns', `${campaign}.json`);

/** The command that makes it. */
export const checkCommand = (campaign?: string): string =>
  campaign === undefined ? 'npm run check' : `npm run check -- --campaign ${campaign}`;

/** @throws PitchwrightError `REPORT_UNWRITABLE` */
export function keepReport(folder: string, report: KeptReport): Promise<void> {
  const text = JSON.stringify({ version: 1, ...report }, undefined, 2);
  return writeWhole(keptReportPath(folder, report.campaign), `${text}\n`);
}

/**
 * The report that was kept last.
 * @returns undefined when there is none yet.
 * @throws PitchwrightError `CHECK_REPORT_INVALID`
 */
export async function readKeptReport(folder: string, campaign?: string): Promise<KeptReport | undefined> {
  const path = keptReportPath(folder, campaign);
  const invalid = (fact: string, cause: unknown) =>
    new PitchwrightError('CHECK_REPORT_INVALID', `${path} ${fact}`, {
      hint: `check again: ${checkCommand(campaign)}`,
      cause,
    });
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw invalid(`cannot be read: ${code ?? message}`, cause);
  }
  try {
    const { version: _, ...report } = schema.parse(JSON.parse(text));
    return report;
  } catch (cause) {
    throw invalid('was not written by this version of Pitchwright', cause);
  }
}

/**
 * What checked mails are made of: what a plan would be made of; without a campaign, nothing of any.
 * @throws PitchwrightError as `planInputs` does.
 */
export const checkedInputs = (env: Surroundings, campaign = ''): Promise<Inputs> => planInputs(env, campaign);

/** What moved since a report was made, in sentences; none: it is about the mails as they are now. */
export async function movedSince(report: KeptReport, env: Surroundings): Promise<readonly string[]> {
  return driftOf(report.inputs, await checkedInputs(env, report.campaign), env.SITE_URL);
}
