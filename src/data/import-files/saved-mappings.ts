import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PitchwrightError } from '../../errors.ts';
import { type Mapping, parseMappingFile, printMappingFile } from '../import/mapping.ts';

/** Where mappings are kept, so that the same export is understood again. */
export const MAPPING_FILE = 'mapping.yaml';

/**
 * The mappings of a file.
 * @param isOptional no mappings when there is no such file.
 * @throws PitchwrightError `IMPORT_UNREADABLE` | `IMPORT_MAPPING_INVALID`
 */
export async function readMappings(path: string, isOptional: boolean): Promise<readonly Mapping[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' && isOptional) return [];
    const fact = code === 'ENOENT' ? `there is no file ${path}` : `${path} cannot be read: ${message}`;
    throw new PitchwrightError('IMPORT_UNREADABLE', fact, { hint: 'look at its name and folder', cause });
  }
  return parseMappingFile(text, path).files;
}

/**
 * Adds mappings to those that are kept; one for the same headers is replaced.
 * @returns where they are.
 * @throws PitchwrightError `DATASET_UNWRITABLE`
 */
export async function saveMappings(folder: string, made: readonly Mapping[]): Promise<string> {
  const path = join(folder, MAPPING_FILE);
  const before = await readMappings(path, true);
  const key = ({ file, headers }: Mapping) => JSON.stringify([file, headers]);
  const replaced = new Set(made.map(key));
  const files = [...before.filter((mapping) => !replaced.has(key(mapping))), ...made];
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(`${path}.${process.pid}.tmp`, printMappingFile({ files }));
    await rename(`${path}.${process.pid}.tmp`, path);
  } catch (cause) {
    throw new PitchwrightError(
      'DATASET_UNWRITABLE',
      `${path} cannot be written: ${(cause as Error).message}`,
      {
        hint: 'choose a folder that you may write to',
        cause,
      },
    );
  }
  return path;
}
