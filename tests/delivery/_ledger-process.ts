import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { SHORT_LIVED } from '../_short-lived.ts';

/** A process of its own that does something with a ledger, which stands there as `ledger`. */
export interface LedgerProcess {
  readonly pid: number;
  /** Its lines so far. */
  readonly said: () => string;
  /** Resolves when it has said this, and rejects when it ends before. */
  until(words: string): Promise<void>;
  kill(): Promise<void>;
  readonly ended: Promise<number | null>;
}

/**
 * @param act statements; `say(text)` prints a line. A process that is not to end says something and waits:
 * `await new Promise(() => {})`.
 */
export function startProcess(
  env: { readonly DATA_DIR: string; readonly DATABASE_URL?: string | undefined },
  act: string,
): LedgerProcess {
  const code = `
    const { openLedger } = await import('./src/delivery/ledger/open-ledger.ts');
    const { planned, sent } = await import('./tests/conformance/_ledger-rows.ts');
    const { describeError } = await import('./src/errors.ts');
    const say = (text) => process.stdout.write(text + '\\n');
    const run = { campaign: 'vip', lane: 'live' };
    try {
      const ledger = await openLedger({ DATA_DIR: process.env.LEDGER_DIR, DATABASE_URL: process.env.LEDGER_URL });
      ${act}
      await ledger.close();
      say('closed');
    } catch (error) {
      say(error.code + ': ' + describeError(error));
      process.exitCode = 1;
    }`;
  const child: ChildProcess = spawn(
    process.execPath,
    [...SHORT_LIVED, '--import', 'tsx', '--input-type=module', '-e', code],
    {
      env: { ...process.env, LEDGER_DIR: env.DATA_DIR, LEDGER_URL: env.DATABASE_URL },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    pid: child.pid as number,
    said: () => text,
    ended,
    until: async (words) => {
      while (!text.includes(words)) {
        const more = Promise.race([
          once(child.stdout as NonNullable<typeof child.stdout>, 'data'),
          ended.then(() => 'ended'),
        ]);
        if ((await more) === 'ended' && !text.includes(words)) {
          throw new Error(`it ended without saying "${words}": ${text}`);
        }
      }
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
