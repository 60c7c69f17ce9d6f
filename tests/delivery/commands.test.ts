import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLedger } from '../../src/delivery/ledger/open-ledger.ts';
import type { Plan } from '../../src/delivery/plan.ts';
import { writePlan } from '../../src/delivery/plan-file.ts';
import { requestsFolder } from '../../src/delivery/requests.ts';
import { freshLedger } from '../_fresh-ledger.ts';
import { temporaryFolder } from '../_sample.ts';
import { planned } from '../conformance/_ledger-rows.ts';
import { runCommand } from '../e2e/_commands.ts';
import { startProcess } from './_ledger-process.ts';
import { planOf, record } from './_plan-world.ts';

let root = '';
beforeAll(async () => {
  root = await temporaryFolder();
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('npm run sync -- --suppress', () => {
  const sync = (...args: readonly string[]) => runCommand('sync', args, { DATA_DIR: join(root, 'sync') });

  test('says in which ledger it wrote, and that the people of a sample are made up', async () => {
    const data = join(root, 'sync');
    await freshLedger(data);
    expect(await sync('--suppress', 'Jo <jo@people.example>')).toEqual({
      code: 0,
      stdout: `✓ 1 suppressed, 1 of them new, in ${data}/ledger\n`,
      stderr: '',
    });
    await writeFile(join(data, 'dataset.json'), '{"sample":true,"as_of":"2026-06-30"}');
    const { stdout } = await sync('--suppress', 'jo@people.example');
    expect(stdout).toContain(`1 suppressed, 0 of them new, in ${data}/ledger\n! The dataset in ${data} is`);
  });

  test('ends with 3 when a line was not understood, and with 1 when a file is missing', async () => {
    const path = join(root, 'list.csv');
    await writeFile(path, 'email\nal@people.example\nEd Roy\n');
    const partly = await sync('--suppress', path);
    expect(partly).toMatchObject({
      code: 3,
      stderr: `! ${path}: 1 of 2 lines suppressed, 1 not: line 3: it is not of the form name@domain\n`,
    });
    expect(partly.stdout).toMatch(/^! 1 suppressed, 1 of them new/);
    const missing = await sync('--suppress', join(root, 'none.csv'));
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr).toContain(`there is no file ${root}/none.csv`);
  });

  test('works while another process has the ledger', async () => {
    const data = join(root, 'sync');
    const holder = startProcess({ DATA_DIR: data }, `say('open'); await new Promise(() => {});`);
    await holder.until('open');
    const { code, stdout } = await sync('--suppress', 'ed@people.example');
    await holder.kill();
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^✓ 1 to be suppressed, noted in .*ledger\.requests: the ledger in .* is in use by .*\(process \d+, since .* UTC\)\. A running send takes it up within seconds/,
    );
    expect(await readdir(requestsFolder(data))).toHaveLength(1);
    expect((await sync('--list')).stdout).toMatch(/manual +3\n/);
    expect(await readdir(requestsFolder(data))).toEqual([]);
  });
});

describe('npm run status', () => {
  const status = (...args: readonly string[]) =>
    runCommand('status', args, { DATA_DIR: join(root, 'status') });
  let plan: Plan;
  let words = '';
  beforeAll(async () => {
    plan = await planOf([record({ customer_id: 'A' }), record({ customer_id: 'B', email: 'b@example.com' })]);
    await freshLedger(join(root, 'status'));
    await writePlan(join(root, 'status'), plan);
    words = `planned at ${plan.madeAt.slice(0, 16).replace('T', ' ')} UTC, 2 to send, not rehearsed yet → npm run send -- ${plan.campaign}`;
  });

  test('knows a campaign that is planned and was not begun', async () => {
    expect(await status(plan.campaign)).toEqual({
      code: 0,
      stdout: `${plan.campaign} ${words}\n`,
      stderr: '',
    });
    expect((await status()).stdout).toBe(`${plan.campaign.padEnd(28)} plan    ${words}\n`);
    const unknown = await status('nobody-planned-this');
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr).toContain('nobody-planned-this was neither planned nor sent');
  });

  test('says when what it shows is of the plan before, and who was heard from', async () => {
    const run = { campaign: plan.campaign, lane: 'outbox' } as const;
    const ledger = await openLedger({ DATA_DIR: join(root, 'status'), DATABASE_URL: undefined });
    await ledger.freeze(run, 'an earlier plan', [planned('A', { due: new Date('2026-11-23T08:00:00Z') })]);
    const heard = { campaign: plan.campaign, code: '5.1.1', at: new Date('2026-11-23T08:00:00Z') };
    await ledger.hear([
      { ...heard, customerId: 'A', kind: 'bounced', detail: '550 5.1.1 no such user' },
      { ...heard, customerId: 'B', kind: 'replied', code: '', detail: '' },
    ]);
    await ledger.close();
    const { stdout } = await status(plan.campaign);
    expect(stdout).toContain(
      `! ${words}\n  What follows is of the plan before.\n  1 = 0 written + 1 waiting\n`,
    );
    expect(stdout).toContain('bounced          1  afterwards; who: --heard bounced\n');
    expect(stdout).not.toMatch(/\dT\d/);
    expect((await status()).stdout).toContain(`${words}; the line above is of the plan before`);
    expect((await status(plan.campaign, '--heard', 'bounced')).stdout).toBe(
      'A  2026-11-23 08:00 UTC bounced: 550 5.1.1 no such user\n',
    );
    expect((await status('--heard', 'bounced')).code).toBe(2);
  });

  test('explains the words for states', async () => {
    const { stdout } = await status('--help');
    expect(stdout).toContain('claimed   “being prepared”: taken by a run, nothing is handed over yet');
  });
});
