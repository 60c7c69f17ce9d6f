import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { LaunchOptions } from 'playwright-core';
import { PitchwrightError } from '../../src/errors.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe'];
const USUAL_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
/** Quiet, and never on the network by itself. */
const ARGS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update'];

/**
 * How the browser that pictures are taken with is started: the one of `CHROME_PATH`, one of the system, or the one that
 * npm brings (Linux on x64).
 *
 * @throws PitchwrightError `BROWSER_MISSING`
 */
export async function findBrowser(): Promise<LaunchOptions> {
  const { CHROME_PATH = '', PATH = '' } = process.env;
  const folders = PATH.split(delimiter).filter(Boolean);
  const places = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...USUAL_PLACES];
  for (const executablePath of CHROME_PATH === '' ? places : [CHROME_PATH]) {
    if (await canRun(executablePath)) return { executablePath, args: ARGS };
  }
  if (CHROME_PATH === '' && process.platform === 'linux' && process.arch === 'x64') return fromNpm();
  throw new PitchwrightError(
    'BROWSER_MISSING',
    CHROME_PATH === ''
      ? `there is no Chrome or Chromium on this ${process.platform} ${process.arch} machine`
      : `CHROME_PATH is "${CHROME_PATH}", which cannot be run`,
    { hint: 'install one, or set CHROME_PATH to its program' },
  );
}

async function fromNpm(): Promise<LaunchOptions> {
  // Set before the import: it makes the package unpack the libraries that a bare machine lacks.
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return { executablePath: await chromium.executablePath(), args: ARGS };
}

async function canRun(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
