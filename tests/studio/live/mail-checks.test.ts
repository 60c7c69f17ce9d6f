import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RULES } from '../../../src/checks/rules.ts';
import { mailChecksRoutes } from '../../../src/studio/live/mail-checks.ts';
import { type MailChecks, mailChecksDesk } from '../../../src/studio/live/mail-checks-desk.ts';
import type { Route } from '../../../src/studio/live/route.ts';
import { type Inputs, makeInputs } from '../../site/_workshop.ts';

let inputs: Inputs;
let brand: string;
beforeAll(async () => {
  inputs = await makeInputs(3);
  brand = join(inputs.env.CONTENT_DIR, 'brand.yaml');
});
afterAll(() => inputs.dispose());

const ID = 'C0000001';
const found = ({ rules }: MailChecks) =>
  rules.flatMap(({ id, findings }) => findings.map(({ level, place, fact }) => ({ id, level, place, fact })));

describe('at the desk', () => {
  test('every rule says something of the mail, the measured ones how much', async () => {
    const check = mailChecksDesk(inputs.env);
    const checks = await check({ id: ID, campaign: undefined, epoch: 0 });
    expect(checks.id).toBe(ID);
    expect(checks.rules.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
    expect(found(checks)).toEqual([]);
    const rule = (id: string) => checks.rules.find((each) => each.id === id);
    expect(rule('size')?.measure).toMatch(/^\d+ kB of HTML, whole mail \d+ kB$/);
    expect(rule('clients')?.clients).toContain('Gmail');
  });

  test('copy is read again when the epoch moved, and not before', async () => {
    const check = mailChecksDesk(inputs.env);
    const question = { id: ID, campaign: undefined };
    expect(found(await check({ ...question, epoch: 0 }))).toEqual([]);
    const written = await readFile(brand, 'utf8');
    await writeFile(brand, written.replace(/^tagline: .*$/m, 'tagline: "For {{ ann@reader.example }}"'));
    expect(found(await check({ ...question, epoch: 0 }))).toEqual([]);
    const unfilled = { id: 'unfilled', level: 'error', place: 'brand › tagline', fact: 'it says “{{”' };
    expect(found(await check({ ...question, epoch: 1 }))).toContainEqual(unfilled);
    await writeFile(brand, 'name: [');
    await expect(check({ ...question, epoch: 2 })).rejects.toMatchObject({ name: 'PitchwrightError' });
    await writeFile(brand, written);
    expect(found(await check({ ...question, epoch: 3 }))).toEqual([]);
  });

  test('a campaign has a mail of its own; nobody and no campaign are named', async () => {
    const check = mailChecksDesk(inputs.env);
    const [own, campaign] = await Promise.all([
      check({ id: ID, campaign: undefined, epoch: 0 }),
      check({ id: ID, campaign: 'new-customer-welcome', epoch: 0 }),
    ]);
    const size = ({ rules }: MailChecks) => rules.find(({ id }) => id === 'size')?.measure;
    // Its pictures travel inside.
    expect(size(own)).toMatch(/whole mail \d\d kB$/);
    expect(size(campaign)).toMatch(/whole mail \d\d\d kB$/);
    await expect(check({ id: 'C9', campaign: undefined, epoch: 0 })).rejects.toMatchObject({
      code: 'CUSTOMER_UNKNOWN',
    });
    await expect(check({ id: ID, campaign: '../brand', epoch: 0 })).rejects.toMatchObject({
      code: 'CAMPAIGN_MISSING',
    });
  });
});

describe('the route', () => {
  const ask = ([route]: readonly Route[], id: string, query = '') =>
    route?.answer({
      params: { id },
      query: new URLSearchParams(query),
      json: async () => undefined,
    }) as Promise<MailChecks>;

  test('answers from a worker that ends when nobody asks, and is started again', async () => {
    const routes = mailChecksRoutes(inputs.env, () => 0, 0);
    expect(routes).toMatchObject([{ method: 'GET', path: 'mails/:id/checks' }]);
    expect(found(await ask(routes, ID))).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 0));
    await expect(ask(routes, 'C9')).rejects.toMatchObject({
      name: 'PitchwrightError',
      code: 'CUSTOMER_UNKNOWN',
      hint: expect.any(String),
    });
  });
});
