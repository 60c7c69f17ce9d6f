import { expect, test } from 'vitest';
import { runTool } from './_command.ts';

test('every TypeScript and Astro file has sound types', { timeout: 240_000 }, async () => {
  const { code, output } = await runTool('@astrojs/check/bin/astro-check.js');
  expect(code, output).toBe(0);
  // A run that checked nothing ends well, too.
  expect(output).toMatch(/Result \(\d{2,} files\)/);
});
