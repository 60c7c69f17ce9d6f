import { resolve } from 'node:path';
import { defineConfig } from 'astro/config';
import { sha256 } from './src/digest.ts';
import { readEnv } from './src/env.ts';
import { watchInputs } from './src/site/watch-inputs.ts';
import { studio } from './src/studio/live/studio.ts';

const env = readEnv();
const { SITE_URL, DATA_DIR, CONTENT_DIR, OUT_DIR } = env;

const place = sha256(resolve(OUT_DIR)).slice(0, 12);

export default defineConfig({
  srcDir: '.',
  outDir: OUT_DIR,
  // Each output keeps its own memory of what it was built from.
  cacheDir: `node_modules/.astro/${place}`,
  output: 'static',
  ...(SITE_URL ? { site: SITE_URL, base: new URL(SITE_URL).pathname } : {}),
  // One page at a time: the incremental cache is not safe with more.
  build: { format: 'directory', concurrency: 1, inlineStylesheets: 'never' },
  experimental: { incrementalBuild: true },
  vite: {
    // Two live servers that share one would take each other's packages away.
    cacheDir: `node_modules/.vite/${place}`,
    // As one file, a worker would hold what is only loaded on demand, and in the renderer's case never.
    worker: { format: 'es' },
    // Looked through when the studio starts: a package found later reloads the page, and files dropped on it are gone.
    // Pictures are drawn on this side only; Astro has every .tsx looked through.
    optimizeDeps: {
      entries: ['src/site/scripts/*.ts', 'src/studio/browser/*.ts'],
      exclude: ['@resvg/resvg-js', 'satori'],
    },
  },
  devToolbar: { enabled: false },
  server: { host: '127.0.0.1' },
  integrations: [
    watchInputs(
      [DATA_DIR, CONTENT_DIR, 'emails/newsletter.mjml'],
      [`${DATA_DIR}/runs`, `${DATA_DIR}/checks`],
      ['ledger', 'outbox', 'attachments', 'media/cache', 'jobs'].map((folder) => `${DATA_DIR}/${folder}`),
    ),
    studio(env),
  ],
});
