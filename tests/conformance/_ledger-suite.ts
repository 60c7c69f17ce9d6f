import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/delivery/ledger/database.ts';
import type { Ledger, Outcome, Planned, RunKey, State } from '../../src/delivery/ledger/ledger.ts';
import { ledgerOn } from '../../src/delivery/ledger/open-ledger.ts';
import { queueName } from '../../src/delivery/ledger/queue.ts';
import { obeysTheAccounts } from './_ledger-accounts.ts';
import { disagreements, GUARD, PAST, planned, sent } from './_ledger-rows.ts';

export interface Engine {
  readonly name: string;
  /** Why it is not here. */
  readonly missing: string | undefined;
  /** Empty. */
  open(): Promise<Database>;
}

const ended = (customerId: string, state: 'rejected' | 'failed' | 'unknown' | 'skipped'): Outcome => {
  return { customerId, channel: 'smtp', state, code: `code of ${state}`, reason: `why ${state}` };
};

const later = (customerId: string, due: Date, counts = true): Outcome => {
  return { customerId, channel: 'smtp', state: 'queued', due, code: '452', reason: 'mailbox full', counts };
};

const noCounts: Readonly<Record<State, number>> = {
  skipped: 0,
  queued: 0,
  claimed: 0,
  sending: 0,
  sent: 0,
  rejected: 0,
  failed: 0,
  unknown: 0,
};

/** What every engine of the ledger does. */
export function ledgerSuite({ name, missing, open }: Engine): void {
  describe(`the ledger in ${name}`, () => {
    let database: Database;
    let ledger: Ledger;
    let campaigns = 0;

    beforeAll(async () => {
      if (missing) return;
      database = await open();
      ledger = await ledgerOn(database);
    }, 120_000);
    afterAll(() => ledger?.close(), 60_000);

    /** Each test has a run of its own, and its jobs must agree with its rows in the end. */
    const test = (title: string, act: (run: RunKey) => Promise<void>) =>
      it(title, async ({ skip }) => {
        if (missing) skip(`no ${name} here: ${missing}`);
        campaigns += 1;
        const run = { campaign: `Sommer & Söhne ${campaigns}`, lane: 'live' } as const;
        await act(run);
        expect(await disagreements(database, run)).toEqual([]);
      });
    const freeze = (run: RunKey, ...rows: readonly (string | Planned)[]) =>
      ledger.freeze(
        run,
        'plan',
        rows.map((row) => (typeof row === 'string' ? planned(row) : row)),
      );
    const claimIds = async (run: RunKey, worker = 'w', count = 100) =>
      (await ledger.claim(run, worker, count)).map(({ customerId }) => customerId);
    const take = async (run: RunKey, ...ids: readonly string[]) => {
      await ledger.claim(run, 'w', 100);
      await ledger.commit(run, 'w', ids, 'smtp', GUARD);
    };
    const stateOf = async (run: RunKey, id: string) => (await ledger.find(run, id))?.state;

    test('takes a recipient from the plan to the yes of the channel', async (run) => {
      expect(await ledger.planOf(run)).toBeUndefined();
      const skip = { code: 'no_consent', reason: 'consent is not known' };
      await freeze(run, 'a', planned('b', { skip, sha256: '' }));
      expect(await ledger.planOf(run)).toBe('plan');
      expect(await ledger.runs()).toContainEqual(run);
      expect(await ledger.join(run, 'w')).toEqual({ released: 0, unknown: [] });
      const [claimed, ...others] = await ledger.claim(run, 'w', 10);
      expect(others).toEqual([]);
      expect(claimed).toEqual({
        ...planned('a'),
        state: 'claimed',
        attempts: 0,
        channel: undefined,
        code: '',
        reason: '',
        receipt: '',
        at: expect.any(Date),
        worker: 'w',
      });
      expect((await ledger.commit(run, 'w', ['a', 'b'], 'smtp', GUARD)).held).toEqual(['a']);
      expect(await ledger.find(run, 'a')).toMatchObject({ state: 'sending', channel: 'smtp' });
      await ledger.settle(run, [sent('a')], 'w');
      expect(await ledger.find(run, 'a')).toMatchObject({ state: 'sent', receipt: 'id of a', attempts: 1 });
      expect(await ledger.counts(run)).toEqual({ ...noCounts, sent: 1, skipped: 1 });
      expect(await claimIds(run)).toEqual([]);
      await ledger.leave('w');
    });

    test('answers who, how many and why', async (run) => {
      const skip = { code: 'capped', reason: 'got enough' };
      await freeze(run, 'a', 'b', planned('c', { segment: 'New' }), planned('d', { skip }), 'e', 'f');
      await take(run, 'a', 'b', 'c', 'e', 'f');
      await ledger.settle(
        run,
        [sent('a'), sent('b'), ended('c', 'rejected'), ended('e', 'failed'), ended('f', 'unknown')],
        'w',
      );
      expect(await ledger.counts(run)).toEqual({
        ...noCounts,
        sent: 2,
        rejected: 1,
        failed: 1,
        unknown: 1,
        skipped: 1,
      });
      expect(await ledger.reasons(run)).toEqual([
        { state: 'failed', code: 'code of failed', reason: 'why failed', count: 1 },
        { state: 'rejected', code: 'code of rejected', reason: 'why rejected', count: 1 },
        { state: 'skipped', code: 'capped', reason: 'got enough', count: 1 },
        { state: 'unknown', code: 'code of unknown', reason: 'why unknown', count: 1 },
      ]);
      expect(await ledger.byChannel(run)).toEqual([{ channel: 'smtp', sent: 2 }]);
      expect(await ledger.bySegment(run)).toEqual([
        { segment: 'New', state: 'rejected', count: 1 },
        { segment: 'VIP', state: 'failed', count: 1 },
        { segment: 'VIP', state: 'sent', count: 2 },
        { segment: 'VIP', state: 'skipped', count: 1 },
        { segment: 'VIP', state: 'unknown', count: 1 },
      ]);
      const page = await ledger.deliveries(run, { states: ['sent', 'failed'], after: 'a', limit: 1 });
      expect(page.map(({ customerId }) => customerId)).toEqual(['b']);
      expect(await ledger.deliveries(run)).toHaveLength(6);
      expect(await ledger.find(run, 'nobody')).toBeUndefined();
    });

    test('gives the reason of many where they share one, else what they share before ":"', async (run) => {
      const skips = {
        a: ['suppressed', 'manual: by hand'],
        b: ['suppressed', 'manual: by hand'],
        c: ['suppressed', 'bounced: 550 5.1.1'],
        d: ['invalid_address', 'it holds a space'],
        e: ['invalid_address', 'it holds a space'],
        f: ['missing_attachment', 'no file: a.pdf'],
        g: ['missing_attachment', 'no file: b.pdf'],
        h: ['duplicate', 'same address as a'],
      } as const;
      const rows = Object.entries(skips).map(([id, [code, reason]]) =>
        planned(id, { skip: { code, reason } }),
      );
      await freeze(run, ...rows);
      expect((await ledger.reasons(run)).map(({ code, reason, count }) => [code, reason, count])).toEqual([
        ['suppressed', '', 3],
        ['invalid_address', 'it holds a space', 2],
        ['missing_attachment', 'no file', 2],
        ['duplicate', 'same address as a', 1],
      ]);
    });

    test('orders ids by their bytes', async (run) => {
      await freeze(run, 'b', 'B', 'a-1', 'a1', 'Z');
      const ids = (await ledger.deliveries(run)).map(({ customerId }) => customerId);
      expect(ids).toEqual(['B', 'Z', 'a-1', 'a1', 'b']);
    });

    test('gives out the longest due first, and nothing before it is due', async (run) => {
      const tomorrow = new Date(Date.now() + 86_400_000);
      const before = new Date(PAST.getTime() - 1000);
      await freeze(run, 'a', planned('b', { due: tomorrow }), planned('c', { due: before }));
      expect(await ledger.waiting(run, new Date())).toMatchObject({ next: before, count: 1, due: 2 });
      expect(await claimIds(run)).toEqual(['c', 'a']);
      expect(await ledger.waiting(run, new Date())).toMatchObject({ next: tomorrow, count: 1, due: 0 });
      expect(await ledger.release(run, 'w')).toBe(2);
      expect(await claimIds(run, 'w', 1)).toHaveLength(1);
    });

    test('gives out one recipient who is asked for, due or not', async (run) => {
      const tomorrow = new Date(Date.now() + 86_400_000);
      await freeze(run, 'a', planned('b', { due: tomorrow }), planned('c', { due: tomorrow }));
      expect(await ledger.claim(run, 'w', 1, 'b')).toMatchObject([{ customerId: 'b', state: 'claimed' }]);
      expect(await ledger.claim(run, 'w', 1, 'b')).toEqual([]);
      expect(await ledger.claim(run, 'w', 1, 'nobody')).toEqual([]);
      expect(await ledger.claim(run, 'w', 0, 'c')).toEqual([]);
      expect(await disagreements(database, run)).toEqual([]);
      await ledger.commit(run, 'w', ['b'], 'smtp', GUARD);
      await ledger.settle(run, [later('b', PAST)], 'w');
      expect((await claimIds(run)).sort()).toEqual(['a', 'b']);
    });

    test('keeps what is put off until its time, then gives it out again', async (run) => {
      await freeze(run, 'a', 'b', 'c');
      await take(run, 'a', 'b', 'c');
      const soon = new Date(Date.now() + 1500);
      await ledger.settle(run, [later('a', PAST), later('b', PAST, false), later('c', soon)], 'w');
      expect(await ledger.find(run, 'a')).toMatchObject({ attempts: 1, code: '452', worker: undefined });
      expect(await ledger.find(run, 'b')).toMatchObject({ attempts: 0 });
      expect((await claimIds(run)).sort()).toEqual(['a', 'b']);
      let again: readonly string[] = [];
      while (again.length === 0 && Date.now() < soon.getTime() + 20_000) again = await claimIds(run);
      expect(again).toEqual(['c']);
      expect(Date.now()).toBeGreaterThanOrEqual(soon.getTime());
    });

    test('gives back what is claimed, and not what is being sent', async (run) => {
      await freeze(run, 'a', 'b');
      await take(run, 'a');
      expect(await ledger.release(run, 'w')).toBe(1);
      expect(await stateOf(run, 'a')).toBe('sending');
      expect(await ledger.find(run, 'b')).toMatchObject({ state: 'queued', due: PAST, attempts: 0 });
      expect(await claimIds(run)).toEqual(['b']);
    });

    test('takes back what a dead worker held, and lets nothing of it be handed over', async (run) => {
      await freeze(run, 'a', 'b', 'c');
      await ledger.join(run, 'dead');
      await ledger.claim(run, 'dead', 2);
      await ledger.commit(run, 'dead', ['a'], 'smtp', GUARD);
      await ledger.join(run, 'alive');
      expect(await claimIds(run, 'alive')).toEqual(['c']);
      expect(await ledger.reap(run)).toEqual({ released: 0, unknown: [] });
      await database.liveness.drop('dead');
      expect(await ledger.reap(run)).toEqual({ released: 1, unknown: ['a'] });
      expect(await ledger.find(run, 'a')).toMatchObject({
        state: 'unknown',
        code: 'interrupted',
        attempts: 1,
        channel: 'smtp',
      });
      expect(await stateOf(run, 'c')).toBe('claimed');
      expect((await ledger.commit(run, 'dead', ['b'], 'smtp', GUARD)).held).toEqual([]);
      expect(await claimIds(run, 'alive')).toEqual(['b']);
      expect((await ledger.commit(run, 'dead', ['b'], 'smtp', GUARD)).held).toEqual([]);
    });

    test('lists the workers that live', async (run) => {
      const workers = async () => {
        const rows = await database.query<{ worker: string }>(
          'SELECT worker FROM pitchwright_ledger.worker ORDER BY worker',
        );
        return rows.map(({ worker }) => worker).filter((name) => name.startsWith(run.campaign));
      };
      for (const mark of [1, 2, 3]) await ledger.join(run, `${run.campaign} ${mark}`);
      await ledger.leave(`${run.campaign} 1`);
      await database.liveness.drop(`${run.campaign} 2`);
      await ledger.join(run, `${run.campaign} 4`);
      expect(await workers()).toEqual([`${run.campaign} 3`, `${run.campaign} 4`]);
    });

    test('takes back what was held under the same name before, in every run', async (run) => {
      const other = { ...run, lane: 'outbox' } as const;
      for (const each of [run, other]) {
        await freeze(each, 'a', 'b');
        await ledger.claim(each, 'same', 2);
        await ledger.commit(each, 'same', ['a'], 'outbox', GUARD);
      }
      await database.liveness.drop('same');
      expect(await ledger.join(run, 'same')).toEqual({ released: 1, unknown: ['a'] });
      expect(await ledger.counts(other)).toEqual({ ...noCounts, queued: 1, unknown: 1 });
      await ledger.claim(run, 'same', 2);
      expect(await ledger.join(run, 'same')).toEqual({ released: 0, unknown: [] });
      expect(await stateOf(run, 'b')).toBe('claimed');
    });

    test('believes a late yes, and no other late word', async (run) => {
      await freeze(run, 'a', 'b', 'c');
      await ledger.join(run, 'slow');
      await ledger.claim(run, 'slow', 3);
      await ledger.commit(run, 'slow', ['a', 'b', 'c'], 'smtp', GUARD);
      await database.liveness.drop('slow');
      await ledger.join(run, 'w');
      expect(await ledger.counts(run)).toMatchObject({ unknown: 3 });
      await ledger.settle(run, [sent('a'), later('b', PAST), ended('c', 'failed')], 'slow');
      expect(await ledger.find(run, 'a')).toMatchObject({ state: 'sent', attempts: 1 });
      expect(await ledger.counts(run)).toMatchObject({ sent: 1, unknown: 2 });
      expect(await ledger.requeue(run, ['unknown'], [planned('b'), planned('c')])).toBe(2);
      await ledger.settle(run, [sent('b')], 'slow');
      expect(await claimIds(run)).toEqual(['c']);
      await ledger.settle(run, [sent('c')], 'slow');
      expect((await ledger.commit(run, 'w', ['c'], 'smtp', GUARD)).held).toEqual([]);
      expect(await ledger.counts(run)).toEqual({ ...noCounts, sent: 3 });
    });

    test('learns from a channel that was asked what became of the unknown, and only of those', async (run) => {
      await freeze(run, 'a', 'b', 'c', 'd', 'e');
      await take(run, 'a', 'b', 'c', 'd', 'e');
      const unknown = ['a', 'b', 'c', 'd'].map((id) => ended(id, 'unknown'));
      await ledger.settle(run, unknown, 'w');
      const answers = [sent('a'), later('b', PAST, false), ended('c', 'rejected'), later('e', PAST, false)];
      await ledger.settle(run, [...answers, ended('d', 'skipped')]);
      const states = (await ledger.deliveries(run)).map(({ state }) => state);
      expect(states).toEqual(['sent', 'queued', 'rejected', 'unknown', 'sending']);
      expect((await ledger.deliveries(run)).map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1, 0]);
    });

    test('never takes a yes back', async (run) => {
      await freeze(run, 'a');
      await take(run, 'a');
      await ledger.settle(run, [sent('a'), ended('a', 'failed')], 'w');
      await ledger.settle(run, [ended('a', 'failed')], 'w');
      await ledger.settle(run, [later('a', PAST)]);
      await freeze(run, planned('a', { sha256: 'another' }));
      await freeze(run);
      expect(await ledger.requeue(run, ['unknown'], [planned('a')])).toBe(0);
      expect(await ledger.find(run, 'a')).toMatchObject({ state: 'sent', sha256: 'message of a' });
    });

    test('sends the unknown and the failed again when asked to', async (run) => {
      await freeze(run, 'a', 'b');
      await take(run, 'a', 'b');
      await ledger.settle(run, [ended('a', 'unknown'), ended('b', 'failed')], 'w');
      expect(await claimIds(run)).toEqual([]);
      expect(await ledger.requeue(run, ['unknown'], [planned('a'), planned('b')])).toBe(1);
      expect(await ledger.find(run, 'a')).toMatchObject({ state: 'queued', attempts: 1, code: '' });
      expect(await ledger.requeue(run, ['failed'], [planned('a'), planned('b')])).toBe(1);
      expect(await ledger.find(run, 'b')).toMatchObject({ state: 'queued', attempts: 0, code: '' });
      await take(run, 'a', 'b');
      await ledger.settle(run, [sent('a'), sent('b')], 'w');
      expect(await ledger.counts(run)).toEqual({ ...noCounts, sent: 2 });
    });

    test('tries again with the mail that the plan has now, nobody else, and nobody who is suppressed', async (run) => {
      const [own, gone] = [`${run.campaign} own`, `${run.campaign} gone`];
      await freeze(run, planned('a', { addressHash: own }), planned('b', { addressHash: gone }), 'c');
      await take(run, 'a', 'b', 'c');
      await ledger.settle(run, [ended('a', 'rejected'), ended('b', 'rejected'), ended('c', 'failed')], 'w');
      await ledger.suppress([{ addressHash: gone, reason: 'bounced', source: '550', at: PAST }]);
      const now = [
        planned('a', { addressHash: own, sha256: 'smaller' }),
        planned('b', { addressHash: gone }),
        planned('x'),
      ];
      expect(await ledger.requeue(run, ['failed', 'rejected'], now)).toBe(1);
      expect(await ledger.find(run, 'a')).toMatchObject({ state: 'queued', sha256: 'smaller', attempts: 0 });
      expect(await ledger.counts(run)).toEqual({ ...noCounts, queued: 1, rejected: 1, failed: 1 });
      expect(await claimIds(run)).toEqual(['a']);
    });

    test('gives who was refused a new chance at a new address', async (run) => {
      await freeze(run, 'a', 'b', 'c', 'd');
      await take(run, 'a', 'b', 'c', 'd');
      await ledger.settle(
        run,
        [ended('a', 'rejected'), ended('b', 'failed'), ended('c', 'rejected'), sent('d')],
        'w',
      );
      const addressHash = 'another address';
      await freeze(
        run,
        planned('a', { addressHash }),
        planned('b', { addressHash }),
        'c',
        planned('d', { addressHash }),
      );
      expect(await ledger.find(run, 'a')).toMatchObject({
        state: 'queued',
        attempts: 0,
        code: '',
        addressHash,
      });
      expect(await ledger.counts(run)).toEqual({ ...noCounts, queued: 2, rejected: 1, sent: 1 });
      expect((await claimIds(run)).sort()).toEqual(['a', 'b']);
    });

    test('lets nobody through who unsubscribed since they were claimed', async (run) => {
      const gone = `${run.campaign} gone`;
      await freeze(run, planned('a', { addressHash: gone }), 'b');
      await ledger.claim(run, 'w', 2);
      await ledger.suppress([{ addressHash: gone, reason: 'unsubscribed', source: 'the link', at: PAST }]);
      const skip = { customerId: 'a', code: 'suppressed', reason: 'unsubscribed since the plan' };
      expect(await ledger.objections(run, ['a', 'b'], GUARD)).toEqual([skip]);
      expect(await ledger.commit(run, 'w', ['a', 'b'], 'smtp', GUARD)).toEqual({
        held: ['b'],
        skipped: [skip],
      });
      expect(await ledger.counts(run)).toEqual({ ...noCounts, skipped: 1, sending: 1 });
      await ledger.settle(run, [sent('b')], 'w');
      expect(await claimIds(run)).toEqual([]);
    });

    test('keeps the cap at the moment of the hand-over, also against what is on its way', async (run) => {
      const other: RunKey = { campaign: `${run.campaign} other`, lane: 'live' };
      const rehearsal: RunKey = { campaign: `${run.campaign} other`, lane: 'outbox' };
      const address = { addressHash: `${run.campaign} one` };
      for (const each of [run, other, rehearsal]) {
        await freeze(each, planned('a', address));
        await ledger.claim(each, 'w', 1);
      }
      const capped = { ...GUARD, cap: { count: 1, days: 7, words: '1 per 7 days' } };
      expect((await ledger.commit(rehearsal, 'w', ['a'], 'outbox', capped)).held).toEqual(['a']);
      expect((await ledger.commit(other, 'w', ['a'], 'smtp', capped)).held).toEqual(['a']);
      expect(await ledger.commit(run, 'w', ['a'], 'smtp', capped)).toEqual({
        held: [],
        skipped: [
          {
            customerId: 'a',
            code: 'capped',
            reason: 'got other mail since the plan; the cap is 1 per 7 days',
          },
        ],
      });
    });

    test('sends one campaign once to an address, whoever it belongs to', async (run) => {
      const address = { addressHash: `${run.campaign} shared` };
      await freeze(run, planned('a', address));
      await take(run, 'a');
      await ledger.settle(run, [sent('a')], 'w');
      await freeze(run, planned('a', address), planned('b', address));
      await ledger.claim(run, 'w', 1);
      expect(await ledger.commit(run, 'w', ['b'], 'smtp', GUARD)).toMatchObject({
        held: [],
        skipped: [{ customerId: 'b', code: 'already_mailed' }],
      });
    });

    test('ends the send of a plan that another one has replaced', async (run) => {
      await freeze(run, 'a', 'b');
      await ledger.claim(run, 'w', 1);
      await ledger.freeze(run, 'next plan', [planned('b')]);
      await expect(ledger.commit(run, 'w', ['a'], 'smtp', GUARD)).rejects.toMatchObject({
        code: 'PLAN_REPLACED',
      });
      expect(await stateOf(run, 'a')).toBe('claimed');
    });

    test('takes back some of what a worker holds', async (run) => {
      await freeze(run, 'a', 'b', 'c');
      await ledger.claim(run, 'w', 3);
      expect(await ledger.release(run, 'w', ['a', 'c'])).toBe(2);
      expect(await ledger.waiting(run, new Date())).toMatchObject({ due: 2, held: 1 });
      expect((await claimIds(run, 'v')).sort()).toEqual(['a', 'c']);
    });

    test('takes over another plan for those who were not tried', async (run) => {
      const skip = { code: 'capped', reason: 'got enough' };
      await freeze(run, 'done', 'held', 'gone', 'moved', 'dropped', planned('back', { skip }));
      for (const id of ['done', 'held']) await ledger.claim(run, 'w', 1, id);
      await ledger.commit(run, 'w', ['done'], 'smtp', GUARD);
      await ledger.settle(run, [sent('done')], 'w');
      const due = new Date('2026-02-01T08:00:00Z');
      const change = { sha256: 'another', due };
      await ledger.freeze(run, 'next plan', [
        planned('held', change),
        planned('moved', change),
        planned('dropped', { skip }),
        planned('back'),
        planned('new'),
      ]);
      expect(await ledger.planOf(run)).toBe('next plan');
      const rows = await ledger.deliveries(run);
      const facts = rows.map((row) => [row.customerId, row.state, row.sha256, row.due, row.code]);
      expect(facts).toEqual([
        ['back', 'queued', 'message of back', PAST, ''],
        ['done', 'sent', 'message of done', PAST, ''],
        ['dropped', 'skipped', 'message of dropped', PAST, 'capped'],
        ['held', 'claimed', 'message of held', PAST, ''],
        ['moved', 'queued', 'another', due, ''],
        ['new', 'queued', 'message of new', PAST, ''],
      ]);
      expect(await disagreements(database, run)).toEqual([]);
      expect((await claimIds(run)).sort()).toEqual(['back', 'moved', 'new']);
    });

    test('keeps a delay when the plan comes again', async (run) => {
      const tomorrow = new Date(Math.floor(Date.now() / 1000) * 1000 + 86_400_000);
      await freeze(run, 'a');
      await take(run, 'a');
      await ledger.settle(run, [later('a', tomorrow)], 'w');
      await freeze(run, planned('a', { sha256: 'another' }));
      const expected = { due: tomorrow, attempts: 1, code: '452', sha256: 'another' };
      expect(await ledger.find(run, 'a')).toMatchObject(expected);
      const latest = new Date(tomorrow.getTime() + 1000);
      await freeze(run, planned('a', { due: latest }));
      expect(await ledger.find(run, 'a')).toMatchObject({ due: latest, attempts: 1 });
    });

    test('mends a queue that lost its jobs, or has some too many', async (run) => {
      await freeze(run, 'a', 'b');
      await database.query('DELETE FROM pitchwright_queue.job WHERE name = $1', [queueName(run)]);
      expect(await disagreements(database, run)).toHaveLength(2);
      await freeze(run, 'a', 'b');
      expect(await disagreements(database, run)).toEqual([]);
      await database.query(`UPDATE pitchwright_ledger.delivery SET state = 'failed' WHERE campaign = $1`, [
        run.campaign,
      ]);
      expect(await disagreements(database, run)).toHaveLength(2);
      expect(await claimIds(run)).toEqual([]);
    });

    test('takes a plan whole or not at all', async (run) => {
      await freeze(run, 'a');
      const broken = function* () {
        yield planned('b');
        throw new Error('the plan ends in the middle');
      };
      await expect(ledger.freeze(run, 'next plan', broken())).rejects.toThrow('in the middle');
      await expect(freeze(run, 'a', 'b', 'a')).rejects.toMatchObject({
        code: 'PLAN_INVALID',
        message: 'the plan names customer a twice',
      });
      expect((await ledger.deliveries(run)).map(({ customerId }) => customerId)).toEqual(['a']);
      expect(await ledger.planOf(run)).toBe('plan');
    });

    test('takes plans of more rows than one statement', async (run) => {
      const ids = Array.from({ length: 4_500 }, (_, at) => `C${String(at).padStart(5, '0')}`);
      await freeze(run, ...ids);
      expect(await ledger.counts(run)).toMatchObject({ queued: 4_500 });
      await freeze(run, ...ids.slice(0, 2_100));
      expect(await ledger.counts(run)).toEqual({ ...noCounts, queued: 2_100 });
    });

    test('forgets a rehearsal, and never what was mailed live', async (run) => {
      const rehearsal = { ...run, lane: 'outbox' } as const;
      for (const each of [run, rehearsal]) {
        await freeze(each, 'a', 'b');
        await take(each, 'a');
        await ledger.settle(each, [sent('a')], 'w');
      }
      await ledger.forget(rehearsal);
      expect(await ledger.deliveries(rehearsal)).toEqual([]);
      expect(await ledger.planOf(rehearsal)).toBeUndefined();
      expect(await disagreements(database, rehearsal)).toEqual([]);
      await expect(ledger.forget(run)).rejects.toMatchObject({ code: 'LEDGER_LIVE' });
      expect(await stateOf(run, 'a')).toBe('sent');
      await freeze(rehearsal, 'a');
      expect(await claimIds(rehearsal)).toEqual(['a']);
    });

    test('counts what an address got lately, from other campaigns and live', async (run) => {
      const address = `address of ${run.campaign}`;
      const before = new Date(Date.now() - 60_000);
      const runs = ['1', '2', '3'].map((mark) => ({ ...run, campaign: `${run.campaign} ${mark}` }));
      const rehearsal = { ...run, lane: 'outbox' } as const;
      for (const each of [...runs, rehearsal]) {
        await freeze(each, planned('a', { addressHash: address }));
        await take(each, 'a');
      }
      const [first, second, third] = runs as [RunKey, RunKey, RunKey];
      await ledger.settle(first, [sent('a')], 'w');
      await ledger.settle(second, [ended('a', 'unknown')], 'w');
      await ledger.settle(third, [ended('a', 'failed')], 'w');
      await ledger.settle(rehearsal, [sent('a')], 'w');
      expect((await ledger.mailedSince(before, 'none')).get(address)).toBe(2);
      expect((await ledger.mailedSince(before, second.campaign)).get(address)).toBe(1);
      expect((await ledger.mailedSince(new Date(Date.now() + 60_000), 'none')).get(address)).toBeUndefined();
    });

    test('lets channels rest', async ({ campaign }) => {
      const until = new Date('2026-05-02T00:00:00Z');
      const [before, after] = [new Date('2026-05-01T23:59:59Z'), new Date('2026-05-02T00:00:01Z')];
      expect(await ledger.paused(campaign, before)).toBeUndefined();
      await ledger.pause(campaign, { until, reason: 'quota, says owner@shop.example' });
      await ledger.pause(campaign, { until: before, reason: 'busy' });
      expect(await ledger.paused(campaign, before)).toEqual({ until, reason: 'quota, says (address)' });
      expect(await ledger.paused(campaign, after)).toBeUndefined();
      await ledger.resume(campaign);
      expect(await ledger.paused(campaign, before)).toBeUndefined();
    });

    test('keeps the first reason for suppressing an address', async ({ campaign }) => {
      const entry = (name: string, at: string, source = 'a link') => {
        return {
          addressHash: `${campaign}/${name}`,
          reason: 'unsubscribed',
          source,
          at: new Date(at),
        } as const;
      };
      const [a, b] = [entry('a', '2026-03-02'), entry('b', '2026-03-02')];
      const earlier = entry('a', '2026-03-01', '550 5.1.1 <anna@mail.example> unknown');
      expect(await ledger.suppress([])).toBe(0);
      expect(await ledger.suppress([a, b, a])).toBe(2);
      expect(await ledger.suppress([entry('a', '2026-03-03', 'late'), entry('c', '2026-03-03')])).toBe(1);
      expect((await ledger.isSuppressed([a.addressHash, 'nobody'])).get(a.addressHash)).toEqual(a);
      expect(await ledger.suppress([earlier])).toBe(0);
      const kept = { ...earlier, source: '550 5.1.1 <(address)> unknown' };
      expect((await ledger.suppressions()).get(a.addressHash)).toEqual(kept);
      expect(await ledger.unsuppress(a.addressHash)).toBe(true);
      expect(await ledger.unsuppress(a.addressHash)).toBe(false);
      expect([...(await ledger.isSuppressed([a.addressHash, b.addressHash])).keys()]).toEqual([
        b.addressHash,
      ]);
    });

    test('hears everything once', async ({ campaign }) => {
      const at = new Date('2026-03-02T10:00:00Z');
      const bounce = {
        campaign,
        customerId: 'a',
        kind: 'bounced',
        code: '5.1.1',
        detail: 'unknown',
        at,
      } as const;
      const reply = {
        ...bounce,
        kind: 'replied',
        code: '',
        detail: 'thanks',
        at: new Date('2026-03-01'),
      } as const;
      expect(await ledger.hear([bounce, bounce])).toBe(1);
      expect(await ledger.hear([bounce, reply])).toBe(1);
      expect(await ledger.feedback(campaign)).toEqual([reply, bounce]);
      expect(await ledger.feedback('another')).toEqual([]);
    });

    test('keeps words of any kind', async (run) => {
      await freeze(run, 'a');
      await take(run, 'a');
      const reason = 'naïve 📧 "quoted" \\ \u0000 \ud83d end';
      await ledger.settle(run, [{ ...ended('a', 'failed'), reason } as Outcome], 'w');
      expect(await ledger.find(run, 'a')).toMatchObject({ reason: 'naïve 📧 "quoted" \\  \ufffd end' });
    });

    it('obeys the accounts, whatever happens in whatever order', async ({ skip }) => {
      if (missing) skip(`no ${name} here: ${missing}`);
      await fc.assert(obeysTheAccounts(database, ledger), { seed: 4, numRuns: 20, endOnFailure: true });
    });
  });
}
