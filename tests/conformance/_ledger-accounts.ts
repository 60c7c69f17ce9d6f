import fc from 'fast-check';
import { expect } from 'vitest';
import type { Database } from '../../src/delivery/ledger/database.ts';
import type { Ledger, Outcome, RunKey, State } from '../../src/delivery/ledger/ledger.ts';
import { disagreements, PAST, planned } from './_ledger-rows.ts';

interface Row {
  state: State;
  worker?: string;
}

const WORKERS = ['ada', 'ben', 'cy'] as const;
const IDS = Array.from({ length: 8 }, (_, at) => `C${at}`);
const ENDS = ['sent', 'rejected', 'failed', 'unknown', 'skipped', 'queued'] as const;

const worker = fc.constantFrom(...WORKERS);
const ids = fc.subarray(IDS);
/** What may happen to a run. */
const event = fc.oneof(
  fc.record({ kind: fc.constant('freeze'), ids, skipped: ids }),
  fc.record({ kind: fc.constant('claim'), worker, count: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant('claimOne'), worker, id: fc.constantFrom(...IDS) }),
  fc.record({ kind: fc.constant('commit'), worker, ids }),
  fc.record({ kind: fc.constant('settle'), worker, ids, end: fc.constantFrom(...ENDS) }),
  fc.record({ kind: fc.constant('ask'), ids, end: fc.constantFrom(...ENDS) }),
  fc.record({ kind: fc.constant('release'), worker }),
  fc.record({ kind: fc.constant('die'), worker }),
  fc.record({ kind: fc.constant('requeueUnknown') }),
  fc.record({ kind: fc.constant('requeueFailed') }),
) as fc.Arbitrary<Event>;

type Event =
  | { kind: 'freeze'; ids: string[]; skipped: string[] }
  | { kind: 'claim'; worker: string; count: number }
  | { kind: 'claimOne'; worker: string; id: string }
  | { kind: 'commit'; worker: string; ids: string[] }
  | { kind: 'settle'; worker: string; ids: string[]; end: (typeof ENDS)[number] }
  | { kind: 'ask'; ids: string[]; end: (typeof ENDS)[number] }
  | { kind: 'release' | 'die'; worker: string }
  | { kind: 'requeueUnknown' | 'requeueFailed' };

let runs = 0;

/**
 * The law: after any events in any order every row is where a model of a few lines says, the counts add up to the rows, the
 * jobs agree with them, nothing is with two workers, and what is sent stays sent.
 */
export function obeysTheAccounts(database: Database, ledger: Ledger) {
  return fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 40 }), async (events) => {
    runs += 1;
    const run: RunKey = { campaign: `accounts ${runs}`, lane: 'live' };
    await ledger.freeze(run, 'plan', []);
    const model = new Map<string, Row>();
    const everSent = new Set<string>();
    for (const each of [{ kind: 'freeze', ids: IDS, skipped: [] } as Event, ...events]) {
      await happen(ledger, database, run, model, each);
      const rows = await ledger.deliveries(run);
      const found = rows.map(({ customerId, state }) => [customerId, state]);
      const said = [...model].map(([id, { state }]) => [id, state]).sort();
      expect(found, JSON.stringify(each)).toEqual(said);
      for (const row of rows) {
        if (row.state === 'claimed' || row.state === 'sending') {
          expect(row.worker).toBe(model.get(row.customerId)?.worker);
        }
        if (everSent.has(row.customerId)) expect(row.state).toBe('sent');
        if (row.state === 'sent') everSent.add(row.customerId);
      }
      const counts = Object.values(await ledger.counts(run));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rows.length);
      expect(await disagreements(database, run), JSON.stringify(each)).toEqual([]);
    }
    for (const name of WORKERS) await ledger.leave(name);
  });
}

async function happen(
  ledger: Ledger,
  database: Database,
  run: RunKey,
  model: Map<string, Row>,
  event: Event,
): Promise<void> {
  const all = (state: State, worker?: string) =>
    [...model].filter(([, row]) => row.state === state && (worker === undefined || row.worker === worker));
  switch (event.kind) {
    case 'freeze': {
      const skip = { code: 'capped', reason: 'got enough' };
      const rows = event.ids.map((id) => planned(id, event.skipped.includes(id) ? { skip } : {}));
      await ledger.freeze(run, 'plan', rows);
      for (const id of IDS) {
        const row = model.get(id);
        if (row && row.state !== 'queued' && row.state !== 'skipped') continue;
        if (!event.ids.includes(id)) model.delete(id);
        else model.set(id, { state: event.skipped.includes(id) ? 'skipped' : 'queued' });
      }
      return;
    }
    case 'claim': {
      const claimed = await ledger.claim(run, event.worker, event.count);
      expect(claimed).toHaveLength(Math.min(event.count, all('queued').length));
      for (const { customerId } of claimed) {
        expect(model.get(customerId)?.state).toBe('queued');
        model.set(customerId, { state: 'claimed', worker: event.worker });
      }
      return;
    }
    case 'claimOne': {
      const claimed = await ledger.claim(run, event.worker, 1, event.id);
      const isFree = model.get(event.id)?.state === 'queued';
      expect(claimed.map(({ customerId }) => customerId)).toEqual(isFree ? [event.id] : []);
      if (isFree) model.set(event.id, { state: 'claimed', worker: event.worker });
      return;
    }
    case 'commit': {
      const mine = all('claimed', event.worker).filter(([id]) => event.ids.includes(id));
      const { held } = await ledger.commit(run, event.worker, event.ids, 'smtp', { edition: 'plan' });
      expect([...held].sort()).toEqual(mine.map(([id]) => id).sort());
      for (const [, row] of mine) row.state = 'sending';
      return;
    }
    case 'settle':
    case 'ask': {
      const by = event.kind === 'settle' ? event.worker : undefined;
      await ledger.settle(
        run,
        event.ids.map((id) => outcome(id, event.end)),
        by,
      );
      for (const id of event.ids) {
        const row = model.get(id);
        if (row && isBelieved(row, event.end, by)) row.state = event.end;
      }
      return;
    }
    case 'release':
      expect(await ledger.release(run, event.worker)).toBe(all('claimed', event.worker).length);
      for (const [, row] of all('claimed', event.worker)) row.state = 'queued';
      return;
    case 'die': {
      await database.liveness.drop(event.worker);
      const { unknown } = await ledger.reap(run);
      const lost = all('sending', event.worker);
      expect([...unknown].sort()).toEqual(lost.map(([id]) => id).sort());
      for (const [, row] of all('claimed', event.worker)) row.state = 'queued';
      for (const [, row] of lost) row.state = 'unknown';
      return;
    }
    case 'requeueUnknown':
    case 'requeueFailed': {
      const state = event.kind === 'requeueUnknown' ? 'unknown' : 'failed';
      const from = all(state);
      const rows = IDS.map((id) => planned(id));
      expect(await ledger.requeue(run, [state], rows)).toBe(from.length);
      for (const [, row] of from) row.state = 'queued';
    }
  }
}

function isBelieved(row: Row, end: State, by: string | undefined): boolean {
  if (end === 'sent') return true;
  if (by === undefined) return row.state === 'unknown' && end !== 'skipped';
  return (row.state === 'claimed' || row.state === 'sending') && row.worker === by;
}

function outcome(customerId: string, end: (typeof ENDS)[number]): Outcome {
  const base = { customerId, channel: 'smtp', code: '', reason: '' } as const;
  if (end === 'sent') return { ...base, state: end, receipt: '' };
  if (end === 'queued') return { ...base, state: end, due: PAST, counts: true };
  return { ...base, state: end };
}
