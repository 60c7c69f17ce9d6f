import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Env } from '../../env.ts';
import { PitchwrightError } from '../../errors.ts';
import type { MailChecks, MailQuestion } from './mail-checks-desk.ts';
import type { Answered, Asked } from './mail-checks-worker.ts';
import type { Route } from './route.ts';

/** A worker that nobody asked for so long ends, and gives back its memory. */
const IDLE_MS = 5 * 60_000;

interface Running {
  /** Of the templates it has loaded. */
  readonly stamp: string;
  readonly worker: Worker;
  readonly waiting: Map<number, PromiseWithResolvers<MailChecks>>;
}

/**
 * What the checks say about one customer's mail: `GET mails/:id/checks`, with `?campaign=` for a campaign's.
 *
 * They run in a worker. A process keeps the code of a template as it was when it was first used; a new worker reads it
 * again, so one is started whenever a file of `emails/` changed.
 * @param epoch moves when data or copy changed.
 */
export function mailChecksRoutes(env: Env, epoch: () => number, idleMs = IDLE_MS): readonly Route[] {
  let running: Running | undefined;
  let idle: NodeJS.Timeout | undefined;
  let calls = 0;

  const ready = (stamp: string): Running => {
    if (running?.stamp === stamp) return running;
    if (running) end(running);
    running = start(env, stamp);
    const own = running;
    own.worker.once('exit', () => {
      if (running === own) running = undefined;
    });
    return own;
  };

  const check = async (question: MailQuestion): Promise<MailChecks> => {
    clearTimeout(idle);
    const { worker, waiting } = ready(await stampOf('emails'));
    calls += 1;
    const answer = Promise.withResolvers<MailChecks>();
    waiting.set(calls, answer);
    worker.postMessage({ call: calls, ...question } satisfies Asked);
    try {
      return await answer.promise;
    } finally {
      clearTimeout(idle);
      idle = setTimeout(() => {
        if (running?.waiting.size !== 0) return;
        end(running);
        running = undefined;
      }, idleMs).unref();
    }
  };

  return [
    {
      method: 'GET',
      path: 'mails/:id/checks',
      answer: ({ params, query }) =>
        check({ id: params.id ?? '', campaign: query.get('campaign') ?? undefined, epoch: epoch() }),
    },
  ];
}

function start(env: Env, stamp: string): Running {
  const entry = new URL('mail-checks-worker.ts', import.meta.url);
  const worker = new Worker(entry, { workerData: env, execArgv: ['--import', 'tsx'] });
  worker.unref();
  const waiting: Running['waiting'] = new Map();
  const settle = (call: number) => {
    const answer = waiting.get(call);
    waiting.delete(call);
    return answer;
  };
  worker.on('message', (answered: Answered) => {
    const answer = settle(answered.call);
    if ('checks' in answered) answer?.resolve(answered.checks);
    else if ('broken' in answered) answer?.reject(notChecked(answered.broken));
    else {
      const { code, message, hint } = answered.refused;
      answer?.reject(new PitchwrightError(code, message, hint === undefined ? {} : { hint }));
    }
  });
  const failed = (cause: unknown) => {
    for (const call of [...waiting.keys()]) settle(call)?.reject(notChecked(cause));
  };
  worker.on('error', failed);
  worker.on('exit', () => failed(undefined));
  return { stamp, worker, waiting };
}

const end = ({ worker }: Running) => void worker.terminate();

/** Above all a template that does not compile: its author wants file, line and reason. */
function notChecked(cause: unknown): PitchwrightError {
  const why =
    cause instanceof Error
      ? cause.message.replaceAll(`${process.cwd()}/`, '').replace(/\s+/g, ' ').slice(0, 300)
      : 'the checks were started anew';
  return new PitchwrightError('CHECKS_ENDED', `the mail could not be checked: ${why}`, {
    hint: 'mend the file if it names one, then check again; npm run check has the details',
    cause,
  });
}

/** Moves when a file of a folder was written, added or taken away. */
async function stampOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  // A file that is being replaced may be gone for a moment.
  const times = await Promise.all(
    files.sort().map((file) =>
      stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  return `${files.length} ${Math.max(0, ...times)}`;
}
