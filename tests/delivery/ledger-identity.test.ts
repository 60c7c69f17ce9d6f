import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../src/delivery/ledger/ledger.ts';
import { openLedger } from '../../src/delivery/ledger/open-ledger.ts';
import { freshLedger } from '../_fresh-ledger.ts';
import { temporaryFolder } from '../_sample.ts';
import { GUARD, PAST, planned, sent } from '../conformance/_ledger-rows.ts';
import { findPostgres, type PostgresServer, startPostgres } from '../conformance/_postgres-server.ts';

const postgres = findPostgres();
const RUN = { campaign: 'vip', lane: 'live' } as const;
const REHEARSAL = { campaign: 'vip', lane: 'outbox' } as const;

let server: PostgresServer | undefined;
let folder: string;
const folders: string[] = [];
let count = 0;

beforeAll(async () => {
  if ('native' in postgres) server = await startPostgres();
}, 60_000);
afterAll(async () => {
  await server?.stop();
  for (const each of folders) await rm(each, { recursive: true, force: true });
}, 60_000);
beforeEach(async () => {
  folder = await temporaryFolder();
  folders.push(folder);
  await freshLedger(folder);
});

async function newDatabase(skip: (why: string) => void): Promise<string> {
  if (!server) {
    skip(`no PostgreSQL here: ${'missing' in postgres ? postgres.missing : ''}`);
    return '';
  }
  count += 1;
  const client = new Client(server.url());
  await client.connect();
  await client.query(`CREATE DATABASE identity_${count}`);
  await client.end();
  return server.url(`identity_${count}`);
}

async function using<T>(url: string | undefined, act: (ledger: Ledger) => Promise<T>): Promise<T> {
  const ledger = await openLedger({ DATA_DIR: folder, DATABASE_URL: url });
  try {
    return await act(ledger);
  } finally {
    await ledger.close();
  }
}
const lost = (url?: string) => using(url, async () => 'opened').catch((error) => error.code);

/** Somebody was mailed, one is on their way, one is claimed, one waits, one unsubscribed. */
async function live(ledger: Ledger): Promise<void> {
  await ledger.freeze(
    RUN,
    'plan',
    ['a', 'b', 'c', 'd'].map((id) => planned(id)),
  );
  for (const id of ['a', 'b', 'c']) await ledger.claim(RUN, 'w', 1, id);
  await ledger.commit(RUN, 'w', ['a', 'b'], 'smtp', GUARD);
  await ledger.settle(RUN, [sent('a')], 'w');
  await ledger.suppress([{ addressHash: 'hash of x', reason: 'unsubscribed', source: 'the link', at: PAST }]);
  await ledger.hear([
    { campaign: 'vip', customerId: 'a', kind: 'replied', code: '', detail: 'Thanks', at: PAST },
  ]);
}

describe('a ledger that data was used with', () => {
  it('is not replaced by an empty one', async () => {
    await using(undefined, live);
    const { place } = JSON.parse(await readFile(join(folder, 'ledger.id.json'), 'utf8'));
    expect(place).toBe(join(folder, 'ledger'));
    await rename(join(folder, 'ledger'), join(folder, 'away'));
    const error = await using(undefined, async () => undefined).catch((error) => error);
    expect(error.message).toBe(
      `what was mailed, and who unsubscribed, is in the ledger in ${join(folder, 'ledger')}; the one in ${join(folder, 'ledger')} knows nothing of it`,
    );
    expect(error.hint).toContain('bring that ledger back');
    await rm(join(folder, 'ledger'), { recursive: true });
    await rename(join(folder, 'away'), join(folder, 'ledger'));
    expect(await lost()).toBe('opened');
  });

  it('may be thrown away while there were only rehearsals', async () => {
    await using(undefined, (ledger) => ledger.freeze(REHEARSAL, 'plan', [planned('a')]));
    await rm(join(folder, 'ledger'), { recursive: true });
    expect(await lost()).toBe('opened');
  });

  it('is known as such only by a file that can be read', async () => {
    await using(undefined, live);
    await writeFile(join(folder, 'ledger.id.json'), '{');
    expect(await lost()).toBe('LEDGER_BROKEN');
  });

  it('goes along when DATABASE_URL is set for the first time', async ({ skip }) => {
    const url = await newDatabase(skip);
    await using(undefined, live);
    await using(url, async (ledger) => {
      expect(await ledger.counts(RUN)).toMatchObject({ sent: 1, unknown: 1, queued: 2 });
      expect([...(await ledger.suppressions()).keys()]).toEqual(['hash of x']);
      expect(await ledger.feedback('vip')).toMatchObject([{ customerId: 'a', detail: 'Thanks' }]);
      // The next send freezes its plan anew, and so puts who waits into this queue.
      expect(await ledger.planOf(RUN)).toBe('');
      await ledger.freeze(
        RUN,
        'plan',
        ['a', 'b', 'c', 'd'].map((id) => planned(id)),
      );
      const claimed = await ledger.claim(RUN, 'w', 9);
      expect(claimed.map(({ customerId }) => customerId).sort()).toEqual(['c', 'd']);
    });
    // The folder's own knows less from now on.
    expect(await lost()).toBe('LEDGER_LOST');
    expect(await lost(url)).toBe('opened');
    expect(await lost(await newDatabase(skip))).toBe('LEDGER_LOST');
  });

  it('takes nothing back from what the other one knows', async ({ skip }) => {
    const url = await newDatabase(skip);
    const home = folder;
    await using(undefined, live);
    folder = await temporaryFolder();
    folders.push(folder);
    await using(url, async (ledger) => {
      await ledger.freeze(RUN, 'plan', [planned('a'), planned('d')]);
      await ledger.claim(RUN, 'w', 1, 'd');
      await ledger.commit(RUN, 'w', ['d'], 'smtp', GUARD);
      await ledger.settle(RUN, [sent('d')], 'w');
    });
    folder = home;
    await using(url, async (ledger) => {
      expect(await ledger.counts(RUN)).toMatchObject({ sent: 2, unknown: 1, queued: 1 });
    });
  });
});
