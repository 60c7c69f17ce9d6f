import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { EngineQuestion } from './engine.ts';
import { runInMemory } from './memory-wasi.ts';

const { program, text, settings } = workerData as EngineQuestion;
const { files, printed } = runInMemory(new WebAssembly.Module(readFileSync(program)), [
  'flite',
  ...settings,
  '-t',
  text,
  '-o',
  '/speech.wav',
]);
const wav = files.get('/speech.wav');
if (!wav) throw new Error(printed.trim() || 'it wrote no sound');
// A copy, because a view would take the whole buffer behind it along.
parentPort?.postMessage(wav.slice());
