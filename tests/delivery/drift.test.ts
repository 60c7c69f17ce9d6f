import { appendFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkDrift } from '../../src/delivery/drift.ts';
import { planInputs } from '../../src/delivery/plan-inputs.ts';
import { temporaryFolder } from '../_sample.ts';
import { copyOfContent } from '../copy/_content.ts';

const SECRET = 'never to be seen in any plan 0123456789';

/** A project of its own: content, templates and a dataset. */
async function world() {
  const { folder: CONTENT_DIR } = await copyOfContent();
  const root = await temporaryFolder();
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const DATA_DIR = join(root, 'data');
  await mkdir(join(root, 'emails', 'segments'), { recursive: true });
  await mkdir(DATA_DIR);
  await writeFile(join(root, 'emails', 'segments', 'vip.tsx'), 'export {}');
  for (const name of ['customers.csv', 'orders.csv']) await writeFile(join(DATA_DIR, name), name);
  const env = { CONTENT_DIR, DATA_DIR, SITE_URL: 'https://one.example', UNSUBSCRIBE_SECRET: SECRET };
  const plan = { campaign: 'win-back', inputs: await planInputs(env, 'win-back', root) };
  return {
    root,
    env,
    plan,
    drift: (over: Partial<typeof env> = {}) => checkDrift(plan, { ...env, ...over }, root),
  };
}

test('the inputs are content without other campaigns, templates, the dataset and settings, by name', async () => {
  const { plan } = await world();
  expect(Object.keys(plan.inputs).filter((name) => !name.startsWith('content/locales/'))).toEqual([
    'content/brand.yaml',
    'content/campaigns/win-back.yaml',
    'content/catalogue.yaml',
    'emails/segments/vip.tsx',
    'customers.csv',
    'orders.csv',
    'SITE_URL',
    'UNSUBSCRIBE_SECRET',
  ]);
  expect(JSON.stringify(plan)).not.toContain(SECRET);
  for (const digest of Object.values(plan.inputs)) expect(digest).toMatch(/^[0-9a-f]{64}$/);
});

test('nothing moved: nothing is said', async () => {
  const { env, drift } = await world();
  await appendFile(join(env.CONTENT_DIR, 'campaigns', 'vip-early-access.yaml'), '\n# another campaign\n');
  await appendFile(join(env.CONTENT_DIR, 'segments.example.yaml'), '\n# read by people only\n');
  await writeFile(join(env.CONTENT_DIR, '.DS_Store'), 'x');
  expect(await drift()).toEqual([]);
});

test('what changed, went or came is named', async () => {
  const { root, env, drift } = await world();
  await appendFile(join(env.CONTENT_DIR, 'locales', 'en', 'subjects.yaml'), '\n');
  await appendFile(join(env.DATA_DIR, 'customers.csv'), '\n');
  await rm(join(env.DATA_DIR, 'orders.csv'));
  await writeFile(join(env.DATA_DIR, 'dataset.json'), '{}');
  await writeFile(join(env.DATA_DIR, 'catalogue.yaml'), '');
  await writeFile(join(env.CONTENT_DIR, 'segments.yaml'), '');
  await rename(join(root, 'emails', 'segments', 'vip.tsx'), join(root, 'emails', 'vip.tsx'));
  expect(await drift()).toEqual([
    'catalogue.yaml is new',
    'content/locales/en/subjects.yaml changed',
    'content/segments.yaml is new',
    'customers.csv changed',
    'dataset.json is new',
    'emails/segments/vip.tsx is gone',
    'emails/vip.tsx is new',
    'orders.csv is gone',
  ]);
});

test('settings are named; the value of a secret is not said', async () => {
  const { root, env, plan, drift } = await world();
  const UNSUBSCRIBE_SECRET = 'another secret of thirty-two characters';
  expect(await drift({ SITE_URL: 'https://two.example', UNSUBSCRIBE_SECRET })).toEqual([
    'SITE_URL is now https://two.example',
    'UNSUBSCRIBE_SECRET changed',
  ]);
  const bare = { ...env, SITE_URL: undefined, UNSUBSCRIBE_SECRET: undefined };
  expect(await checkDrift(plan, bare, root)).toEqual([
    'SITE_URL is not set any more',
    'UNSUBSCRIBE_SECRET is not set any more',
  ]);
  const later = { campaign: 'win-back', inputs: await planInputs(bare, 'win-back', root) };
  expect(await checkDrift(later, env, root)).toEqual([
    'SITE_URL is now https://one.example',
    'UNSUBSCRIBE_SECRET is set now',
  ]);
});

test('a file that cannot be read is said', async () => {
  const { root, env } = await world();
  await rm(join(env.DATA_DIR, 'orders.csv'));
  await mkdir(join(env.DATA_DIR, 'orders.csv'));
  await expect(planInputs(env, 'win-back', root)).rejects.toMatchObject({
    code: 'INPUT_UNREADABLE',
    message: expect.stringMatching(/^orders\.csv cannot be read: EISDIR/),
  });
});
