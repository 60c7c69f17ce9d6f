import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { checkedInputs, type KeptReport, keepReport } from '../../src/checks/kept-report.ts';
import type { Env } from '../../src/env.ts';
import { overviewOf } from '../../src/site/overview.ts';
import { freshSite, type Site } from '../../src/site/site.ts';
import { type Inputs, makeInputs } from './_workshop.ts';

let inputs: Inputs;
let site: Site;
beforeAll(async () => {
  inputs = await makeInputs(30);
  site = await freshSite(inputs.env);
});
afterAll(async () => {
  site.workshop.close();
  await inputs.dispose();
});

const TITLE = 'Choose how mail leaves';
const stepsWith = async (some: Partial<Env>) =>
  (await overviewOf({ ...site, env: { ...site.env, ...some } })).next;

test('without a channel the next step leads to the set-up of the web app', async () => {
  const none = { SMTP_URL: undefined, APPS_SCRIPT_URL: undefined };
  expect((await stepsWith(none)).find(({ title }) => title === TITLE)?.link?.href).toBe(
    '/setup/apps-script/',
  );
});

test.each(['SMTP_URL', 'APPS_SCRIPT_URL'])('with %s there is nothing to choose', async (name) => {
  const titles = (await stepsWith({ [name]: 'smtp://127.0.0.1:25' })).map(({ title }) => title);
  expect(titles).not.toContain(TITLE);
});

test('people of one’s own are not to be pitched what the made-up shop sells, nor in another currency', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pitchwright-overview-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const dataset = { sample: false, as_of: '2026-06-30', currencies: ['EUR'] };
  await writeFile(join(folder, 'dataset.json'), JSON.stringify(dataset));
  const { workshop, env } = site;
  const facts = { ...workshop.store.facts, isSample: false };
  const store = new Proxy(workshop.store, {
    get: (target, key) => (key === 'facts' ? facts : Reflect.get(target, key).bind(target)),
  });
  const real = { ...site, workshop: { ...workshop, store }, env: { ...env, DATA_DIR: folder } };
  const { next } = await overviewOf(real);
  expect(next.slice(0, 2)).toEqual([
    {
      title: 'Mails pitch what you do not sell',
      body: expect.stringMatching(
        /^These mails pitch the products of the made-up shop, from \S+\. Write your own products into .*\. Until then a live send is refused\.$/,
      ),
    },
    {
      title: 'Prices are shown in the wrong currency',
      body: 'The amounts of the dataset are in EUR, content/brand.yaml says INR. Set "currency: EUR" in content/brand.yaml. Until then a live send is refused.',
    },
  ]);
  const sample = (await overviewOf(site)).next.map(({ title }) => title);
  expect(sample).not.toContain('Mails pitch what you do not sell');
});

test('what to do first with a sample is to bring one’s own people', async () => {
  expect((await overviewOf(site)).next[0]?.title).toBe('Bring your own customers');
});

test('the mails are to be checked until they were found right as they are now', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pitchwright-overview-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const env = { ...site.env, DATA_DIR: folder };
  const steps = async () =>
    (await overviewOf({ ...site, env })).next.filter(({ link }) => link?.href === '/checks/');
  expect(await steps()).toMatchObject([{ title: 'Check every mail', run: { action: 'check' } }]);
  const inputs = await checkedInputs(env);
  const report: KeptReport = {
    checkedAt: '2026-07-01T10:00:00.000Z',
    inputs,
    mails: 30,
    worst: { error: 0, warning: 0, note: 0 },
    rules: [],
  };
  await keepReport(folder, report);
  expect(await steps()).toEqual([]);
  await keepReport(folder, { ...report, worst: { error: 2, warning: 0, note: 0 } });
  expect(await steps()).toMatchObject([{ title: 'Errors in 2 of 30 mails' }]);
  await keepReport(folder, { ...report, inputs: { ...inputs, 'customers.csv': '0'.repeat(64) } });
  expect(await steps()).toMatchObject([{ title: 'Check every mail again', run: { action: 'check' } }]);
});
