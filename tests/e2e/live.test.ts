import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../_sample.ts';
import { mustRun } from './_commands.ts';
import { type RunningStudio, startStudio } from './_studio.ts';

/** `npm start`: the same pages, live. */
let data: string;
let content: string;
let studio: RunningStudio;

beforeAll(async () => {
  data = await temporaryFolder();
  await mustRun('generate', ['--customers', '30', '--seed', '3'], { DATA_DIR: data });
  content = join(await temporaryFolder(), 'content');
  await cp('content', content, { recursive: true });
  studio = await startStudio(47_321, { DATA_DIR: data, CONTENT_DIR: content });
});

afterAll(async () => {
  await studio.close();
  for (const folder of [data, dirname(content)]) await rm(folder, { recursive: true, force: true });
});

const get = async (path: string) => {
  const answer = await fetch(studio.address + path, { headers: { accept: 'text/html,*/*' } });
  return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() };
};

it.each([
  ['/', 'text/html', '30 mails are ready to read'],
  ['/customers/C0000001/', 'text/html', '<mail-preview'],
  ['/customers/C0000001/mail.html', 'text/html', '<!DOCTYPE html'],
  ['/customers/C0000001/mail.txt', 'text/plain', 'https://kachnarlane.example/'],
  ['/customers/list.json', 'application/json', 'C0000030'],
  ['/pitches/', 'text/html', 'bargain hunter'],
  ['/art/travel-mug.png', 'image/png', 'PNG'],
])('%s is served', async (path, type, words) => {
  const { status, body, ...answer } = await get(path);
  expect([status, answer.type?.split(';')[0]]).toEqual([200, type]);
  expect(body).toContain(words);
});

it('a change of the data shows at once', async () => {
  const file = join(data, 'customers.csv');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/^C0000002,[^,]*,/m, 'C0000002,Changed Meanwhile,'));
  await expect
    .poll(async () => (await get('/customers/C0000002/')).body, { timeout: 30_000 })
    .toContain('Changed Meanwhile');
  expect((await get('/customers/C0000002/mail.html')).body).toContain('Changed');
});

it('a new id has its page, and an id that is gone has none', async () => {
  for (const name of ['customers.csv', 'orders.csv']) {
    const file = join(data, name);
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll('C0000004', 'renamed-4'));
  }
  const status = async (id: string) => (await get(`/customers/${id}/`)).status;
  await expect.poll(() => status('renamed-4'), { timeout: 30_000 }).toBe(200);
  expect(await status('C0000004')).toBe(404);
});

it('a broken file is named, and mending it brings the page back', async () => {
  const file = join(data, 'customers.csv');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/^(C0000003,[^,]*,[^,]*,)[^,]*/m, '$1vipp'));
  const broken = () => get('/customers/C0000003/');
  await expect.poll(async () => (await broken()).status, { timeout: 30_000 }).toBe(500);
  expect(studio.complaints()).toContain(
    'customers.csv line 4: segment is "vipp"; use VIP, Returning, New or At-Risk.',
  );
  const { type, body } = await broken();
  expect(type).toContain('text/html');
  expect(body).toContain(
    'customers.csv line 4: segment is &quot;vipp&quot;; use VIP, Returning, New or At-Risk.',
  );
  // Pages that write their beginning before they know are no exception.
  expect((await get('/customers/')).status).toBe(500);
  await writeFile(file, text);
  await expect.poll(async () => (await broken()).status, { timeout: 30_000 }).toBe(200);
});

it('broken copy is named with its line, and can be mended at the copy desk', async () => {
  const file = join(content, 'brand.yaml');
  const text = await readFile(file, 'utf8');
  await writeFile(file, `${text}strange: yes\n`);
  await expect.poll(async () => (await get('/')).status, { timeout: 30_000 }).toBe(500);
  const line = text.split('\n').length;
  const { body } = await get('/');
  expect(body).toContain('strange is not known here');
  expect(body).toContain(`href="/studio/copy/?file=brand.yaml&amp;line=${line}"`);
  const desk = await get('/studio/copy/');
  expect(desk.status).toBe(200);
  expect(desk.body).toContain('data-copy-desk');
  expect(desk.body).toContain('The other pages wait until this is mended.');
  await writeFile(file, text);
  await expect.poll(async () => (await get('/')).status, { timeout: 30_000 }).toBe(200);
  expect((await get('/studio/copy/')).body).not.toContain('The other pages wait');
});
