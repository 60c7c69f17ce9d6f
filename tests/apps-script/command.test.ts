import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { bundleAppsScript } from '../../src/delivery/bundle-apps-script.ts';
import { mustRun, runCommand } from '../e2e/_commands.ts';

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'pitchwright-apps-script-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

test('npm run apps-script writes the files and says the five steps', async () => {
  const DATA_DIR = await folder();
  const output = await mustRun('apps-script', [], { DATA_DIR });
  const { code, manifest } = await bundleAppsScript();
  expect(await readdir(join(DATA_DIR, 'apps-script'))).toEqual(['Code.gs', 'appsscript.json']);
  expect(await readFile(join(DATA_DIR, 'apps-script/Code.gs'), 'utf8')).toBe(code);
  expect(await readFile(join(DATA_DIR, 'apps-script/appsscript.json'), 'utf8')).toBe(manifest);
  expect(output.match(/^\d\. /gm)).toEqual(['1. ', '2. ', '3. ', '4. ', '5. ']);
  expect(output).toContain('npm run apps-script -- --script-id <id>');
});

test('with the id of a project it is ready for clasp', async () => {
  const DATA_DIR = await folder();
  const scriptId = '1AbCdEfGhIjKlMnOpQrStUvWxYz_0123456789-abcdef';
  const output = await mustRun('apps-script', ['--script-id', scriptId], { DATA_DIR });
  const clasp = JSON.parse(await readFile(join(DATA_DIR, 'apps-script/.clasp.json'), 'utf8'));
  expect(clasp).toEqual({ scriptId, rootDir: '.' });
  expect(output).toContain('npx @google/clasp@3 push');
});

test('an id that is none is refused before anything is written', async () => {
  const DATA_DIR = await folder();
  const { code, stderr } = await runCommand('apps-script', ['--script-id', 'my script'], { DATA_DIR });
  expect(code).toBe(2);
  expect(stderr).toContain('use the long part of the project’s address, after /projects/.');
  expect(await readdir(DATA_DIR)).toEqual([]);
});
