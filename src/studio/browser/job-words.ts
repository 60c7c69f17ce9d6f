import type { Job, JobProgress } from '../live/job.ts';

const number = new Intl.NumberFormat('en-IN');

export const STATE_WORDS: Readonly<Record<Job['state'], string>> = {
  running: 'Running',
  done: 'Done',
  partly: 'Done, with failures',
  failed: 'Failed',
  stopped: 'Stopped',
  lost: 'Cut off when the studio ended',
};

/** How it stands, in one line. */
export function standing(job: Job, progress: JobProgress | undefined, now: number): string {
  if (job.state !== 'running') return `${STATE_WORDS[job.state]} after ${duration(job, now)}`;
  if (job.isStopping) return 'Stopping…';
  if (!progress || progress.total === 0) return `Running for ${duration(job, now)}`;
  return `${number.format(progress.done)} of ${number.format(progress.total)} ${progress.unit} · ${duration(job, now)}`;
}

/** `0.8 s`, `43 s`, `4 min 12 s` */
export function duration({ startedAt, endedAt }: Job, now: number): string {
  const seconds = ((endedAt ? Date.parse(endedAt) : now) - Date.parse(startedAt)) / 1000;
  if (seconds < 10 && endedAt) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.max(0, Math.floor(seconds))} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}
