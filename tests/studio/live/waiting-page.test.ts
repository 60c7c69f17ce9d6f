import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { bell } from '../../../src/site/progress.ts';
import type { Site } from '../../../src/site/site.ts';
import { answerWaiting } from '../../../src/studio/live/waiting-page.ts';

/** A studio that answers everything else with the name of what asked. */
async function startStudio() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    if (answerWaiting(request, response, '/')) return;
    asked.push(`${request.headers['sec-fetch-dest'] ?? 'a program'} ${request.url}`);
    response.end('the page');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  // Below a base: at the root there would be no page.
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/shop/customers/`;
  const open = async (dest: string, method = 'GET') => {
    const answer = await fetch(address, { method, headers: { 'sec-fetch-dest': dest } });
    return { status: answer.status, body: await answer.text() };
  };
  return { asked, open };
}

const siteOf = (customers: number) => ({ rows: Array(customers).fill({}) }) as unknown as Site;

describe('a page of the studio, while mails are made', () => {
  const before = { ...bell };
  beforeEach(() => {
    Object.assign(bell, { epoch: 1, openedFor: 1, opening: undefined, site: siteOf(5000) });
  });
  afterEach(() => {
    Object.assign(bell, { site: undefined, openedFor: undefined, opening: undefined }, before);
  });

  it('is itself when nothing is made', async () => {
    const { open } = await startStudio();
    expect((await open('document')).body).toBe('the page');
  });

  it('says how far it is, to whoever opens a page, and asks again', async () => {
    bell.opening = { done: 1500, total: 5000 };
    const { open } = await startStudio();
    const { status, body } = await open('document');
    expect(status).toBe(503);
    expect(body).toContain('Making 5,000 mails');
    expect(body).toContain('<progress max="5000" value="1500"');
    expect(body).toContain('http-equiv="refresh"');
    // What pages load, and programs, wait for the real thing.
    for (const dest of ['empty', 'script', 'iframe']) expect((await open(dest)).body).toBe('the page');
  });

  it('has the mails made when the files changed', async () => {
    bell.epoch = 2;
    const { asked, open } = await startStudio();
    expect((await open('document')).body).toContain('0 of 5,000');
    await expect.poll(() => asked).toEqual(['a program /shop/customers/']);
  });

  it('is waited for when there are few', async () => {
    Object.assign(bell, { epoch: 2, site: siteOf(1000) });
    const { open } = await startStudio();
    expect((await open('document')).body).toBe('the page');
    bell.opening = { done: 0, total: 1000 };
    expect((await open('document')).body).toBe('the page');
  });
});
