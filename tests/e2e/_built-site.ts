import type { TestProject } from 'vitest/node';
import { freshLedger } from '../_fresh-ledger.ts';
import { mustRun, type Settings } from './_commands.ts';
import { type FoundBrowser, findBrowser } from './_find-browser.ts';
import { serveFolder } from './_static-server.ts';
import { makeWorkFolder } from './_work-folder.ts';

/**
 * The site that most tests look at: a sample of 240 customers, built and served. Of its campaigns one is planned and
 * rehearsed, one only planned, one neither.
 */
export interface BuiltSite {
  /** `http://127.0.0.1:…`, without a slash at its end. */
  readonly address: string;
  readonly data: string;
  readonly out: string;
}

export const SITE_CUSTOMERS = 240;

export const REHEARSED = 'vip-early-access';
/** Its pictures travel inside its mails. */
export const PLANNED = 'new-customer-welcome';
export const NOT_PLANNED = 'win-back';

declare module 'vitest' {
  interface ProvidedContext {
    site: BuiltSite;
    browser: FoundBrowser;
  }
}

/** Tests that need no site begin meanwhile; `builtSite()` waits for it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await makeWorkFolder();
  const { data, out } = folder;
  const browser = await findBrowser();
  const made = make({ DATA_DIR: data, OUT_DIR: out });
  const ended = made.catch(() => {});
  const { address, close } = await serveFolder(out, made);
  project.provide('site', { address, data, out });
  project.provide('browser', browser);
  return async () => {
    await ended;
    await close();
    await folder.remove();
  };
}

async function make(settings: Settings & { readonly OUT_DIR: string }): Promise<void> {
  await freshLedger(settings.DATA_DIR);
  await mustRun('generate', ['--customers', String(SITE_CUSTOMERS), '--seed', '7'], settings);
  for (const name of [REHEARSED, PLANNED]) await mustRun('plan', [name], settings);
  await mustRun('send', [REHEARSED], settings);
  await mustRun('build', [], settings);
}
