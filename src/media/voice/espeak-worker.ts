import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { EngineQuestion } from './engine.ts';

/** What of an Emscripten program is used here. Its files are in memory, none of them on a disk. */
interface Program {
  readonly FS: {
    writeFile(path: string, text: string): void;
    readFile(path: string): Uint8Array;
    analyzePath(path: string): { readonly exists: boolean };
  };
}

type Start = (options: {
  readonly arguments: readonly string[];
  readonly preRun: readonly ((program: Program) => void)[];
  readonly stdin: () => null;
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
}) => Promise<Program>;

const { program, text, settings } = workerData as EngineQuestion;
const { default: start } = (await import(pathToFileURL(program).href)) as { readonly default: Start };
const printed: string[] = [];
const { FS } = await start({
  arguments: [...settings, '-b', '1', '-f', '/text.txt', '-w', '/speech.wav'],
  preRun: [({ FS }) => FS.writeFile('/text.txt', text)],
  stdin: () => null,
  print: (line) => printed.push(line),
  printErr: (line) => printed.push(line),
});
if (!FS.analyzePath('/speech.wav').exists) throw new Error(printed[0] ?? 'it wrote no sound');
parentPort?.postMessage(FS.readFile('/speech.wav'));
