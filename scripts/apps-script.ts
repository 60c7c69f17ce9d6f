import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { Command, InvalidArgumentError } from 'commander';
import { bundleAppsScript } from '../src/delivery/bundle-apps-script.ts';
import { readEnv } from '../src/env.ts';
import { writeWhole } from '../src/report/report-file.ts';
import { setupParts, setupSteps } from '../src/site/setup-steps.ts';
import { run } from './_command.ts';

const command = new Command('apps-script')
  .description('Makes the web app that sends from a Google mailbox, ready to paste or to push with clasp.')
  .option('--script-id <id>', 'the id of your script project: writes .clasp.json for clasp push', scriptId);

run(command, async () => {
  const { scriptId: id } = command.opts<{ readonly scriptId?: string }>();
  const folder = join(readEnv().DATA_DIR, 'apps-script');
  const { code, manifest, digest } = await bundleAppsScript();
  const done = styleText('green', '✓');
  const lines = code.split('\n').length;

  await writeWhole(join(folder, 'Code.gs'), code);
  console.log(`${done} ${join(folder, 'Code.gs')}  ${lines} lines, digest ${digest}`);
  await writeWhole(join(folder, 'appsscript.json'), manifest);
  console.log(`${done} ${join(folder, 'appsscript.json')}`);
  const clasp = join(folder, '.clasp.json');
  if (id !== undefined) {
    const settings = JSON.parse(await readFile('apps-script/.clasp.json.example', 'utf8'));
    await writeWhole(clasp, `${JSON.stringify({ ...settings, scriptId: id }, null, 2)}\n`);
    console.log(`${done} ${clasp}`);
  }

  for (const [index, { title, words }] of setupSteps(folder).entries()) {
    console.log(`\n${styleText('bold', `${index + 1}. ${title}`)}`);
    for (const each of words) console.log(`   ${paint(each)}`);
  }
  const push = `cd ${folder} && npx @google/clasp@3 push`;
  const how = existsSync(clasp) ? push : 'npm run apps-script -- --script-id <id>';
  console.log(`\nWith clasp in place of pasting: ${styleText('cyan', how)}`);
});

function paint(words: string): string {
  return setupParts(words)
    .map(({ text, isCode }) => (isCode ? styleText('cyan', text) : text))
    .join('');
}

function scriptId(text: string): string {
  if (/^[\w-]{20,100}$/.test(text)) return text;
  throw new InvalidArgumentError('use the long part of the project’s address, after /projects/.');
}
