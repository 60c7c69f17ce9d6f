import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** How Chromium is started, or why it cannot be. */
export type FoundBrowser =
  | {
      readonly executablePath: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
    }
  | { readonly missing: string };

/** Quiet, and never on the network by itself. */
const ARGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe'];
const USUAL_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * `CHROME_PATH`, else a Chromium or Chrome of the system, else the one that @sparticuz/chromium brings (linux x64
 * only; `CHROME_PATH=sparticuz` asks for it).
 */
export async function findBrowser(wanted = process.env.CHROME_PATH ?? ''): Promise<FoundBrowser> {
  if (wanted === 'sparticuz') return unpacked();
  if (wanted !== '') {
    if (await canRun(wanted)) return { executablePath: wanted, args: ARGS, env: {} };
    throw new Error(
      `CHROME_PATH is "${wanted}", which cannot be run; unset it to use a browser of the system`,
    );
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const places = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...USUAL_PLACES];
  for (const place of places) if (await canRun(place)) return { executablePath: place, args: ARGS, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return unpacked();
  return {
    missing: `no Chrome or Chromium on this ${process.platform} ${process.arch} machine; install one or set CHROME_PATH`,
  };
}

/** Unpacks into the system's temporary folder: once, before the workers start, because it does not lock. */
async function unpacked(): Promise<FoundBrowser> {
  // Set before the import: it makes the package unpack the libraries that a bare machine lacks.
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  const executablePath = await chromium.executablePath();
  const { LD_LIBRARY_PATH = '', FONTCONFIG_PATH = '' } = process.env;
  return { executablePath, args: ARGS, env: { LD_LIBRARY_PATH, FONTCONFIG_PATH } };
}

async function canRun(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
