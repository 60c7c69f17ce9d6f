import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ledger } from '../../src/delivery/ledger/ledger.ts';
import { openLedger } from '../../src/delivery/ledger/open-ledger.ts';
import { findPostgres, type PostgresServer, startPostgres } from '../conformance/_postgres-server.ts';
import { start } from './_kill.ts';
import type { KillTask } from './_kill-child.ts';
import { startSmtpServer, type TestSmtpServer } from './_smtp-server.ts';

const postgres = findPostgres();
const RECIPIENTS = 300;

let server: PostgresServer;
let smtp: TestSmtpServer;
let root: string;
let folder: string;
let count = 0;
let task: KillTask;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'pitchwright-workers-'));
  smtp = await startSmtpServer({ tls: 'none' });
  if ('native' in postgres) server = await startPostgres();
}, 60_000);
afterAll(async () => {
  await smtp.close();
  await server?.stop();
  await rm(root, { recursive: true, force: true });
});

beforeEach(async ({ skip }) => {
  if ('missing' in postgres) skip(`no PostgreSQL here: ${postgres.missing}`);
  count += 1;
  smtp.accepted.length = 0;
  const name = `workers_${count}`;
  const client = new Client(server.url());
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const channel = { kind: 'smtp', url: smtp.url } as const;
  // Data that was used with one database is not sent from another.
  folder = join(root, name);
  task = { folder, databaseUrl: server.url(name), campaign: name, recipients: RECIPIENTS, channel };
});

async function withLedger<T>(look: (ledger: Ledger) => Promise<T>): Promise<T> {
  const ledger = await openLedger({ DATA_DIR: folder, DATABASE_URL: task.databaseUrl });
  try {
    return await look(ledger);
  } finally {
    await ledger.close();
  }
}

const accepted = () => smtp.accepted.map(({ messageId }) => messageId);

describe('two workers on one PostgreSQL', () => {
  test('never send the same message, and share the work', { timeout: 120_000 }, async () => {
    expect(await Promise.all([start(task), start(task)])).toEqual(['done', 'done']);
    expect(new Set(accepted()).size).toBe(RECIPIENTS);
    expect(accepted()).toHaveLength(RECIPIENTS);
    const run = { campaign: task.campaign, lane: 'live' } as const;
    expect(await withLedger((ledger) => ledger.counts(run))).toMatchObject({ sent: RECIPIENTS, queued: 0 });
  });

  test('share one rate', { timeout: 120_000 }, async () => {
    const perSecond = 100;
    const begun = performance.now();
    await Promise.all([start({ ...task, perSecond }), start({ ...task, perSecond })]);
    // A full bucket holds a second's worth: the other 200 cannot be out before two seconds have passed.
    expect(performance.now() - begun).toBeGreaterThan(((RECIPIENTS - perSecond) / perSecond) * 1000);
    expect(new Set(accepted()).size).toBe(RECIPIENTS);
  });

  test('when one is killed, the other takes over what it held', { timeout: 120_000 }, async () => {
    const [first, second] = await Promise.all([
      start({ ...task, perSecond: 100 }, 800),
      start({ ...task, perSecond: 100 }),
    ]);
    expect([first, second]).toEqual(['killed', 'done']);
    const run = { campaign: task.campaign, lane: 'live' } as const;
    // A last look takes back what was held at the very end.
    await start(task);
    const counts = await withLedger((ledger) => ledger.counts(run));
    expect(counts).toMatchObject({ queued: 0, claimed: 0, sending: 0, sent: RECIPIENTS - counts.unknown });
    expect(new Set(accepted()).size).toBe(accepted().length);
    expect(accepted().length).toBeGreaterThanOrEqual(counts.sent);
    expect(counts.unknown).toBeLessThanOrEqual(5 + 20);
  });
});
