import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ledger, Suppression } from '../../src/delivery/ledger/ledger.ts';
import { openLedger } from '../../src/delivery/ledger/open-ledger.ts';
import { requestsFolder, takeRequests, writeRequest } from '../../src/delivery/requests.ts';
import { byHand } from '../../src/delivery/sync/by-hand.ts';
import { optOutsIn } from '../../src/delivery/sync/opt-outs.ts';
import type { PitchwrightError } from '../../src/errors.ts';
import { hashAddress, unsubscribeToken } from '../../src/pitch/unsubscribe-token.ts';
import { freshLedger } from '../_fresh-ledger.ts';
import { temporaryFolder } from '../_sample.ts';
import { startProcess } from './_ledger-process.ts';
import { post } from './_post.ts';

const AT = new Date('2026-11-23T08:00:00Z');
const JO = 'jo@people.example';
const ENTRIES = byHand([JO, 'al@people.example'], AT);

let root = '';
let made = '';
let folder = '';
let count = 0;
beforeAll(async () => {
  root = await temporaryFolder();
  made = join(root, 'made');
  await freshLedger(made);
  await (await openLedger({ DATA_DIR: made, DATABASE_URL: undefined })).close();
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(async () => {
  count += 1;
  folder = join(root, String(count));
  await cp(made, folder, { recursive: true });
});

/** A suppression list that is only written down. */
function list(): Pick<Ledger, 'suppress'> & { readonly entries: Suppression[] } {
  const entries: Suppression[] = [];
  return {
    entries,
    suppress: async (more) => {
      entries.push(...more);
      return more.length;
    },
  };
}
const waiting = () => readdir(requestsFolder(folder));

describe('a suppression that is asked for while another process has the ledger', () => {
  test('is a file with a hash and no address', async () => {
    const path = await writeRequest(folder, ENTRIES);
    const text = await readFile(path, 'utf8');
    expect(text).toContain(hashAddress(JO));
    expect(text).not.toContain('@');
    expect(await waiting()).toHaveLength(1);
  });

  test('is taken up once, as it was written, and its file is gone', async () => {
    await writeRequest(folder, ENTRIES);
    await writeRequest(folder, byHand(['ed@people.example'], AT));
    const ledger = list();
    expect(await takeRequests(folder, ledger)).toBe(3);
    expect(ledger.entries).toEqual(expect.arrayContaining([...ENTRIES]));
    expect(await waiting()).toEqual([]);
    expect(await takeRequests(folder, ledger)).toBe(0);
  });

  test('stays when the ledger could not take it', async () => {
    await writeRequest(folder, ENTRIES);
    const suppress = () => Promise.reject(new Error('the disk is full'));
    await expect(takeRequests(folder, { suppress })).rejects.toThrow('the disk is full');
    expect(await waiting()).toHaveLength(1);
  });

  test.for([
    '{"suppress":[{"addressHash":"jo',
    '{"suppress":[{"addressHash":"short","reason":"manual","source":"","at":"2026-11-23T08:00:00Z"}]}',
    '{}',
  ])('in a broken file is named once and left there, and the others are taken: %s', async (text) => {
    await writeRequest(folder, ENTRIES);
    const broken = join(requestsFolder(folder), 'broken.json');
    await writeFile(broken, text);
    const told: PitchwrightError[] = [];
    const ledger = list();
    expect(await takeRequests(folder, ledger, (error) => told.push(error))).toBe(2);
    expect(await takeRequests(folder, ledger, (error) => told.push(error))).toBe(0);
    expect(told.map(({ code, message }) => [code, message])).toEqual([
      ['REQUEST_INVALID', `${broken}, which asks that somebody is never mailed again, cannot be read`],
    ]);
    expect(await waiting()).toEqual(['broken.json']);
  });

  test('that is still being written is let be', async () => {
    await writeRequest(folder, []);
    await writeFile(join(requestsFolder(folder), 'next.json.123.part'), '{"supp');
    await takeRequests(folder, list(), (error) => expect.fail(error.message));
    expect(await waiting()).toEqual(['next.json.123.part']);
  });

  test('reaches a process that has the ledger, and holds for the next that opens it', async () => {
    const holder = startProcess(
      { DATA_DIR: folder },
      `const { takeRequests } = await import('./src/delivery/requests.ts');
       say('open');
       while ((await takeRequests(process.env.LEDGER_DIR, ledger)) === 0)
         await new Promise((resolve) => setTimeout(resolve, 50));
       say('taken');`,
    );
    await holder.until('open');
    const env = { DATA_DIR: folder, DATABASE_URL: undefined };
    await expect(openLedger(env)).rejects.toMatchObject({ code: 'LEDGER_BUSY' });
    await writeRequest(folder, ENTRIES);
    await holder.until('taken');
    expect(await holder.ended).toBe(0);
    await writeRequest(folder, byHand(['ed@people.example'], AT));
    const ledger = await openLedger(env);
    try {
      expect((await ledger.suppressions()).size).toBe(3);
      expect(await waiting()).toEqual([]);
    } finally {
      await ledger.close();
    }
  });
});

describe('mails that are read while another process has the ledger', () => {
  const SECRET = 'a secret that is long enough for a test';
  const about = {
    address: JO,
    messageId: 'p1@shop.example',
    token: unsubscribeToken('P1', JO, SECRET),
  };
  const read = async (names: readonly string[], hash: string | undefined) =>
    optOutsIn(await Promise.all(names.map((name) => post(name, about))), {
      secret: SECRET,
      mailbox: 'unsubscribe@shop.example',
      hashOf: async () => hash,
      now: AT,
    });

  test('give up the signed requests of people of the dataset, and nothing else', async () => {
    const found = await read(['unsubscribe', 'postfix', 'complaint', 'reply', 'request'], hashAddress(JO));
    expect(found).toEqual([
      { addressHash: hashAddress(JO), reason: 'unsubscribed', source: 'unsubscribed by mail', at: AT },
    ]);
  });

  test('of people whom the dataset knows by another address wait for the ledger', async () => {
    expect(await read(['unsubscribe'], hashAddress('new@people.example'))).toEqual([]);
  });
});
