import type { ImportFile } from './import-file.ts';
import { type Row, readRows } from './read-rows.ts';

/** How far an import is. Every file is read at least twice: once to learn, once to write. */
export interface ImportProgress {
  readonly phase: 'reading' | 'writing';
  readonly file: string;
  /** Bytes of this file that were read in this phase, and all it has, where that is known. */
  readonly bytes: number;
  readonly size: number | undefined;
}

export interface Pace {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** Milliseconds of work after which others get a turn: a worker hears "stop", a terminal redraws its bar. */
const TURN = 40;

/** Reads a file's rows one by one, telling how far it is. */
export async function eachRow(
  { inspected }: Pick<ImportFile, 'inspected'>,
  phase: ImportProgress['phase'],
  { signal, onProgress }: Pace,
  onRow: (row: Row) => void,
  onBatch: () => void | Promise<void> = () => {},
): Promise<void> {
  const { source, form, bytes: size, name: file } = inspected;
  let bytes = 0;
  let since = performance.now();
  const onBytes = (count: number) => {
    bytes += count;
  };
  for await (const rows of readRows(source, form, { signal, onBytes })) {
    for (const row of rows) onRow(row);
    await onBatch();
    onProgress?.({ phase, file, bytes, size });
    if (performance.now() - since < TURN) continue;
    await pause();
    since = performance.now();
    signal?.throwIfAborted();
  }
  onProgress?.({ phase, file, bytes, size });
}

/** Lets everything else that waits have its turn. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
