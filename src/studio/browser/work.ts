import type { Job, JobLine, JobProgress } from '../live/job.ts';
import { ask, StudioRefusal } from './ask.ts';
import { listen } from './stream.ts';

/** All that this page knows of the studio's work. */
export interface Work {
  /** The latest first. */
  readonly jobs: readonly Job[];
  readonly progress: ReadonlyMap<string, JobProgress>;
  readonly lines: ReadonlyMap<string, readonly JobLine[]>;
  /** Whether the studio can be heard. */
  readonly isHeard: boolean;
  /** Why the last thing that somebody wanted was not started. */
  readonly refused: string | undefined;
}

type Hear = (work: Work, ended: Job | undefined) => void;

const MOST_LINES = 400;

let refused: string | undefined;
let work: Work = { jobs: [], progress: new Map(), lines: new Map(), isHeard: false, refused: undefined };
const hearers = new Set<Hear>();

/** Calls with what is known now, and whenever that changes. */
export function watchWork(hear: Hear): void {
  hearers.add(hear);
  if (work.isHeard) hear(work, undefined);
}

/** What could not be started is told where work is shown. */
export function tellBroken(error: unknown): void {
  const { message, hint } = error as StudioRefusal;
  refused = [message, error instanceof StudioRefusal ? hint : undefined].filter(Boolean).join(' ');
  change({});
}

/** Starts an action. @throws StudioRefusal with the fields that cannot be taken */
export async function start(action: string, input: unknown): Promise<Job> {
  const job = await ask<Job>('jobs', { method: 'POST', body: { action, input } });
  refused = undefined;
  put(job);
  return job;
}

export const stop = (id: string) => ask<Job>(`jobs/${id}/stop`, { method: 'POST' });

export const readLog = async (id: string) => (await ask<{ readonly text: string }>(`jobs/${id}/log`)).text;

export function followWork(): void {
  void listen(
    (heard) => {
      if (heard.kind === 'snapshot') {
        const { jobs, progress, lines } = heard.snapshot;
        change({
          jobs,
          progress: new Map(Object.entries(progress)),
          lines: new Map(Object.entries(lines)),
          isHeard: true,
        });
      } else if (heard.kind === 'job') put(heard.job);
      else if (heard.kind === 'progress') {
        change({ progress: new Map(work.progress).set(heard.id, heard.progress) });
      } else {
        const { id, lines } = heard;
        const all = [...(work.lines.get(id) ?? []), ...lines].slice(-MOST_LINES);
        change({ lines: new Map(work.lines).set(id, all) });
      }
    },
    () => change({ isHeard: false }),
  );
}

function put(job: Job): void {
  const before = work.jobs.find(({ id }) => id === job.id);
  const jobs = before ? work.jobs.map((each) => (each.id === job.id ? job : each)) : [job, ...work.jobs];
  const hasEnded = job.state !== 'running' && before?.state === 'running';
  change({ jobs }, hasEnded ? job : undefined);
}

function change(changed: Partial<Work>, ended?: Job): void {
  work = { ...work, ...changed, refused };
  for (const hear of hearers) hear(work, ended);
}
