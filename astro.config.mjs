import { defineConfig } from 'astro/config';
import { readEnv } from './src/env.ts';
import { watchInputs } from './src/site/watch-inputs.ts';

const { SITE_URL, DATA_DIR, CONTENT_DIR } = readEnv();

export default defineConfig({
  srcDir: '.',
  output: 'static',
  ...(SITE_URL ? { site: SITE_URL, base: new URL(SITE_URL).pathname } : {}),
  trailingSlash: 'always',
  // One page at a time: the incremental cache is not safe with more.
  build: { format: 'directory', concurrency: 1, inlineStylesheets: 'never' },
  experimental: { incrementalBuild: true },
  devToolbar: { enabled: false },
  server: { host: '127.0.0.1' },
  integrations: [watchInputs([DATA_DIR, CONTENT_DIR, 'emails/newsletter.mjml'])],
});
