import { readFile, writeFile } from 'node:fs/promises';
import { styleText } from 'node:util';
import { Command } from 'commander';
import { printEnvExample } from '../src/env.ts';
import { run } from './_command.ts';
import { fillTables, REFERENCE } from './_reference.ts';

const command = new Command('docs').description(
  'Prints .env.example and the tables of src/data/README.md anew from the schemas. A test says when they drift.',
);

run(command, async () => {
  await update('.env.example', printEnvExample);
  await update(REFERENCE, (text) => text && fillTables(text));
});

/** Writes a file when its text changes. @param print is given the text so far, `undefined` when there is no file. */
async function update(
  path: string,
  print: (before: string | undefined) => string | undefined,
): Promise<void> {
  const before = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  const after = print(before);
  if (after === undefined) console.log(`${styleText('dim', '–')} there is no ${path}`);
  else if (after === before) console.log(`${styleText('dim', '–')} ${path} is up to date`);
  else {
    await writeFile(path, after);
    console.log(`${styleText('green', '✓')} ${path} is written`);
  }
}
