import { execFile } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

export interface Outcome {
  readonly code: number;
  /** What it said on both streams. */
  readonly output: string;
}

/** Runs a program to its end in the project folder, in plain text and without telemetry. */
export function runProgram(program: string, args: readonly string[]): Promise<Outcome> {
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' };
  return new Promise((resolve, reject) => {
    execFile(program, args, { env, maxBuffer: 64 * 2 ** 20 }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(error);
      else
        resolve({
          code: Number(error?.code ?? 0),
          output: stripVTControlCharacters(`${stdout}${stderr}`).trim(),
        });
    });
  });
}

/** Runs a script of an installed package with this Node. */
export function runTool(path: string, ...args: readonly string[]): Promise<Outcome> {
  return runProgram(process.execPath, [`node_modules/${path}`, ...args]);
}
