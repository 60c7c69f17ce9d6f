import { inspectSource } from '../../../src/data/import/inspect-source.ts';
import { proposeMapping } from '../../../src/data/import/propose-mapping.ts';
import { textSource } from '../../../src/data/import/source.ts';
import { importIntoFolder } from '../../../src/data/import-files/import-into-folder.ts';
import { undoImport } from '../../../src/data/import-files/undo-import.ts';
import { withdrawnBefore } from '../../../src/data/import-files/withdrawn-before.ts';

/** Imports a text into a folder, or undoes, and dies before step n as if the power went out. */
const [folder = '', text = '', at = ''] = process.argv.slice(2);

let steps = 0;
const onStep = () => {
  if (steps === Number(at)) process.kill(process.pid, 'SIGKILL');
  steps += 1;
};

async function main(): Promise<void> {
  if (text === 'undo') {
    await undoImport(folder, onStep);
    return;
  }
  const inspected = await inspectSource(textSource('new.csv', text));
  await importIntoFolder([{ inspected, proposal: proposeMapping(inspected) }], {
    folder,
    isRehearsal: false,
    check: async () => {},
    today: '2026-06-30',
    withdrawn: await withdrawnBefore(folder),
    onStep,
  });
}

void main();
