import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { swapDataset } from '../../src/data/import-files/swap.ts';
import { undoImport } from '../../src/data/import-files/undo-import.ts';
import { whereUndoLeads } from '../../src/site/dataset/undo-leads.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pitchwright-undo-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A dataset of its own day, so that no clock decides. */
async function write(place: string, day: string): Promise<void> {
  await mkdir(place, { recursive: true });
  for (const name of ['customers.csv', 'orders.csv']) {
    const path = join(place, name);
    await writeFile(path, `${day}\n`);
    await utimes(path, new Date(day), new Date(day));
  }
}

it('an undo leads nowhere where nothing is kept', async () => {
  await write(folder, '2026-01-01');
  expect(await whereUndoLeads(folder)).toBeUndefined();
});

it('an undo leads back after an import, forth after an undo, and back again after two', async () => {
  await write(folder, '2026-01-01');
  await write(join(folder, 'draft'), '2026-02-01');
  await swapDataset(folder, 'draft');
  expect(await whereUndoLeads(folder)).toBe('back');
  await undoImport(folder);
  expect(await whereUndoLeads(folder)).toBe('forth');
  await undoImport(folder);
  expect(await whereUndoLeads(folder)).toBe('back');
});
