import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../src/delivery/ledger/ledger.ts';
import { ledgerOn, openLedger } from '../../src/delivery/ledger/open-ledger.ts';
import { openPglite } from '../../src/delivery/ledger/pglite-database.ts';
import { freshLedger } from '../_fresh-ledger.ts';
import { temporaryFolder } from '../_sample.ts';
import { planned, sent } from '../conformance/_ledger-rows.ts';
import { type LedgerProcess, startProcess } from './_ledger-process.ts';

const RUN = { campaign: 'vip', lane: 'live' } as const;
const WAIT = 'await new Promise(() => {});';

let root: string;
/** With a ledger in it, which is made once: it takes a while. */
let made: string;
let folder: string;
let count = 0;

beforeAll(async () => {
  root = await temporaryFolder();
  made = join(root, 'made');
  await freshLedger(made);
  await (await openLedger({ DATA_DIR: made, DATABASE_URL: undefined })).close();
}, 120_000);
afterAll(() => rm(root, { recursive: true, force: true }), 60_000);
beforeEach(() => {
  count += 1;
  folder = join(root, String(count));
});
const copyLedger = () => cp(made, folder, { recursive: true });

const open = () => openLedger({ DATA_DIR: folder, DATABASE_URL: undefined });
const using = async <T>(act: (ledger: Ledger) => Promise<T>): Promise<T> => {
  const ledger = await open();
  try {
    return await act(ledger);
  } finally {
    await ledger.close();
  }
};

describe('a ledger in a folder', () => {
  it('is there again when it is opened again', async () => {
    await copyLedger();
    await using(async (ledger) => {
      expect(ledger.place).toBe(join(folder, 'ledger'));
      expect(ledger.isShared).toBe(false);
      await ledger.freeze(RUN, 'plan', [planned('a')]);
      await ledger.close();
    });
    await using(async (ledger) => {
      expect(await ledger.planOf(RUN)).toBe('plan');
      expect(await ledger.claim(RUN, 'w', 1)).toHaveLength(1);
    });
    expect((await readdir(folder)).sort()).toEqual(['ledger', 'ledger.id.json', 'ledger.lock']);
  });

  it('is for one process at a time; another one is told which', async () => {
    await copyLedger();
    const first = startProcess({ DATA_DIR: folder }, `say('open'); ${WAIT}`);
    await first.until('open');
    const error = await open().catch((error) => error);
    expect(error).toMatchObject({
      code: 'LEDGER_BUSY',
      message: expect.stringMatching(
        new RegExp(
          `the ledger in .*ledger is in use by .+ \\(process ${first.pid}, since 2\\d{3}-.* UTC\\)$`,
        ),
      ),
      hint: expect.stringContaining('DATABASE_URL'),
    });
    await first.kill();
    await using((ledger) => ledger.runs());
  });

  it('is for one opening at a time within a process, too', async () => {
    await copyLedger();
    const ledger = await open();
    await expect(open()).rejects.toMatchObject({
      code: 'LEDGER_BUSY',
      message: expect.stringContaining(`(process ${process.pid},`),
    });
    await expect(open()).rejects.toMatchObject({ code: 'LEDGER_BUSY' });
    await ledger.close();
    await using((again) => again.runs());
  });

  it('has one winner when several start at once, also after one that was killed', async () => {
    await copyLedger();
    const killed = startProcess({ DATA_DIR: folder }, `say('open'); ${WAIT}`);
    await killed.until('open');
    await killed.kill();
    const racers: LedgerProcess[] = [];
    for (let at = 0; at < 4; at += 1) {
      racers.push(startProcess({ DATA_DIR: folder }, `say('open'); ${WAIT}`));
    }
    const isDecided = () => racers.every(({ said }) => said() !== '');
    await Promise.all(racers.map((racer) => Promise.race([racer.until('open'), racer.ended])));
    expect(isDecided()).toBe(true);
    expect(racers.filter(({ said }) => said().startsWith('open'))).toHaveLength(1);
    expect(racers.filter(({ said }) => said().startsWith('LEDGER_BUSY'))).toHaveLength(3);
    for (const racer of racers) await racer.kill();
  }, 120_000);

  it('keeps everything it has promised to a process that is killed', async () => {
    await copyLedger();
    const child = startProcess(
      { DATA_DIR: folder },
      `await ledger.freeze(run, 'plan', Array.from({ length: 300 }, (_, at) => planned('C' + at)));
       await ledger.join(run, 'child');
       for (;;) {
         const rows = await ledger.claim(run, 'child', 7);
         const { held: ids } = await ledger.commit(run, 'child', rows.map(({ customerId }) => customerId), 'smtp', { edition: 'plan' });
         say('sending ' + ids.join(' '));
         await ledger.settle(run, ids.map(sent), 'child');
         say('sent ' + ids.join(' '));
       }`,
    );
    await child.until('sent');
    await child.kill();
    const named = (what: string) =>
      child
        .said()
        .split('\n')
        .filter((line) => line.startsWith(`${what} `))
        .flatMap((line) => line.split(' ').slice(1));
    await using(async (ledger) => {
      const { released, unknown } = await ledger.join(RUN, 'next');
      const states = new Map(
        (await ledger.deliveries(RUN)).map(({ customerId, state }) => [customerId, state]),
      );
      expect(named('sent').filter((id) => states.get(id) !== 'sent')).toEqual([]);
      expect(named('sending').filter((id) => !['sent', 'unknown'].includes(states.get(id) ?? ''))).toEqual(
        [],
      );
      const counts = await ledger.counts(RUN);
      expect(counts.sent + counts.unknown + counts.queued).toBe(300);
      expect(counts.unknown).toBe(unknown.length);
      expect(released + unknown.length).toBeLessThanOrEqual(7);
    });
  });

  it('is made whole or not at all', async () => {
    await mkdir(join(folder, 'ledger.new/base'), { recursive: true });
    await writeFile(join(folder, 'ledger.new/PG_VERSION'), '17\n');
    expect(await using((ledger) => ledger.runs())).toEqual([]);
    expect(await readdir(folder)).not.toContain('ledger.new');
  });

  it('does not take the place of other files', async () => {
    await mkdir(join(folder, 'ledger'), { recursive: true });
    await writeFile(join(folder, 'ledger/book.txt'), 'mine');
    await expect(open()).rejects.toMatchObject({
      code: 'LEDGER_BROKEN',
      message: expect.stringContaining('holds other files, but no ledger'),
    });
    expect(await readFile(join(folder, 'ledger/book.txt'), 'utf8')).toBe('mine');
  });

  it('says when its files are damaged', async () => {
    await copyLedger();
    await rm(join(folder, 'ledger/global'), { recursive: true });
    await expect(open()).rejects.toMatchObject({
      code: 'LEDGER_BROKEN',
      message: expect.stringMatching(/^the ledger in .*ledger cannot be opened: ./),
      hint: expect.stringContaining('backup'),
    });
  });

  it('says when it cannot be written', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'file'), '');
    const below = { DATA_DIR: join(folder, 'file'), DATABASE_URL: undefined };
    await expect(openLedger(below)).rejects.toMatchObject({ code: 'LEDGER_UNWRITABLE' });
    await mkdir(join(folder, 'ledger.lock'));
    await expect(open()).rejects.toMatchObject({
      code: 'LEDGER_UNWRITABLE',
      message: expect.stringContaining('ledger.lock cannot be written: '),
    });
  });

  it('of a newer version is left alone', async () => {
    await copyLedger();
    const database = await openPglite(folder);
    await ledgerOn(database);
    await database.query('INSERT INTO pitchwright_ledger.version VALUES (7, now())');
    await database.close();
    await expect(open()).rejects.toMatchObject({
      code: 'LEDGER_NEWER',
      message: expect.stringMatching(/ is of version 7, and this Pitchwright knows those up to 2$/),
    });
  });

  it('ends what it began when it is closed twice', async () => {
    await copyLedger();
    const ledger = await open();
    await ledger.freeze(RUN, 'plan', [planned('a')]);
    await ledger.claim(RUN, 'w', 1);
    await ledger.commit(RUN, 'w', ['a'], 'smtp', { edition: 'plan' });
    await ledger.settle(RUN, [sent('a')], 'w');
    await Promise.all([ledger.close(), ledger.close()]);
    await ledger.close();
  });
});
