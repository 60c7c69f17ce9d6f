import { expect, test } from 'vitest';
import { runTool } from './_command.ts';

test('every file is formatted and has no lint', { timeout: 120_000 }, async () => {
  const { code, output } = await runTool(
    '@biomejs/biome/bin/biome',
    'ci',
    '--colors=off',
    '--reporter=concise',
    '--max-diagnostics=none',
    '.',
  );
  expect(code, output).toBe(0);
  // A run that checked nothing ends well, too.
  expect(output).toMatch(/Checked \d{2,} files/);
});
