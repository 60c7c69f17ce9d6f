import { afterEach, expect, vi } from 'vitest';

// A test that warns fails.
const warn = vi.spyOn(console, 'warn');
afterEach(() => {
  const said = warn.mock.calls.map((call) => call.join(' '));
  warn.mockClear();
  expect(said).toEqual([]);
});
