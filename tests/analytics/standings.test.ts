import { rm } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { ALL, type Filter } from '../../src/analytics/filter.ts';
import { ask, parametersOf } from '../../src/analytics/question.ts';
import { standings } from '../../src/analytics/standings.ts';
import { openDuckDb } from '../../src/store/duckdb.ts';
import { temporaryFolder } from '../_sample.ts';
import { writeDataset } from './_write-dataset.ts';

const AS_OF = '2026-06-30';
const PERIOD = { from: '2026-01', to: '2026-06' } as const;

test('whose answers nobody counted is no peer in answering, and stands nowhere', async () => {
  const folder = await temporaryFolder();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const unknown = { response_rate: 0, derived: ['response_rate'] as const, bought: [] };
  await writeDataset(
    folder,
    [
      { customer_id: 'A', response_rate: 0.4, bought: [] },
      { customer_id: 'B', response_rate: 0, bought: [] },
      { customer_id: 'C', ...unknown },
      { customer_id: 'D', ...unknown },
      { customer_id: 'E', ...unknown, segment: 'New' },
    ],
    AS_OF,
  );
  const store = await openDuckDb(folder);
  onTestFinished(() => store.close());
  const filter: Filter = { segment: ALL, behavior: ALL, city: ALL, period: PERIOD };
  const rows = await ask(store, standings, parametersOf(filter, AS_OF, 'month'));
  expect(
    rows.map(({ customer_id, peers, response_peers, response_above }) => [
      customer_id,
      peers,
      response_peers,
      response_above,
    ]),
  ).toEqual([
    ['A', 4, 2, 1],
    ['B', 4, 2, 0],
    ['C', 4, 2, 0],
    ['D', 4, 2, 0],
    ['E', 1, 0, 0],
  ]);
});
