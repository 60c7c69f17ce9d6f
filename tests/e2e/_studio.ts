import { type ChildProcess, spawn } from 'node:child_process';
import { envSchema } from '../../src/env.ts';
import { ROOT, type Settings } from './_commands.ts';

export interface RunningStudio {
  /** `http://127.0.0.1:…` */
  readonly address: string;
  /** What it said on its error stream so far. */
  complaints(): string;
  close(): Promise<void>;
}

/** Starts `npm start` and waits for its address. */
export async function startStudio(port: number, settings: Settings): Promise<RunningStudio> {
  const unset = Object.fromEntries(Object.keys(envSchema.shape).map((key) => [key, '']));
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', 'scripts/start.ts', '--port', String(port)],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        ...unset,
        // Beside it others run, and each remembers what it has prepared.
        OUT_DIR: `node_modules/.cache/studio-${port}`,
        ...settings,
        NODE_ENV: 'development',
        VITEST: '',
        TZ: 'UTC',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (found) resolve(found);
    });
    child.once('close', (code) => reject(new Error(`npm start ended with ${code}: ${said}${complaints}`)));
  });
  return {
    address,
    complaints: () => complaints,
    async close() {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill();
      await ended;
    },
  };
}
