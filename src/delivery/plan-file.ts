import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sha256 } from '../digest.ts';
import { PitchwrightError } from '../errors.ts';
import { writeWhole } from '../report/report-file.ts';
import { CHANNELS } from './channels/channel.ts';
import { EXCLUSIONS, type Exclusion, type Plan } from './plan.ts';

const count = z.number().int().nonnegative();
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/);

const planSchema = z.strictObject({
  version: z.literal(1),
  id: digest,
  campaign: z.string(),
  title: z.string(),
  madeAt: time,
  isSample: z.boolean(),
  asOf: z.string(),
  inputs: z.record(z.string(), digest),
  template: z.string(),
  images: z.enum(['hosted', 'inline']),
  channels: z.array(z.enum(CHANNELS)),
  from: z.strictObject({ name: z.string(), address: z.string() }),
  replyTo: z.string(),
  attachments: z.array(z.string()),
  timeZone: z.string(),
  notes: z.array(z.string()),
  audience: count,
  waves: z.array(z.strictObject({ at: time, count })),
  perSecond: z
    .number()
    .positive()
    .nullable()
    .transform((rate) => rate ?? undefined),
  estimatedSeconds: count,
  recipients: z.array(
    z.strictObject({
      id: z.string(),
      addressHash: digest,
      segment: z.string(),
      behavior: z.string(),
      locale: z.string(),
      subject: z.string(),
      sha256: digest,
      attachments: z.string(),
      htmlBytes: count,
      mailBytes: count,
      due: time,
    }),
  ),
  excluded: z.array(
    z.strictObject({
      id: z.string(),
      segment: z.string(),
      code: z.enum(Object.keys(EXCLUSIONS) as [Exclusion, ...Exclusion[]]),
      detail: z.string(),
    }),
  ),
});

/** Where a campaign's plan is, below `DATA_DIR`. */
export const planPath = (folder: string, campaign: string): string =>
  join(folder, 'plans', `${campaign}.json`);

/**
 * Writes a plan: JSON with a line for each recipient. The first line seals what follows with its SHA-256, so that a plan
 * that somebody changed by hand is noticed.
 * @returns the path.
 * @throws PitchwrightError `REPORT_UNWRITABLE`
 */
export async function writePlan(folder: string, plan: Plan): Promise<string> {
  const { recipients, excluded, perSecond, ...head } = plan;
  const fields = Object.entries({ ...head, perSecond: perSecond ?? null });
  const list = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join(',\n');
  const sealed = [
    fields.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)},\n`).join(''),
    `"recipients":[\n${list(recipients)}\n],\n"excluded":[\n${list(excluded)}\n]}\n`,
  ].join('');
  const path = planPath(folder, plan.campaign);
  await writeWhole(path, `{"seal":"${sha256(sealed)}",\n${sealed}`);
  return path;
}

/** `{"seal":"…",` and a line end. */
const SEAL = /^\{"seal":"([0-9a-f]{64})",\n/;

/** @throws PitchwrightError `PLAN_MISSING` | `PLAN_INVALID` */
export async function readPlan(folder: string, campaign: string): Promise<Plan> {
  const path = planPath(folder, campaign);
  const hint = `make it: npm run plan -- ${campaign}`;
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw isMissing
      ? new PitchwrightError('PLAN_MISSING', `there is no plan for ${campaign}: no ${path}`, { hint, cause })
      : new PitchwrightError('PLAN_INVALID', `${path} cannot be read: ${(cause as Error).message}`, {
          hint,
          cause,
        });
  }
  const invalid = (fact: string, cause?: unknown) =>
    new PitchwrightError('PLAN_INVALID', `${path} ${fact}`, {
      hint: `a plan is not edited: change the campaign, then ${hint}`,
      cause,
    });
  const [opening, seal] = SEAL.exec(text) ?? [];
  if (opening === undefined) throw invalid('is not a plan');
  if (sha256(text.slice(opening.length)) !== seal) throw invalid('is not as it was written');
  let plan: z.output<typeof planSchema>;
  try {
    const { seal: _, ...json } = JSON.parse(text);
    plan = planSchema.parse(json);
  } catch (cause) {
    throw invalid('was written by another version of Pitchwright', cause);
  }
  if (plan.campaign !== campaign) throw invalid(`is the plan of ${plan.campaign}`);
  return plan;
}
