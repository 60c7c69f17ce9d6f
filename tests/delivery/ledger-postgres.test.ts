import { rm } from 'node:fs/promises';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sharing } from '../../src/delivery/ledger/database.ts';
import type { Ledger } from '../../src/delivery/ledger/ledger.ts';
import { openLedger } from '../../src/delivery/ledger/open-ledger.ts';
import { openPostgresDatabase } from '../../src/delivery/ledger/postgres-database.ts';
import { temporaryFolder } from '../_sample.ts';
import { GUARD, PAST, planned, sent } from '../conformance/_ledger-rows.ts';
import { findPostgres, OWNER, type PostgresServer, startPostgres } from '../conformance/_postgres-server.ts';
import { startProcess } from './_ledger-process.ts';

const postgres = findPostgres();
const RUN = { campaign: 'vip', lane: 'live' } as const;
const IDS = Array.from({ length: 500 }, (_, at) => `C${at}`);

let server: PostgresServer;
let admin: Client;
let url: string;
let folder: string;
let count = 0;
const open: Ledger[] = [];

beforeAll(async () => {
  if ('native' in postgres) server = await startPostgres();
}, 60_000);
afterAll(() => server?.stop(), 60_000);
beforeEach(async ({ skip }) => {
  if ('missing' in postgres) skip(`no PostgreSQL here: ${postgres.missing}`);
  count += 1;
  url = await newDatabase(`test_${count}`);
  folder = await temporaryFolder();
  admin = new Client(url);
  await admin.connect();
});
afterEach(async () => {
  for (const ledger of open.splice(0)) await ledger.close();
  await admin?.end();
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function newDatabase(name: string, options = ''): Promise<string> {
  const client = new Client(server.url());
  await client.connect();
  await client.query(`CREATE DATABASE ${name} ${options}`);
  await client.end();
  return server.url(name);
}

async function opened(at = url): Promise<Ledger> {
  const ledger = await openLedger({ DATA_DIR: folder, DATABASE_URL: at });
  open.push(ledger);
  return ledger;
}

const refused = (at = url) => opened(at).catch((error) => error);

describe('a ledger in PostgreSQL', () => {
  it('is made once when several open it at once', async () => {
    const ledgers = await Promise.all([opened(), opened(), opened()]);
    expect(ledgers.map(({ place }) => place)).toEqual(
      Array(3).fill(`database test_${count} on 127.0.0.1:${server.port}`),
    );
    expect(ledgers.every(({ isShared }) => isShared)).toBe(true);
    const versions = await admin.query('SELECT ledger_version FROM pitchwright_ledger.version');
    expect(versions.rows).toEqual([{ ledger_version: 1 }, { ledger_version: 2 }]);
  });

  it('gives every delivery to one of its workers', async () => {
    const ledgers = await Promise.all([opened(), opened(), opened()]);
    await (ledgers[0] as Ledger).freeze(
      RUN,
      'plan',
      IDS.map((id) => planned(id)),
    );
    const taken: string[] = [];
    await Promise.all(
      ledgers.map(async (ledger, at) => {
        const worker = `w${at}`;
        await ledger.join(RUN, worker);
        for (;;) {
          const claimed = await ledger.claim(RUN, worker, 20);
          if (claimed.length === 0) return;
          const { held: ids } = await ledger.commit(
            RUN,
            worker,
            claimed.map(({ customerId }) => customerId),
            'smtp',
            GUARD,
          );
          taken.push(...ids);
          await ledger.settle(RUN, ids.map(sent), worker);
        }
      }),
    );
    expect(taken.sort()).toEqual([...IDS].sort());
    expect((await ledgers[0]?.counts(RUN))?.sent).toBe(500);
    const workers = await admin.query('SELECT DISTINCT worker FROM pitchwright_ledger.delivery');
    expect(workers.rows.length).toBeGreaterThan(1);
  });

  it('takes a plan over while workers are at it', async () => {
    const [one, other] = await Promise.all([opened(), opened()]);
    const rows = IDS.map((id) => planned(id));
    await one.freeze(RUN, 'plan', rows);
    const work = async () => {
      for (;;) {
        const claimed = await other.claim(RUN, 'w', 50);
        if (claimed.length === 0) return;
        const { held: ids } = await other.commit(
          RUN,
          'w',
          claimed.map(({ customerId }) => customerId),
          'smtp',
          GUARD,
        );
        await other.settle(RUN, ids.map(sent), 'w');
      }
    };
    const freezes = async () => {
      for (let at = 0; at < 5; at += 1) {
        const due = new Date(PAST.getTime() + at * 1000);
        await one.freeze(RUN, 'plan', rows.map((row) => ({ ...row, due })).reverse());
      }
    };
    await Promise.all([work(), freezes()]);
    await work();
    expect((await one.counts(RUN)).sent).toBe(500);
  });

  it('lets workers wait while a plan is taken over', async () => {
    const [one, other] = await Promise.all([opened(), opened()]);
    await one.freeze(RUN, 'plan', [planned('a')]);
    const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const rows = async function* () {
      begun.resolve();
      await gate.promise;
      yield planned('a', { sha256: 'another' });
    };
    const frozen = one.freeze(RUN, 'next plan', rows());
    await begun.promise;
    const claimed = other.claim(RUN, 'w', 1);
    let waiting = 0;
    for (let at = 0; at < 2000 && waiting === 0; at += 1) {
      const locks = `SELECT count(*)::integer AS count FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
      waiting = (await admin.query(locks)).rows[0].count;
    }
    gate.resolve();
    await frozen;
    expect(await claimed).toMatchObject([{ customerId: 'a', sha256: 'another' }]);
    expect(waiting).toBe(1);
  });

  it('takes back what a killed process held, and not what a living one holds', async () => {
    const act = (worker: string) =>
      `await ledger.join(run, '${worker}');
       await ledger.claim(run, '${worker}', 5);
       const held = await ledger.deliveries(run, { states: ['claimed'] });
       const mine = held.filter((row) => row.worker === '${worker}').map((row) => row.customerId);
       await ledger.commit(run, '${worker}', mine.slice(0, 2), 'smtp', { edition: 'plan' });
       say('holds ' + mine.length);
       await new Promise(() => {});`;
    const ledger = await opened();
    await ledger.freeze(
      RUN,
      'plan',
      IDS.slice(0, 10).map((id) => planned(id)),
    );
    const env = { DATA_DIR: folder, DATABASE_URL: url };
    const [dead, alive] = [startProcess(env, act('dead')), startProcess(env, act('alive'))];
    await Promise.all([dead.until('holds 5'), alive.until('holds 5')]);
    expect(await ledger.join(RUN, 'here')).toEqual({ released: 0, unknown: [] });
    await dead.kill();
    // The server sees the end of a connection when it next looks.
    let back = await ledger.reap(RUN);
    for (let at = 0; at < 1000 && back.released === 0; at += 1) back = await ledger.reap(RUN);
    expect([back.released, back.unknown.length]).toEqual([3, 2]);
    expect(await ledger.counts(RUN)).toMatchObject({ queued: 3, unknown: 2, claimed: 3, sending: 2 });
    await alive.kill();
  });

  it('refuses a second worker of the same name', async () => {
    const [one, other] = await Promise.all([opened(), opened()]);
    await one.freeze(RUN, 'plan', [planned('a')]);
    await one.join(RUN, 'same');
    await expect(other.join(RUN, 'same')).rejects.toMatchObject({
      code: 'WORKER_TAKEN',
      message: `another process works as "same" in ${one.place}, and lives`,
    });
    await one.leave('same');
    expect(await other.join(RUN, 'same')).toEqual({ released: 0, unknown: [] });
  });

  it('hands nothing over for a worker that was cut off and declared dead', async () => {
    const [cut, other] = await Promise.all([opened(), opened()]);
    await cut.freeze(RUN, 'plan', [planned('a'), planned('b'), planned('c')]);
    await cut.join(RUN, 'cut');
    await cut.claim(RUN, 'cut', 3);
    await cut.commit(RUN, 'cut', ['a'], 'smtp', GUARD);
    await cutSessions();
    expect(await other.join(RUN, 'other')).toEqual({ released: 2, unknown: ['a'] });
    expect((await cut.commit(RUN, 'cut', ['b'], 'smtp', GUARD)).held).toEqual([]);
    await cut.settle(RUN, [sent('a')], 'cut');
    expect((await cut.find(RUN, 'a'))?.state).toBe('sent');
    // It lives again: what it takes now is not taken from it.
    expect(await cut.claim(RUN, 'cut', 1)).toHaveLength(1);
    expect(await other.reap(RUN)).toEqual({ released: 0, unknown: [] });
  });

  it('goes on with a worker that was cut off and not missed', async () => {
    const [cut, other] = await Promise.all([opened(), opened()]);
    await cut.freeze(RUN, 'plan', [planned('a')]);
    await cut.join(RUN, 'cut');
    await cut.claim(RUN, 'cut', 1);
    await cutSessions();
    expect((await cut.commit(RUN, 'cut', ['a'], 'smtp', GUARD)).held).toEqual(['a']);
    expect(await other.join(RUN, 'other')).toEqual({ released: 0, unknown: [] });
  });

  /** Ends every connection of the ledgers, and waits until the clients have seen it. */
  async function cutSessions(): Promise<void> {
    await admin.query(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
       WHERE application_name = 'pitchwright ledger' AND datname = current_database()`,
    );
    await new Promise((resolve) => setImmediate(resolve));
    await admin.query('SELECT 1');
  }

  it('shares one bucket of tokens among its workers', async () => {
    const ledgers = await Promise.all([opened(), opened()]);
    const rate = { perSecond: 200, burst: 50 };
    const before = performance.now();
    let total = 0;
    await Promise.all(
      ledgers.flatMap((ledger) =>
        [1, 2, 3].map(async () => {
          for (let at = 0; at < 60; at += 1) {
            const { granted } = await ledger.take('smtp', 7, rate);
            total += granted;
          }
        }),
      ),
    );
    const seconds = (performance.now() - before) / 1000;
    expect(total).toBeGreaterThanOrEqual(50);
    expect(total).toBeLessThanOrEqual(50 + 200 * seconds + 1);
  });

  it('begins a small piece of work anew when it met another in a deadlock', async () => {
    const database = await openPostgresDatabase(url);
    await database.query('CREATE TABLE pair (id integer, touched integer)');
    await database.query('INSERT INTO pair VALUES (1, 0), (2, 0)');
    let arrived = 0;
    let meet = () => {};
    const both = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const touch = (order: readonly number[]) =>
      database.transaction(async (query) => {
        for (const id of order) {
          await query('UPDATE pair SET touched = touched + 1 WHERE id = $1', [id]);
          arrived += 1;
          if (arrived === 2) meet();
          await both;
        }
      }, sharing(RUN));
    await Promise.all([touch([1, 2]), touch([2, 1])]);
    expect(await database.query('SELECT touched FROM pair')).toEqual([{ touched: 2 }, { touched: 2 }]);
    await database.close();
  });

  it('does not call done what the database took back', async () => {
    const database = await openPostgresDatabase(url);
    const act = database.transaction(async (query) => {
      await query('SELECT 1 / 0').catch(() => {});
    });
    await expect(act).rejects.toThrow('took a transaction back');
    await database.close();
  });

  it('stands beside what else is in the database', async () => {
    await admin.query(
      'CREATE TABLE job (name text); CREATE SCHEMA pitchwright CREATE TABLE customers (name text)',
    );
    await admin.query(`ALTER DATABASE test_${count} SET search_path = pitchwright; ALTER DATABASE test_${count} SET DateStyle = 'German';
      ALTER DATABASE test_${count} SET default_transaction_isolation = serializable; ALTER DATABASE test_${count} SET synchronous_commit = off`);
    const ledger = await opened();
    await ledger.freeze(RUN, 'plan', [planned('a')]);
    expect((await ledger.find(RUN, 'a'))?.due).toEqual(PAST);
    const others = await admin.query(
      `SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE 'pitchwright%' ORDER BY 1`,
    );
    expect(others.rows.map(({ name }) => name)).toEqual([
      'pitchwright',
      'pitchwright_ledger',
      'pitchwright_queue',
    ]);
  });

  it.each(['pitchwright_ledger', 'pitchwright_queue'])(
    'does not touch a schema %s of somebody else',
    async (schema) => {
      await admin.query(
        `CREATE SCHEMA ${schema} CREATE TABLE version (name text) CREATE TABLE mine (name text)`,
      );
      expect(await refused()).toMatchObject({
        code: 'DATABASE_REFUSED',
        message: `the schema ${schema} in database test_${count} on 127.0.0.1:${server.port} holds what is not Pitchwright's: mine, version`,
      });
    },
  );

  it('says what the user may not do, and works once the schemas are given', async () => {
    await admin.query(`CREATE ROLE clerk_${count} LOGIN PASSWORD 'secret'`);
    const account = { user: `clerk_${count}`, password: 'secret' };
    const address = server.url(`test_${count}`, account);
    const error = await refused(address);
    expect(error).toMatchObject({
      code: 'DATABASE_REFUSED',
      message: expect.stringContaining('lacks a right'),
    });
    for (const statement of error.hint.replace(/^[^:]*: /, '').split(';')) await admin.query(statement);
    const ledger = await opened(address);
    await ledger.freeze(RUN, 'plan', [planned('a')]);
  });

  it('needs an encoding that holds every word', async () => {
    const name = `latin_${count}`;
    const address = await newDatabase(
      name,
      `TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'`,
    );
    expect(await refused(address)).toMatchObject({ code: 'DATABASE_ENCODING' });
  });

  it('tells what is wrong with the connection, and never the password', async () => {
    const errors = [
      await refused(server.url(`test_${count}`, { user: 'postgres', password: 'wrong-secret' })),
      await refused(server.url('nowhere')),
      await refused(`postgres://anna:wrong-secret@127.0.0.1:1/shop`),
      await refused(`${url}?sslmode=verify-full&sslrootcert=/nowhere`),
    ];
    expect(errors.map(({ code }) => code)).toEqual([
      'DATABASE_REFUSED',
      'DATABASE_REFUSED',
      'DATABASE_UNREACHABLE',
      'ENV_INVALID',
    ]);
    const ledger = await opened();
    await ledger.join(RUN, 'w');
    const database = await openPostgresDatabase(url);
    const end = database.query('SELECT pg_terminate_backend(pg_backend_pid())');
    const lost = [await end.catch((error) => error)];
    expect(lost).toMatchObject([{ code: 'DATABASE_LOST' }]);
    await database.close();
    const elsewhere = new Client(server.url());
    await elsewhere.connect();
    await elsewhere.query(`ALTER DATABASE test_${count} ALLOW_CONNECTIONS false`);
    await elsewhere.end();
    await cutSessions();
    lost.push(
      await ledger.counts(RUN).catch((error) => error),
      await ledger.commit(RUN, 'w', ['a'], 'smtp', GUARD).catch((error) => error),
    );
    for (const error of [...errors, ...lost]) {
      expect(error.name).toBe('PitchwrightError');
      const all = `${error.message} ${error.hint} ${error.stack} ${error.cause?.stack} ${JSON.stringify(error)}`;
      for (const secret of ['wrong-secret', OWNER.password, encodeURIComponent(OWNER.password)]) {
        expect(all).not.toContain(secret);
      }
    }
  });

  it('keeps no address and no secret in any table', async () => {
    const ledger = await opened();
    const address = 'anna.muster@mail.example';
    await ledger.freeze(RUN, 'plan', [planned('a'), planned('b'), planned('c')]);
    await ledger.join(RUN, 'w');
    await ledger.claim(RUN, 'w', 3);
    await ledger.commit(RUN, 'w', ['a', 'b', 'c'], 'smtp', GUARD);
    const base = { channel: 'smtp', code: `550 <${address}>`, reason: `<${address}> is unknown` } as const;
    await ledger.settle(
      RUN,
      [
        { ...base, customerId: 'a', state: 'rejected' },
        { ...base, customerId: 'b', state: 'sent', receipt: `to ${address}` },
        { ...base, customerId: 'c', state: 'queued', due: PAST, counts: true },
      ],
      'w',
    );
    await ledger.pause('smtp', { until: new Date(), reason: `${address} has no quota` });
    await ledger.suppress([{ addressHash: 'hash', reason: 'bounced', source: base.reason, at: PAST }]);
    const bounce = {
      customerId: 'a',
      kind: 'bounced',
      code: base.code,
      detail: base.reason,
      at: PAST,
    } as const;
    await ledger.hear([{ ...bounce, campaign: 'vip' }]);
    const tables = await admin.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname LIKE 'pitchwright%'`,
    );
    expect(tables.rows.length).toBeGreaterThan(10);
    let dump = '';
    for (const { name } of tables.rows) {
      const { rows } = await admin.query(`SELECT t::text AS row FROM ${name} AS t`);
      dump += rows.map(({ row }) => `${row}\n`).join('');
    }
    expect(dump).toContain('is unknown');
    for (const text of [address, 'anna', OWNER.password]) expect(dump).not.toContain(text);
  });
});
