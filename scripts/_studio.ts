import type { FromCommand } from '../src/studio/live/command-line.ts';
import { FOR_STUDIO, STOP } from '../src/studio/live/command-line.ts';

/** Whether the studio started this command: it hears how far the work is, and may ask it to stop. */
export const isForStudio = process.env[FOR_STUDIO] !== undefined && process.send !== undefined;

export function tellStudio(message: FromCommand): void {
  if (isForStudio && process.connected) process.send?.(message);
}

/** A wish to stop is the same as Ctrl-C; so is the end of the studio, however it came about. */
export function heedStudio(): void {
  if (!isForStudio) return;
  const stop = () => {
    if (!process.emit('SIGINT')) process.exit(130);
  };
  process.on('message', (message) => {
    if (message === STOP) stop();
  });
  process.once('disconnect', stop);
  // Nobody reads any more once the studio is gone; the work itself goes on to a good end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  process.channel?.unref();
}
