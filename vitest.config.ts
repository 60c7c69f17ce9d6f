import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import SlowestFirst from './tests/slowest-first.ts';

// The commands that tests run compile the same modules again and again.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/node-compile');

// Files share a process, and so load what they share once: a file leaves the process as it found it.
const shared = { setupFiles: ['tests/setup.ts'], env: { TZ: 'UTC' }, isolate: false };

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    // Tests wait for processes and servers a quarter of their time: one more than the cores of a small machine.
    maxWorkers: 3,
    sequence: { sequencer: SlowestFirst },
    reporters: ['default', './tests/closing-line.ts'],
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          include: ['tests/*/**/*.test.ts'],
          exclude: ['tests/e2e/**'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'site',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/_built-site.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
