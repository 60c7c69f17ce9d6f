import { constants } from 'node:fs';
import { access, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import fluent from 'fluent-ffmpeg';
import { MediaFailure } from '../provider.ts';
import type { Ffmpeg } from './find-ffmpeg.ts';

/** One run. Only this file knows which package starts the program. */
export interface FfmpegRun {
  /** Files of ours, or raw data with the options that describe it: at most one stream. */
  readonly inputs: readonly { readonly source: string | Readable; readonly options?: readonly string[] }[];
  readonly options: readonly string[];
  /** A file of ours, removed again when the run fails; `-` for none. */
  readonly output: string;
  readonly signal?: AbortSignal;
  /** @param seconds how far the output has come */
  readonly onProgress?: (seconds: number) => void;
  readonly patienceMs?: number;
}

const PATIENCE_MS = 180_000;
const LAST_LINES = 6;

/**
 * @returns what ffmpeg wrote to its standard error
 * @throws MediaFailure broken; the signal's reason when it is cancelled. The child has ended by then.
 */
export async function runFfmpeg(
  { path }: Ffmpeg,
  { inputs, options, output, signal, onProgress, patienceMs = PATIENCE_MS }: FfmpegRun,
): Promise<string> {
  signal?.throwIfAborted();
  // fluent-ffmpeg 2.1.3 ends the whole process when there is nothing to start.
  await access(path, constants.X_OK).catch((cause) => {
    throw new MediaFailure('broken', 'ffmpeg is not there any more, or not executable', { cause });
  });
  const tooLong = AbortSignal.timeout(patienceMs);
  const stop = signal ? AbortSignal.any([signal, tooLong]) : tooLong;
  const lines: string[] = [];
  const command = fluent({ stdoutLines: 0 }).setFfmpegPath(path);
  for (const { source, options: described = [] } of inputs) {
    command.input(typeof source === 'string' ? resolve(source) : source).inputOptions([...described]);
  }
  command.outputOptions([...options]).output(output === '-' ? '-' : resolve(output));

  const kill = () => command.kill('SIGKILL');
  try {
    await new Promise<void>((done, failed) => {
      command
        .on('start', () => (stop.aborted ? kill() : stop.addEventListener('abort', kill, { once: true })))
        .on('stderr', (line: string) => lines.push(line))
        .on('progress', ({ timemark }) => onProgress?.(secondsOf(timemark)))
        .on('end', () => done())
        .on('error', failed)
        .run();
    });
    stop.throwIfAborted();
  } catch (cause) {
    for (const { source } of inputs) if (typeof source !== 'string') source.destroy();
    if (output !== '-') await rm(output, { force: true });
    signal?.throwIfAborted();
    if (tooLong.aborted) {
      throw new MediaFailure('broken', `ffmpeg took longer than ${patienceMs / 1000} seconds`, { cause });
    }
    const last = lines.filter((line) => line.trim() !== '').slice(-LAST_LINES);
    throw new MediaFailure('broken', `ffmpeg failed: ${last.join(' | ') || (cause as Error).message}`, {
      cause,
    });
  } finally {
    stop.removeEventListener('abort', kill);
  }
  return lines.join('\n');
}

/** `00:00:12.48` → 12.48 */
function secondsOf(timemark = ''): number {
  const [seconds = 0, minutes = 0, hours = 0] = timemark.split(':').map(Number).reverse();
  return hours * 3600 + minutes * 60 + seconds;
}
