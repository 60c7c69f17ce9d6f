import { undoImport } from '../../../src/data/import-files/undo-import.ts';
import { importInto } from './_into-folder.ts';

/** Imports a text into a folder, or undoes, and dies before step n as if the power went out. */
const [folder = '', text = '', at = ''] = process.argv.slice(2);

let steps = 0;
const onStep = () => {
  if (steps === Number(at)) process.kill(process.pid, 'SIGKILL');
  steps += 1;
};

void (text === 'undo' ? undoImport(folder, onStep) : importInto(folder, [text], { onStep }));
