import { expect, test } from 'vitest';
import { runTool } from './_command.ts';

test('every TypeScript and Astro file has sound types', { timeout: 240_000 }, async () => {
  const { code, output } = await runTool('@astrojs/check/bin/astro-check.js');
  expect(code, output).toBe(0);
  // A run that checked nothing ends well, too.
  expect(output).toMatch(/Result \(\d{2,} files\)/);
});

test('the web app has sound types, among the globals of Apps Script', { timeout: 120_000 }, async () => {
  const { code, output } = await runTool('typescript/bin/tsc', '--noEmit', '--project', 'apps-script');
  expect(code, output).toBe(0);
});
