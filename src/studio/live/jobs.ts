import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import { PitchwrightError } from '../../errors.ts';
import { areAtOdds, type Order } from './actions.ts';
import { FOR_STUDIO, type FromCommand, STOP } from './command-line.ts';
import { type Job, type JobEvent, type JobLine, type JobProgress, resultOf, stateAtEnd } from './job.ts';
import { type JobShelf, jobId } from './job-shelf.ts';

/** So many lines of a running job are held; all of them are in its log. */
const MOST_LINES = 400;
/** Lines are told together, so often. */
const TELL_MS = 60;

/** What is happening now, for a page that has just been opened. */
export interface Snapshot {
  readonly jobs: readonly Job[];
  readonly progress: Readonly<Record<string, JobProgress>>;
  readonly lines: Readonly<Record<string, readonly JobLine[]>>;
}

/** The work of the studio: commands that run beside it, each in a process of its own. */
export interface Jobs {
  /**
   * Starts one.
   * @param cleanUp called when it has ended, however it did.
   * @throws PitchwrightError `STUDIO_BUSY` while another one is in its way
   */
  start(order: Order, cleanUp?: () => Promise<void>): Promise<Job>;
  /** Asks it to end as Ctrl-C does; asked again, ends it at once. @throws PitchwrightError `JOB_UNKNOWN` | `JOB_ENDED` */
  stop(id: string): Job;
  /** @throws PitchwrightError `JOB_UNKNOWN` */
  log(id: string): Promise<string>;
  snapshot(): Snapshot;
  listen(hear: (event: JobEvent) => void): () => void;
  /** Asks all of them to end, and waits. */
  close(): Promise<void>;
}

interface Running {
  readonly child: ChildProcess;
  readonly order: Order;
  readonly ended: Promise<void>;
  job: Job;
  progress?: JobProgress;
  /** As the command itself says it. */
  result?: string;
  lines: JobLine[];
  untold: JobLine[];
}

export interface JobsOptions {
  readonly shelf: JobShelf;
  /** The project's folder. */
  readonly root: string;
  /** Called when a command has ended, before that is told: whoever looks then must see what it made. */
  readonly beforeEnd?: (order: Order) => void;
  readonly now?: () => Date;
}

/** Opens the jobs; those that were running when an earlier studio ended are marked as lost. */
export async function openJobs({
  shelf,
  root,
  beforeEnd = () => {},
  now = () => new Date(),
}: JobsOptions): Promise<Jobs> {
  const listeners = new Set<(event: JobEvent) => void>();
  const running = new Map<string, Running>();
  const known = new Map<string, Job>();
  const tell = (event: JobEvent) => {
    for (const hear of listeners) hear(event);
  };
  let writing: Promise<void> = Promise.resolve();
  /** One after the other. A disk that is full must not end the studio: the job goes on without its log. */
  const write = (work: () => Promise<void>) => {
    writing = writing.then(work).catch((error: unknown) => console.error(String(error)));
    return writing;
  };

  for (const job of (await shelf.list()).toReversed()) {
    if (job.state !== 'running') {
      known.set(job.id, job);
      continue;
    }
    const lost: Job = { ...job, state: 'lost', endedAt: now().toISOString() };
    known.set(job.id, lost);
    void write(() => shelf.save(lost));
  }

  const change = (id: string, changed: Partial<Job>): Job => {
    const job = { ...(known.get(id) as Job), ...changed };
    known.set(id, job);
    tell({ kind: 'job', job });
    void write(() => shelf.save(job));
    return job;
  };

  const flush = (id: string, entry: Running) => {
    const { untold } = entry;
    if (untold.length === 0) return;
    entry.untold = [];
    entry.lines = [...entry.lines, ...untold].slice(-MOST_LINES);
    tell({ kind: 'lines', id, lines: untold });
    void write(() => shelf.append(id, untold.map(({ text }) => `${text}\n`).join('')));
  };

  const start: Jobs['start'] = async (order, cleanUp) => {
    const rival = [...running.values()].find((each) => areAtOdds(each.order, order));
    if (rival) {
      throw new PitchwrightError('STUDIO_BUSY', `“${rival.job.title}” is still going on`, {
        hint: 'wait for it, or stop it first',
      });
    }
    const startedAt = now();
    const id = jobId(startedAt, order.action, randomBytes(2).toString('hex'));
    const job: Job = {
      id,
      action: order.action,
      title: order.title,
      command: commandLine(order),
      page: order.page,
      whenStopped: order.whenStopped,
      startedAt: startedAt.toISOString(),
      state: 'running',
      isStopping: false,
      result: '',
    };
    const child = fork(`${root}/scripts/${order.script}.ts`, order.args, {
      cwd: root,
      execArgv: ['--import', 'tsx'],
      silent: true,
      // Ctrl-C in the terminal is for the studio, which asks its commands to stop; once, not twice.
      detached: true,
      env: environmentOf(process.env),
    });
    const end = Promise.withResolvers<void>();
    const entry: Running = { child, order, ended: end.promise, job, lines: [], untold: [] };
    running.set(id, entry);
    known.set(id, job);
    tell({ kind: 'job', job });
    void write(() => shelf.save(job)).then(() => shelf.tidy());

    let count = 0;
    const take = (isError: boolean) => (text: string) => {
      count += 1;
      entry.untold.push({ at: count, text: stripVTControlCharacters(text), isError });
    };
    const teller = setInterval(() => flush(id, entry), TELL_MS);
    const streams = [child.stdout, child.stderr].map((stream, index) => {
      const lines = createInterface({ input: stream as NodeJS.ReadableStream });
      lines.on('line', take(index === 1));
      return new Promise((resolve) => lines.once('close', resolve));
    });
    child.on('message', (message) => {
      const said = message as unknown as FromCommand;
      if ('result' in said) entry.result = said.result;
      else {
        entry.progress = said;
        tell({ kind: 'progress', id, progress: said });
      }
    });
    const close = async (code: number | null) => {
      await Promise.all(streams);
      clearInterval(teller);
      flush(id, entry);
      running.delete(id);
      beforeEnd(order);
      const { isStopping } = known.get(id) as Job;
      const state = stateAtEnd(code, isStopping, entry.progress);
      change(id, {
        state,
        result: entry.result ?? resultOf(entry.lines, state),
        endedAt: now().toISOString(),
        ...(code === null ? {} : { exitCode: code }),
      });
      await cleanUp?.();
      await writing;
      end.resolve();
    };
    child.once('error', (error) => take(true)(error.message));
    child.once('close', (code) => void close(code));
    return job;
  };

  const stop: Jobs['stop'] = (id) => {
    const entry = running.get(id);
    if (!entry) throw known.has(id) ? ended(id) : unknown(id);
    if (entry.child.connected && !known.get(id)?.isStopping) entry.child.send(STOP);
    else entry.child.kill('SIGKILL');
    return change(id, { isStopping: true });
  };

  return {
    start,
    stop,
    async log(id) {
      if (!known.has(id)) throw unknown(id);
      await writing;
      return shelf.log(id);
    },
    snapshot: () => ({
      jobs: [...known.values()].toReversed(),
      progress: Object.fromEntries(
        [...running].flatMap(([id, { progress }]) => (progress ? [[id, progress]] : [])),
      ),
      lines: Object.fromEntries([...running].map(([id, { lines }]) => [id, lines])),
    }),
    listen(hear) {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
    async close() {
      const all = [...running];
      // Whoever is stopping already must not be asked twice: that ends it at once.
      for (const [id] of all) if (!known.get(id)?.isStopping) stop(id);
      await Promise.all(all.map(([, entry]) => entry.ended));
      await writing;
    },
  };
}

/** What somebody would type for it. */
export function commandLine({ script, args }: Pick<Order, 'script' | 'args'>): string {
  const words = args.map((arg) => (/^[\w@.,:/=+-]+$/.test(arg) ? arg : `"${arg}"`));
  return ['npm run', script, ...(words.length > 0 ? ['--', ...words] : [])].join(' ');
}

/** A command runs as if somebody had typed it, and says how far it is. */
function environmentOf(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { NODE_ENV, FORCE_COLOR, ...rest } = own;
  return { ...rest, [FOR_STUDIO]: 'yes', NO_COLOR: '1' };
}

const unknown = (id: string) =>
  new PitchwrightError('JOB_UNKNOWN', `there is no job ${id}`, { hint: 'reload the page' });

const ended = (id: string) =>
  new PitchwrightError('JOB_ENDED', `job ${id} has ended already`, { hint: 'read its log' });
