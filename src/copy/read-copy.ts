import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PitchwrightError } from '../errors.ts';
import { parseContent } from './content.ts';
import { type Copy, compileCopy } from './copy.ts';
import { LOCALE_FILES } from './locale.ts';
import type { OwnCatalogue } from './own-catalogue.ts';

/**
 * Reads `content/`.
 * @param dataFolder the dataset: where it has a `catalogue.yaml`, that one counts.
 * @throws PitchwrightError `CONTENT_UNREADABLE`, or as `parseContent` and `compileCopy` do.
 */
export async function readCopy(folder: string, dataFolder?: string): Promise<Copy> {
  return compileCopy(parseContent(await contentTexts(folder), folder, await ownCatalogue(dataFolder)));
}

/**
 * The texts that the copy is made from, by path: `brand.yaml`, `locales/en/labels.yaml`; those that are there.
 * @throws PitchwrightError `CONTENT_UNREADABLE`
 */
export async function contentTexts(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const read = async (name: string) => {
    const text = await textOf(join(folder, name), `${folder}/${name}`);
    if (text !== undefined) files.set(name, text);
  };
  await read('brand.yaml');
  await read('catalogue.yaml');
  await read('segments.yaml');
  for (const locale of await namesIn(join(folder, 'locales'))) {
    for (const name of await namesIn(join(folder, 'locales', locale))) {
      const path = `locales/${locale}/${name}`;
      // A stranger is told by its name; what it holds does not matter.
      if (KNOWN.includes(name)) await read(path);
      else files.set(path, '');
    }
  }
  return files;
}

/** The catalogue of a dataset that brings its own. @throws PitchwrightError `CONTENT_UNREADABLE` */
export async function ownCatalogue(dataFolder: string | undefined): Promise<OwnCatalogue | undefined> {
  if (dataFolder === undefined) return undefined;
  const file = `${dataFolder}/catalogue.yaml`;
  const text = await textOf(join(dataFolder, 'catalogue.yaml'), file);
  return text === undefined ? undefined : { text, file };
}

const KNOWN = Object.keys(LOCALE_FILES).map((name) => `${name}.yaml`);

/** What stands in a folder; nothing when it is not one. */
async function namesIn(path: string): Promise<readonly string[]> {
  return readdir(path).catch(ifNone([]));
}

async function textOf(path: string, label: string): Promise<string | undefined> {
  return readFile(path, 'utf8')
    .catch(ifNone(undefined))
    .catch((cause) => {
      throw new PitchwrightError('CONTENT_UNREADABLE', `${label} cannot be read`, {
        hint: 'it must be a file that you may read',
        cause,
      });
    });
}

/** Stands in for what is not there; other errors stay errors. */
function ifNone<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return value;
    throw error;
  };
}
