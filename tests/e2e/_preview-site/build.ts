import { build } from 'astro';

// With the project's own astro.config.mjs: what is tested is how the site would bundle the preview.
await build({ srcDir: './tests/e2e/_preview-site', logLevel: 'error' });
