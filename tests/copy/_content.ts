import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Document, parseDocument } from 'yaml';
import type { Copy } from '../../src/copy/copy.ts';
import { readCopy } from '../../src/copy/read-copy.ts';
import { isPitchwrightError } from '../../src/errors.ts';

/** A copy of the project's `content/` that goes away with the test. */
export interface Content {
  readonly folder: string;
  /** Changes one file's text; it is an error when nothing changes. @returns the text after the change. */
  edit(file: string, change: (text: string) => string): Promise<string>;
  /** The same for one value of a YAML file; `undefined` takes it out. */
  set(file: string, path: readonly (string | number)[], value: unknown): Promise<string>;
  read(): Promise<Copy>;
  /** What reading says, with the folder written as `content`. */
  refusal(): Promise<Refusal>;
}

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
}

export async function copyOfContent(): Promise<Content> {
  const folder = await mkdtemp(join(tmpdir(), 'pitchwright-content-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp('content', folder, { recursive: true });
  const edit = async (file: string, change: (text: string) => string): Promise<string> => {
    const before = await readFile(join(folder, file), 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`the change of ${file} changes nothing`);
    await writeFile(join(folder, file), after);
    return after;
  };
  return {
    folder,
    edit,
    set: (file, path, value) =>
      edit(file, (text) => {
        const document: Document = parseDocument(text);
        if (value === undefined) document.deleteIn(path);
        else document.setIn(path, value);
        return document.toString({ lineWidth: 0 });
      }),
    read: () => readCopy(folder),
    async refusal() {
      try {
        await readCopy(folder);
      } catch (error) {
        if (!isPitchwrightError(error)) throw error;
        const named = (text: string) => text.replaceAll(folder, 'content');
        return { code: error.code, message: named(error.message), hint: error.hint && named(error.hint) };
      }
      throw new Error('the content was read without an objection');
    },
  };
}

/** The line, from 1, on which a text first matches, at the earliest on line `from`. */
export function lineOf(text: string, pattern: RegExp, from = 1): number {
  const skipped = text.split('\n').slice(0, from - 1);
  const rest = text
    .split('\n')
    .slice(from - 1)
    .join('\n');
  const at = rest.search(pattern);
  if (at === -1) throw new Error(`nothing matches ${pattern}`);
  return skipped.length + rest.slice(0, at).split('\n').length;
}
