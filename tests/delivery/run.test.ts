import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Channel, ChannelName, Receipt } from '../../src/delivery/channels/channel.ts';
import type { Delivery, Ledger, Planned, RunKey } from '../../src/delivery/ledger/ledger.ts';
import { openLedger } from '../../src/delivery/ledger/open-ledger.ts';
import type { Mail } from '../../src/delivery/mail.ts';
import { type RunEnd, type RunOptions, work } from '../../src/delivery/run.ts';
import type { RunEvent } from '../../src/delivery/run-event.ts';
import { totalOf } from '../../src/delivery/summary.ts';
import { freshLedger } from '../_fresh-ledger.ts';

let folder: string;
let ledger: Ledger;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pitchwright-run-'));
  await freshLedger(folder);
  ledger = await openLedger({ DATA_DIR: folder });
});
afterAll(async () => {
  await ledger.close();
  await rm(folder, { recursive: true, force: true });
});

let runs = 0;
const hashOf = (at: number) => (runs * 1000 + at).toString(16).padStart(64, '0');

/** A run of so many recipients, ready to be worked on. */
async function newRun(recipients: number): Promise<RunKey> {
  runs += 1;
  const run = { campaign: `campaign-${runs}`, lane: 'live' } as const;
  const rows = Array.from(
    { length: recipients },
    (_, at): Planned => ({
      customerId: `C${String(at + 1).padStart(3, '0')}`,
      addressHash: hashOf(at),
      sha256: 'a'.repeat(64),
      messageId: `${runs}-${at}@shop.example`,
      segment: 'VIP',
      behavior: 'loyal',
      due: new Date(0),
    }),
  );
  await ledger.freeze(run, 'plan', rows);
  // A pause of an earlier test is none of this one's.
  for (const name of ['smtp', 'apps-script'] as const) await ledger.resume(name);
  return run;
}

type Decide = (customerId: string, n: number) => Receipt | Promise<Receipt>;
const yes: Receipt = { kind: 'accepted', id: 'ok', detail: '250 ok' };
const no = (kind: Exclude<Receipt['kind'], 'accepted'>, code = '4.0.0'): Receipt =>
  ({ kind, code, reason: `it is ${kind}`, suppress: false }) as Receipt;

/** A channel in memory that decides by itself, and remembers whom it delivered to. */
function fakeChannel(name: ChannelName, decide: Decide = () => yes) {
  const delivered: string[] = [];
  const asked: string[] = [];
  const channel: Channel = {
    name,
    isLive: true,
    concurrency: 4,
    open: async () => ({ place: name }),
    async send(mail, commit) {
      asked.push(mail.customerId);
      const receipt = await decide(mail.customerId, asked.length);
      if (receipt.kind !== 'accepted' && receipt.kind !== 'unknown') return receipt;
      await commit();
      delivered.push(mail.customerId);
      return receipt;
    },
    close: async () => {},
  };
  return { channel, delivered, asked };
}

interface Worked extends RunEnd {
  readonly events: readonly RunEvent[];
}

async function workOn(
  run: RunKey,
  channels: readonly Channel[],
  more: Partial<RunOptions> = {},
): Promise<Worked> {
  const events: RunEvent[] = [];
  const worker = `worker-${Math.random()}`;
  await ledger.join(run, worker);
  const end = await work({
    run,
    ledger,
    channels,
    prepare: async (deliveries) =>
      deliveries.map((delivery) => ({ delivery, mail: { customerId: delivery.customerId } as Mail })),
    attempts: 3,
    stop: { share: 1, after: 1000 },
    worker,
    guard: { edition: 'plan' },
    drain: new AbortController().signal,
    isPatient: true,
    waits: { recipient: { first: 10, most: 20 }, channel: { first: 10, most: 20 } },
    ...more,
    tell: (event) => {
      events.push(event);
      more.tell?.(event);
    },
  });
  await ledger.leave(worker);
  return { ...end, events };
}

describe('a run', () => {
  test('hands everybody over once, and has nothing to do a second time', async () => {
    const run = await newRun(50);
    const { channel, delivered } = fakeChannel('smtp');
    expect(await workOn(run, [channel])).toMatchObject({ state: 'finished', sent: 50 });
    expect(await workOn(run, [channel])).toMatchObject({ state: 'finished', sent: 0 });
    expect(new Set(delivered).size).toBe(50);
    expect(delivered).toHaveLength(50);
  });

  test('goes on by the next channel when the quota of the first is out, nobody twice', async () => {
    const run = await newRun(60);
    const script = fakeChannel('apps-script', (_, n) => (n <= 25 ? yes : no('exhausted')));
    const smtp = fakeChannel('smtp');
    expect(await workOn(run, [script.channel, smtp.channel])).toMatchObject({ state: 'finished', sent: 60 });
    expect(script.delivered).toHaveLength(25);
    expect(smtp.delivered).toHaveLength(35);
    expect(new Set([...script.delivered, ...smtp.delivered]).size).toBe(60);
  });

  test('waits for tomorrow when the quota of its only channel is out, and says why', async () => {
    const run = await newRun(30);
    const { channel } = fakeChannel('apps-script', (_, n) => (n <= 10 ? yes : no('exhausted')));
    const end = await workOn(run, [channel]);
    expect(end).toMatchObject({ state: 'waiting', because: 'apps-script: it is exhausted', sent: 10 });
    expect(await ledger.counts(run)).toMatchObject({ sent: 10, queued: 20, claimed: 0 });
  });

  test('never tries a mail of unknown fate by another channel', async () => {
    const run = await newRun(20);
    const script = fakeChannel('apps-script', (id) => (id === 'C007' ? no('unknown') : yes));
    const smtp = fakeChannel('smtp');
    await workOn(run, [script.channel, smtp.channel]);
    expect(smtp.asked).toEqual([]);
    expect(await ledger.counts(run)).toMatchObject({ sent: 19, unknown: 1 });
  });

  test('tries a deferred recipient again, and gives up after the last attempt', async () => {
    const run = await newRun(5);
    const { channel, asked } = fakeChannel('smtp', (id) => (id === 'C002' ? no('deferred') : yes));
    expect((await workOn(run, [channel])).state).toBe('finished');
    expect(asked.filter((id) => id === 'C002')).toHaveLength(3);
    expect(await ledger.find(run, 'C002')).toMatchObject({ state: 'failed', attempts: 3 });
  });

  test('pauses a busy channel for everybody, and no recipient loses an attempt by it', async () => {
    const run = await newRun(30);
    const { channel } = fakeChannel('smtp', (_, n) => (n % 7 === 0 ? no('busy') : yes));
    const end = await workOn(run, [channel]);
    expect(end).toMatchObject({ state: 'finished', sent: 30 });
    expect(end.events.some(({ kind }) => kind === 'paused')).toBe(true);
    for (const { attempts } of await ledger.deliveries(run, { limit: 30 }))
      expect(attempts).toBeLessThanOrEqual(1);
  });

  test('stops at once when it is about the sender', async () => {
    const run = await newRun(200);
    const { channel, asked } = fakeChannel('smtp', (_, n) => (n > 20 ? no('stop', '550 5.7.1') : yes));
    const end = await workOn(run, [channel]);
    expect(end).toMatchObject({ state: 'stopped', because: 'it is stop' });
    expect(asked.length).toBeLessThan(20 + 2 * channel.concurrency + 1);
    expect((await ledger.counts(run)).queued).toBe(200 - end.sent);
  });

  test('stops when too many fail', async () => {
    const run = await newRun(300);
    const { channel } = fakeChannel('smtp', (_, n) => (n > 40 ? no('rejected', '550 5.1.1') : yes));
    const end = await workOn(run, [channel], { stop: { share: 0.2, after: 20 } });
    expect(end.state).toBe('stopped');
    expect(end.because).toMatch(/of the last \d+ attempts failed/);
    expect((await ledger.counts(run)).rejected).toBeLessThan(20);
  });

  test('gives a dead server up after a while', async () => {
    const run = await newRun(10);
    const { channel } = fakeChannel('smtp', () => no('down', 'ECONNREFUSED'));
    expect(await workOn(run, [channel])).toMatchObject({
      state: 'waiting',
      because: 'smtp: it is down',
      isDown: true,
      sent: 0,
    });
    expect(await ledger.counts(run)).toMatchObject({ queued: 10 });
  });

  test('hands over as many as its limit, failures not counted', async () => {
    const run = await newRun(50);
    const { channel, delivered } = fakeChannel('smtp', (_, n) => (n % 3 === 0 ? no('rejected', '550') : yes));
    expect(await workOn(run, [channel], { limit: 12 })).toMatchObject({ state: 'waiting', sent: 12 });
    expect(delivered).toHaveLength(12);
  });

  test('sends nobody but the one that was asked for', async () => {
    const run = await newRun(10);
    const { channel, delivered } = fakeChannel('smtp');
    await workOn(run, [channel], { only: 'C004' });
    expect(delivered).toEqual(['C004']);
    expect(await ledger.counts(run)).toMatchObject({ sent: 1, queued: 9 });
  });

  test('drains: what is under way is finished, the rest is given back', async () => {
    const run = await newRun(100);
    const drain = new AbortController();
    const { channel, delivered } = fakeChannel('smtp', async (_, n) => {
      if (n === 30) drain.abort();
      return yes;
    });
    const end = await workOn(run, [channel], { drain: drain.signal });
    expect(end.state).toBe('interrupted');
    const counts = await ledger.counts(run);
    expect(counts).toMatchObject({
      sent: delivered.length,
      queued: 100 - delivered.length,
      claimed: 0,
      sending: 0,
    });
  });

  test('an error while mails are made ends the run, and nobody is left claimed', async () => {
    const run = await newRun(20);
    const { channel } = fakeChannel('smtp');
    const prepare = async () => {
      throw new Error('the mail has changed');
    };
    await expect(workOn(run, [channel], { prepare })).rejects.toThrow('the mail has changed');
    expect(await ledger.counts(run)).toMatchObject({ queued: 20, claimed: 0 });
  });

  test('lets nobody through who unsubscribes while the mail is on its way to the channel', async () => {
    const run = await newRun(6);
    const fourth = (await ledger.deliveries(run))[3] as Delivery;
    const { channel, delivered } = fakeChannel('smtp', async (id) => {
      if (id === fourth.customerId) {
        await ledger.suppress([
          { addressHash: fourth.addressHash, reason: 'unsubscribed', source: 'the link', at: new Date() },
        ]);
      }
      return yes;
    });
    const { events, ...end } = await workOn(run, [channel]);
    expect(end).toMatchObject({ state: 'finished', sent: 5 });
    expect(delivered).not.toContain(fourth.customerId);
    expect(await ledger.counts(run)).toMatchObject({ sent: 5, skipped: 1, claimed: 0 });
    expect(events).toContainEqual({
      kind: 'settled',
      customerId: fourth.customerId,
      state: 'skipped',
      channel: 'smtp',
      code: 'suppressed',
      reason: 'unsubscribed since the plan',
    });
  });

  test('makes mails again that have waited for long: it may be night by now', async () => {
    const run = await newRun(30);
    let clock = Date.now();
    const { channel } = fakeChannel('smtp', (_, n) => {
      if (n === 5) clock += 31_000;
      return yes;
    });
    const made: string[] = [];
    const prepare = async (deliveries: readonly Delivery[]) => {
      made.push(...deliveries.map(({ customerId }) => customerId));
      return deliveries.map((delivery) => ({ delivery, mail: { customerId: delivery.customerId } as Mail }));
    };
    const end = await workOn(run, [channel], { prepare, now: () => new Date(clock) });
    expect(end).toMatchObject({ state: 'finished', sent: 30 });
    expect(made.length).toBeGreaterThan(45);
  });

  test('ends when another plan takes its place, and hands nobody over any more', async () => {
    const run = await newRun(10);
    let frozen: Promise<void> | undefined;
    const { channel, delivered } = fakeChannel('smtp', async () => {
      frozen ??= ledger.freeze(run, 'next plan', []);
      await frozen;
      return yes;
    });
    await expect(workOn(run, [channel])).rejects.toMatchObject({ code: 'PLAN_REPLACED' });
    expect(delivered).toEqual([]);
    expect(await ledger.counts(run)).toMatchObject({ claimed: 0, sending: 0, sent: 0 });
  });

  test('waits for those whom another worker has in hand', async () => {
    const run = await newRun(3);
    await ledger.join(run, 'other');
    const [held] = await ledger.claim(run, 'other', 1);
    const { channel } = fakeChannel('smtp');
    expect(await workOn(run, [channel], { isPatient: false })).toMatchObject({
      state: 'waiting',
      because: '1 are in the hands of other workers',
      sent: 2,
    });
    const patient = workOn(run, [channel]);
    await ledger.release(run, 'other', [(held as Delivery).customerId]);
    expect(await patient).toMatchObject({ state: 'finished', sent: 1 });
    await ledger.leave('other');
  });

  test('keeps its rate', async () => {
    const run = await newRun(12);
    const { channel } = fakeChannel('smtp');
    await ledger.take('smtp', 1000, { perSecond: 40, burst: 4 });
    const started = performance.now();
    await workOn(run, [channel], { perSecond: 40 });
    // 12 mails at 40 a second, from an empty bucket: not before 0.3 s, however fast the machine.
    expect(performance.now() - started).toBeGreaterThan(250);
  });

  test('whatever a channel answers, everybody is accounted for, and nobody is delivered to twice', async () => {
    const kinds = ['accepted', 'rejected', 'deferred', 'busy', 'down', 'unknown', 'exhausted'] as const;
    const answers = fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(answers, answers, async (first, second) => {
        const run = await newRun(9);
        const decide =
          (list: readonly (typeof kinds)[number][]): Decide =>
          (_, n) => {
            const kind = list[n % list.length] as (typeof kinds)[number];
            return kind === 'accepted' ? yes : no(kind);
          };
        const one = fakeChannel('apps-script', decide(first));
        const two = fakeChannel('smtp', decide(second));
        await workOn(run, [one.channel, two.channel], { isPatient: false });
        const counts = await ledger.counts(run);
        expect(totalOf(counts)).toBe(9);
        expect(counts.claimed + counts.sending).toBe(0);
        const delivered = [...one.delivered, ...two.delivered];
        expect(new Set(delivered).size).toBe(delivered.length);
        expect(delivered.length).toBe(counts.sent + counts.unknown);
      }),
      { numRuns: 15, seed: 7 },
    );
  });
});
