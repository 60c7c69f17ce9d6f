import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { answersOf, spanOf } from '../../src/analytics/answers.ts';
import { ALL, wholePeriod } from '../../src/analytics/filter.ts';
import { digestActions } from '../../src/report/digest-actions.ts';
import { openDuckDb } from '../../src/store/duckdb.ts';
import { writeDataset } from '../analytics/_write-dataset.ts';
import { scopeOf } from '../charts/_gallery.ts';

/** Why the digest says when to send, for so many morning people who said so, and so many of whom it was worked out. */
async function whyMorning(stated: number, workedOut: number): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'pitchwright-actions-'));
  const person = (at: number) => ({
    customer_id: `C${at}`,
    email: `c${at}@example.com`,
    derived: at < stated ? [] : (['preferred_contact_time'] as const),
    bought: [],
  });
  const others = [
    { ...person(0), customer_id: 'E', email: 'e@example.com', preferred_contact_time: 'evening' as const },
  ];
  await writeDataset(
    folder,
    [...Array.from({ length: stated + workedOut }, (_, at) => person(at)), ...others],
    '2026-06-30',
  );
  const store = await openDuckDb(folder);
  try {
    const span = await spanOf(store);
    const filter = { segment: ALL, behavior: ALL, city: ALL, period: wholePeriod(span) } as const;
    const answers = { ...(await answersOf(store, filter, span)), coverage: [] };
    const actions = await digestActions(store, answers, scopeOf());
    return actions.find(({ title }) => title === 'Send in the morning when you send once')?.because;
  } finally {
    store.close();
    await rm(folder, { recursive: true });
  }
}

it('says that people prefer a time only when they said so', async () => {
  expect(await whyMorning(3, 0)).toBe('75 % of customers prefer it, more than any other time.');
  expect(await whyMorning(0, 3)).toBe(
    'It is the time of 75 % of customers, more than any other time, worked out from the time of day at which they ordered or opened mails.',
  );
  expect(await whyMorning(1, 2)).toBe(
    'It is the time of 75 % of customers, more than any other time: 1 said so, that of 2 was worked out from the time of day at which they ordered or opened mails.',
  );
});
