import { styleText } from 'node:util';
import { Command } from 'commander';
import { readEnv } from '../src/env.ts';
import { type Check, checkUp } from '../src/studio/doctor.ts';
import { run } from './_command.ts';

const command = new Command('doctor')
  .description('Says what works here, what is not configured, and why. Asks no service and spends nothing.')
  .option('--json', 'one JSON object a line', false);

const TITLES: Readonly<Record<Check['area'], string>> = {
  here: 'This machine',
  data: 'Data and content',
  delivery: 'Delivery',
  video: 'Films, in the order they are asked',
  voice: 'Voices',
  image: 'Pictures',
};

const MARKS: Readonly<Record<Check['state'], string>> = {
  ready: styleText('green', '✓'),
  off: styleText('dim', '–'),
  broken: styleText('red', '✗'),
};

run(command, async () => {
  const checks = await checkUp(readEnv());
  if (command.opts<{ json: boolean }>().json) {
    for (const check of checks) console.log(JSON.stringify(check));
  } else {
    const width = Math.max(...checks.map(({ name }) => name.length)) + 2;
    for (const [area, list] of Map.groupBy(checks, (check) => check.area)) {
      console.log(styleText('bold', TITLES[area]));
      for (const { name, state, detail, hint } of list) {
        console.log(
          `  ${MARKS[state]} ${name.padEnd(width)}${state === 'off' ? styleText('dim', detail) : detail}`,
        );
        if (hint !== undefined) console.log(`    ${' '.repeat(width)}${styleText('dim', `→ ${hint}`)}`);
      }
    }
  }
  if (checks.some(({ state }) => state === 'broken')) process.exitCode = 1;
});
