import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCache } from '../../src/media/cache.ts';
import { keyOf, makeMedium } from '../../src/media/chain.ts';
import { watchSchema } from '../../src/media/medium.ts';
import { forgetMedia, mediaFolder, putOnShelf, readMedia, watchPages } from '../../src/media/shelf.ts';
import { mediaFiles, readMediaFile, watchFilms } from '../../src/site/media-files.ts';
import { briefFor, fakeProvider, orderFor, run } from './_fake-providers.ts';

let parent: string;
let dataDir: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'pitchwright-shelf-'));
  dataDir = join(parent, 'data');
  await mkdir(dataDir);
  await writeFile(join(dataDir, 'customers.csv'), 'mine');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const slides = fakeProvider('slideshow', { kind: 'video' });
const everybody = () => true;
async function filmFor(id: string, name = 'Asha') {
  const cache = openCache(mediaFolder(dataDir));
  const order = orderFor(id, 'video', name);
  const { entry } = await makeMedium(order, [slides], cache, run());
  const medium = { kind: 'video', aspect: '16:9', attempts: [], entry } as const;
  const action = { label: 'See more', url: 'https://shop.example/' };
  await putOnShelf(dataDir, briefFor(id, name), [{ ...medium, attempts: [] }], action);
  return { cache, entry };
}

describe('what is forgotten', () => {
  test.for(['', '.', '..', '../..', '../../..', 'C1/..', '/', 'C1\0', 'con'])(
    'is never a folder beside: %j',
    async (id) => {
      const { cache, entry } = await filmFor('C1');
      await expect(forgetMedia(dataDir, id)).rejects.toMatchObject({ code: 'CUSTOMER_INVALID' });
      expect(await readFile(join(dataDir, 'customers.csv'), 'utf8')).toBe('mine');
      expect(await cache.find(entry.key)).toBeDefined();
      expect(await readMedia(dataDir, 'C1')).toBeDefined();
    },
  );

  test('is also what was made on the way and for earlier mails, unless somebody shares it', async () => {
    const { cache } = await filmFor('C1');
    const voice = await makeMedium(
      orderFor('C1', 'voice'),
      [fakeProvider('flite', { kind: 'voice' })],
      cache,
      run(),
    );
    await filmFor('C1', 'Aisha');
    const shared = await filmFor('C2', 'Ravi');
    await cache.noteUse('C1', shared.entry.key);
    const refused = keyOf(fakeProvider('card'), orderFor('C1'));
    await cache.noteUse('C1', refused);
    await cache.operationOf(refused).write('operations/1');
    await forgetMedia(dataDir, 'C1');
    expect(await cache.find(voice.entry.key)).toBeUndefined();
    expect(await cache.operationOf(refused).read()).toBeUndefined();
    expect(await cache.find(shared.entry.key)).toBeDefined();
    expect([...(await watchPages(dataDir)).values()].map(({ customer }) => customer)).toEqual(['C2']);
    expect(await forgetMedia(dataDir, 'C1')).toBe(false);
  });
});

describe('what the site takes from the cache', () => {
  test('is what was made, byte for byte', async () => {
    const { cache, entry } = await filmFor('C1');
    const path = join(cache.folder, entry.key, 'film.mp4');
    const before = await readFile(path, 'utf8');
    expect(Buffer.from(await readMediaFile(dataDir, entry.key, 'film.mp4')).toString()).toBe(before);
    await writeFile(path, before.replace('Asha', 'Evil'));
    await expect(readMediaFile(dataDir, entry.key, 'film.mp4')).rejects.toMatchObject({
      code: 'MEDIA_CHANGED',
    });
  });

  test('is no link to another file', async () => {
    const { cache, entry } = await filmFor('C1');
    const path = join(cache.folder, entry.key, 'film.mp4');
    const [secret, bytes] = [join(dataDir, 'secret'), (await readFile(path)).length];
    await writeFile(secret, 'x'.repeat(bytes));
    await rm(path);
    await symlink(secret, path);
    expect(await cache.find(entry.key)).toBeUndefined();
    expect(await mediaFiles(dataDir, everybody)).toEqual([]);
    await expect(readMediaFile(dataDir, entry.key, 'film.mp4')).rejects.toMatchObject({
      code: 'MEDIA_CHANGED',
    });
    await expect(readMediaFile(dataDir, '../..', 'customers.csv')).rejects.toMatchObject({
      code: 'MEDIA_CHANGED',
    });
  });

  test('is nothing of people who are not in the dataset any more', async () => {
    await filmFor('C1');
    await filmFor('C2', 'Ravi');
    const isThere = (id: string) => id === 'C2';
    expect((await watchFilms(dataDir, isThere)).map(({ page }) => page.customer)).toEqual(['C2']);
    expect(new Set((await mediaFiles(dataDir, isThere)).map(({ key }) => key)).size).toBe(1);
  });

  test('a page with a hostile address or colour is none', async () => {
    await filmFor('C1');
    const [page] = [...(await watchPages(dataDir)).values()];
    const accepts = (over: object) => watchSchema.safeParse({ ...page, ...over }).success;
    expect(accepts({})).toBe(true);
    expect(accepts({ url: 'javascript:alert(1)' })).toBe(false);
    const ground = 'red;background:url(https://evil.example/x)';
    expect(accepts({ surface: { ...page?.surface, ground } })).toBe(false);
  });

  test('the customer’s own copy can be edited without harm to the cache', async () => {
    const { cache, entry } = await filmFor('C1');
    await writeFile(join(mediaFolder(dataDir), 'customers', 'C1', 'film.mp4'), 'cut');
    expect(await cache.find(entry.key)).toBeDefined();
  });
});
