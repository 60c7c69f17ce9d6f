import type { TestProject } from 'vitest/node';
import { mustRun } from './_commands.ts';
import { type FoundBrowser, findBrowser } from './_find-browser.ts';
import { serveFolder } from './_static-server.ts';
import { makeWorkFolder } from './_work-folder.ts';

/** The site that most tests look at: a sample of 240 customers, built and served. */
export interface BuiltSite {
  /** `http://127.0.0.1:…`, without a slash at its end. */
  readonly address: string;
  readonly data: string;
  readonly out: string;
}

export const SITE_CUSTOMERS = 240;

declare module 'vitest' {
  interface ProvidedContext {
    site: BuiltSite;
    browser: FoundBrowser;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await makeWorkFolder();
  const { data, out } = folder;
  try {
    const browser = await findBrowser();
    const settings = { DATA_DIR: data, OUT_DIR: out };
    await mustRun('generate', ['--customers', String(SITE_CUSTOMERS), '--seed', '7'], settings);
    await mustRun('build', [], settings);
    const { address, close } = await serveFolder(out);
    project.provide('site', { address, data, out });
    project.provide('browser', browser);
    return async () => {
      await close();
      await folder.remove();
    };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}
