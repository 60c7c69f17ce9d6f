import { afterAll, beforeAll, expect, test } from 'vitest';
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
