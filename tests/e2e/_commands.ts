import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { envSchema } from '../../src/env.ts';
import { SHORT_LIVED } from '../_short-lived.ts';

export const ROOT = join(import.meta.dirname, '../..');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the site can be told from outside. Unset means unset, whatever a `.env` of the developer says. */
export interface Settings {
  readonly DATA_DIR: string;
  readonly OUT_DIR?: string;
  readonly CONTENT_DIR?: string;
  readonly SITE_URL?: string;
  readonly SITE_PII?: 'mask' | 'show';
  readonly DATABASE_URL?: string;
  readonly UNSUBSCRIBE_SECRET?: string;
  readonly SMTP_URL?: string;
  readonly APPS_SCRIPT_URL?: string;
  readonly APPS_SCRIPT_SECRET?: string;
  readonly GEMINI_API_KEY?: string;
  readonly GEMINI_BASE_URL?: string;
  readonly MEDIA_BUDGET?: string;
}

// Vitest's own variables (NODE_ENV=test and more) would build another site than the one that is published.
const PASSED_ON = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'APPDATA',
  'LOCALAPPDATA',
  'XDG_CONFIG_HOME',
  'NODE_COMPILE_CACHE',
];

/** Runs `scripts/<name>.ts` as a person would, in a process of its own. */
export function runCommand(name: string, args: readonly string[], settings: Settings): Promise<Ran> {
  const inherited = Object.fromEntries(PASSED_ON.map((key) => [key, process.env[key]]));
  const unset = Object.fromEntries(Object.keys(envSchema.shape).map((key) => [key, '']));
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [...SHORT_LIVED, '--import', 'tsx', `scripts/${name}.ts`, ...args],
      {
        cwd: ROOT,
        env: { ...inherited, ...unset, ...settings, TZ: 'UTC' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.once('error', reject).once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Like `runCommand`, for steps that must not fail. @returns what the command printed. */
export async function mustRun(name: string, args: readonly string[], settings: Settings): Promise<string> {
  const { code, stdout, stderr } = await runCommand(name, args, settings);
  if (code !== 0) throw new Error(`scripts/${name}.ts ended with ${code}:\n${stdout}${stderr}`);
  return stdout;
}
