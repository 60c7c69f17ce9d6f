import { inspectSource } from '../../../src/data/import/inspect-source.ts';
import { proposeMapping } from '../../../src/data/import/propose-mapping.ts';
import { textSource } from '../../../src/data/import/source.ts';
import {
  type Imported,
  type IntoFolder,
  importIntoFolder,
} from '../../../src/data/import-files/import-into-folder.ts';
import { withdrawnBefore } from '../../../src/data/import-files/withdrawn-before.ts';
import { TODAY } from './_import.ts';

/** Imports texts into a folder as the command does, except for the store's check where none is given. */
export async function importInto(
  folder: string,
  texts: readonly string[],
  options: Partial<IntoFolder> = {},
): Promise<Imported> {
  const inputs = [];
  for (const [at, text] of texts.entries()) {
    const inspected = await inspectSource(textSource(`${at}.csv`, text));
    inputs.push({ inspected, proposal: proposeMapping(inspected) });
  }
  return importIntoFolder(inputs, {
    folder,
    isRehearsal: false,
    mayReplace: false,
    check: async () => {},
    today: TODAY,
    withdrawn: await withdrawnBefore(folder),
    ...options,
  });
}
