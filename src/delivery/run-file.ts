import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../report/report-file.ts';
import { CHANNELS } from './channels/channel.ts';
import { type Lane, STATES } from './ledger/ledger.ts';
import type { RunSummary } from './run-summary.ts';

const count = z.number().int().nonnegative();

const summarySchema: z.ZodType<RunSummary> = z.object({
  campaign: z.string(),
  lane: z.enum(['outbox', 'live']),
  planId: z.string(),
  startedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  state: z.enum(['running', 'finished', 'waiting', 'stopped', 'interrupted']),
  because: z.string(),
  counts: z.object(
    Object.fromEntries(STATES.map((state) => [state, count])) as Record<
      (typeof STATES)[number],
      typeof count
    >,
  ),
  total: count,
  channels: z.array(z.object({ name: z.enum(CHANNELS), sent: count, place: z.string() })),
  reasons: z.array(z.object({ state: z.string(), code: z.string(), reason: z.string(), count })),
  segments: z.array(z.object({ segment: z.string(), sent: count, failed: count })),
  happiness: z.object({ score: z.number(), level: z.string(), message: z.string() }),
  seconds: z.number(),
  sentNow: count,
  next: z.string().optional(),
}) as z.ZodType<RunSummary>;

const pathOf = (folder: string, campaign: string, lane: Lane) =>
  join(folder, 'runs', `${campaign}.${lane}.json`);

export function writeRunSummary(folder: string, summary: RunSummary): Promise<void> {
  const path = pathOf(folder, summary.campaign, summary.lane);
  return writeWhole(path, `${JSON.stringify(summary, null, 2)}\n`);
}

/** How a run stands, as it last wrote it; undefined when there was none, or its file cannot be read: it is rewritten by the next. */
export async function readRunSummary(
  folder: string,
  campaign: string,
  lane: Lane,
): Promise<RunSummary | undefined> {
  try {
    return summarySchema.parse(JSON.parse(await readFile(pathOf(folder, campaign, lane), 'utf8')));
  } catch {
    return undefined;
  }
}
