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

/** How a command's end is read. @param wasStopped somebody asked it to end. */
export function stateAtEnd(code: number | null, wasStopped: boolean): JobState {
  if (code === 0) return 'done';
  if (wasStopped) return 'stopped';
  return code === 3 ? 'partly' : 'failed';
}
