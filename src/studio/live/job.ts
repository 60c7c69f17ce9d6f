import { z } from 'zod';

/**
 * - `done`: ended well. `partly`: ended, and some could not be reached or made. `failed`: the log says why.
 * - `stopped`: somebody wanted it to end. `lost`: the studio ended before it did, so that nobody heard how it went.
 */
export const JOB_STATES = ['running', 'done', 'partly', 'failed', 'stopped', 'lost'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** A job as it is kept in `data/jobs/<id>/job.json`. */
export const jobSchema = z.object({
  id: z.string(),
  action: z.string(),
  title: z.string(),
  /** What a person would type. */
  command: z.string(),
  page: z.string(),
  whenStopped: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  state: z.enum(JOB_STATES),
  exitCode: z.number().int().optional(),
  isStopping: z.boolean().default(false),
  /** What it said at its end that a person should know; empty while it runs. */
  result: z.string().default(''),
});

export type Job = Readonly<z.output<typeof jobSchema>>;

export interface JobProgress {
  readonly unit: string;
  readonly done: number;
  readonly total: number;
}

/** A line that the command printed. */
export interface JobLine {
  /** From 1. */
  readonly at: number;
  readonly text: string;
  readonly isError: boolean;
}

/** What is told about a job while it goes on. */
export type JobEvent =
  | { readonly kind: 'job'; readonly job: Job }
  | { readonly kind: 'progress'; readonly id: string; readonly progress: JobProgress }
  | { readonly kind: 'lines'; readonly id: string; readonly lines: readonly JobLine[] };

/** What a command said last of all: what it did, or, when it failed, what is wrong and how to mend it. */
export function resultOf(lines: readonly JobLine[], state: JobState): string {
  const said = lines.filter(({ text }) => text.trim() !== '');
  const wrong = said.filter(({ isError }) => isError).slice(-2);
  const well = said.findLast(({ text }) => text.startsWith('✓'));
  const chosen =
    state === 'failed' && wrong.length > 0 ? wrong : state === 'done' && well ? [well] : said.slice(-1);
  return chosen.map(({ text }) => text.trim().replace(/^[✓✗] /, '')).join(' ');
}

/**
 * How a command's end is read.
 * @param wasStopped somebody asked it to end. One that ends well before it was through has stopped.
 */
export function stateAtEnd(code: number | null, wasStopped: boolean, progress?: JobProgress): JobState {
  const isThrough = !progress || progress.done >= progress.total;
  if (code === 0 && (!wasStopped || isThrough)) return 'done';
  if (wasStopped) return 'stopped';
  return code === 3 ? 'partly' : 'failed';
}
