import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { answersOf, spanOf } from '../../src/analytics/answers.ts';
import { noFilter, wholePeriod } from '../../src/analytics/filter.ts';
import { parseMoney } from '../../src/data/fields.ts';
import { BEHAVIORS, CONTACT_TIMES, PAIN_POINTS, SEGMENTS } from '../../src/data/vocabulary.ts';
import { openDuckDb } from '../../src/store/duckdb.ts';
import type { Store } from '../../src/store/store.ts';
import { temporaryFolder } from '../_sample.ts';
import { itReconciles } from './_reconcile.ts';
import { type Bought, type Buyer, writeDataset } from './_write-dataset.ts';

/** Purchases of a music shop from January 1997 to June 1998, a data set of the literature (Fader and Hardie, 2001). */
const SAMPLE = '../shared/data/cdnow/CDNOW_sample.txt';

let folder: string | undefined;
let store: Store | undefined;
beforeAll(async () => {
  if (!existsSync(SAMPLE)) return;
  folder = await temporaryFolder();
  await writeDataset(folder, buyersOf(await readFile(SAMPLE, 'utf8')), '1998-06-30');
  store = await openDuckDb(folder);
});
afterAll(async () => {
  store?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

function open(context: TestContext): Store {
  if (!store) context.skip(`${SAMPLE} is not there: real purchases are not checked`);
  return store as Store;
}

/** A line is: id among all customers, id in the sample, yyyymmdd, pieces, dollars. */
function buyersOf(text: string): readonly Buyer[] {
  const byId = new Map<string, Bought[]>();
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const [, id, day, , dollars] = line.trim().split(/\s+/) as [string, string, string, string, string];
    const on = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
    const bought = byId.get(id) ?? [];
    bought.push({ on, category: 'Music', amount: parseMoney(dollars) });
    byId.set(id, bought);
  }
  // Nothing else is known of these people: the words and scores go round.
  return [...byId].map(([id, bought], at) => ({
    customer_id: id,
    segment: inTurn(SEGMENTS, at),
    buying_behavior: inTurn(BEHAVIORS, at),
    preferred_contact_time: inTurn(CONTACT_TIMES, at),
    pain_points: [inTurn(PAIN_POINTS, at)],
    engagement_score: (at % 1001) / 10,
    join_date: bought.map(({ on }) => on).sort()[0] as string,
    bought,
  }));
}

const inTurn = <Word>(words: readonly Word[], at: number) => words[at % words.length] as Word;

describe('2,357 customers of a music shop', () => {
  it('have the totals that are known of them', async (context) => {
    const music = open(context);
    const span = await spanOf(music);
    expect(span).toEqual({ first: '1997-01', asOf: '1998-06-30' });
    expect(music.facts).toMatchObject({ customers: 2357, orders: 6919 });
    const all = await answersOf(music, { ...noFilter(span), period: wholePeriod(span) }, span);
    expect(all.categories).toEqual([{ category: 'Music', revenue: 24409194, before: 0 }]);
    expect(all.kpis[0]).toMatchObject({ customers: 2357, value: 24409194, revenue: 24409194 });
    expect(all.monthlyRevenue).toHaveLength(18);
    // All of them first bought in the first quarter of 1997.
    expect(all.cohorts.filter(({ age }) => age === 0).map(({ cohort }) => cohort)).toEqual([
      '1997-01',
      '1997-02',
      '1997-03',
    ]);
  });

  it('bought on as many days as their lines say', async (context) => {
    const music = open(context);
    const span = await spanOf(music);
    const lines = (await readFile(SAMPLE, 'utf8')).trim().split('\n');
    const days = new Set(lines.map((line) => line.slice(7, 20)));
    const { kpis } = await answersOf(music, { ...noFilter(span), period: wholePeriod(span) }, span);
    expect(kpis[0]).toMatchObject({ orders: days.size, repeats: days.size - 2357 });
  });

  itReconciles(open);
});
