import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as later } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ContentError } from '../../../src/copy/problem.ts';
import { PitchwrightError } from '../../../src/errors.ts';
import { errorPages } from '../../../src/studio/live/error-page.ts';
import { wrongsOf } from '../../../src/studio/live/error-place.ts';

const env = { CONTENT_DIR: 'content', DATA_DIR: 'data' };
const LABELS = 'locales/en/labels.yaml';

const broken = (message = 'closing is missing; add it.') =>
  new ContentError('CONTENT_INVALID', `content/${LABELS} line 12: ${message}`, [
    { file: `content/${LABELS}`, line: 12, column: 1, path: ['closing'], message, hint: 'write it <again>' },
  ]);

/** A live site whose pages are made by `make`; what that throws is told and answered as Astro does it. */
async function site(make: (path: string, response: Parameters<RequestListener>[1]) => Promise<void>) {
  const told: Error[] = [];
  const vite = { ssrFixStacktrace: (error: Error) => void told.push(error), config: { base: '/' } };
  const pages = errorPages(vite, env);
  const server = createServer((request, response) =>
    pages(request, response, async () => {
      try {
        await make(request.url as string, response);
      } catch (error) {
        vite.ssrFixStacktrace(error as Error);
        if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/html' });
        response.write('<script src="/@vite/client"></script>');
        response.end();
      }
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  return async (path: string, accept = 'text/html,*/*') => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { accept } });
    return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() };
  };
}

describe('a page that cannot be made', () => {
  test('says what is wrong, where and how to mend it, and leads to the copy desk', async () => {
    const get = await site(async () => {
      throw broken();
    });
    const { status, type, body } = await get('/');
    expect([status, type]).toEqual([500, 'text/html; charset=utf-8']);
    expect(body).toContain('closing is missing; add it.');
    expect(body).toContain(`${LABELS} line 12`);
    expect(body).toContain('Write it &lt;again&gt;');
    expect(body).toContain('href="/studio/copy/?file=locales%2Fen%2Flabels.yaml&amp;line=12"');
    // It opens by itself when the files change.
    expect(body).toContain('src="/@vite/client"');
  });

  test('says so although its beginning was already written', async () => {
    const get = await site(async (_path, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.write('<!doctype html><h1>Half a page');
      await later();
      throw broken();
    });
    const { status, body } = await get('/');
    expect(status).toBe(500);
    expect(body).not.toContain('Half a page');
    expect(body).toContain('closing is missing');
  });

  test('is told by its own error when several fail at once', async () => {
    const get = await site(async (path) => {
      await later();
      throw new PitchwrightError('X', `what is wrong with ${path.slice(1)}`);
    });
    const names = ['one', 'two', 'three', 'four'];
    const bodies = await Promise.all(names.map(async (name) => (await get(`/${name}`)).body));
    names.forEach((name, index) => void expect(bodies[index]).toContain(`what is wrong with ${name}<`));
  });

  test('because of an error in another one still says it', async () => {
    const get = await site(async () => {
      throw new Error('the page failed', { cause: broken() });
    });
    expect((await get('/')).body).toContain('closing is missing');
  });

  test('because of a mistake of ours says so plainly, and the terminal has the details', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => said.mockRestore());
    const get = await site(async () => {
      throw new TypeError('secret is undefined');
    });
    const { status, body } = await get('/');
    expect(status).toBe(500);
    expect(body).toContain('Something broke');
    expect(body).not.toContain('secret');
    expect(String(said.mock.calls[0]?.[0])).toMatch(/TypeError: secret is undefined\n\s+at /);
  });

  test('is not made for what is no page', async () => {
    const get = await site(async () => {
      throw broken();
    });
    expect((await get('/customers/list.json', 'application/json')).body).toBe(
      '<script src="/@vite/client"></script>',
    );
  });
});

describe('everything else', () => {
  test('comes as it is: pages, redirects, and bytes', async () => {
    const bytes = Buffer.from([0, 255, 10, 128]);
    const get = await site(async (path, response) => {
      if (path === '/page') {
        response.writeHead(200, { 'content-type': 'text/html', 'x-own': 'kept' });
        response.write('<p>one');
        response.end('<p>two');
      } else if (path === '/none') {
        response.statusCode = 404;
        response.end('nothing here');
      } else {
        response.setHeader('content-type', 'image/png');
        response.write(bytes);
        response.end();
      }
    });
    expect(await get('/page')).toEqual({ status: 200, type: 'text/html', body: '<p>one<p>two' });
    expect(await get('/none')).toMatchObject({ status: 404, body: 'nothing here' });
    expect(await get('/art.png')).toMatchObject({ status: 200, type: 'image/png', body: bytes.toString() });
  });
});

describe('the place of a mistake', () => {
  test.each([
    [`content/${LABELS} cannot be read`, `file=${encodeURIComponent(LABELS)}`],
    ['content/campaigns/win-back.yaml line 3: no', 'file=campaigns%2Fwin-back.yaml&line=3'],
    ['data/catalogue.yaml: no', 'file=data%2Fcatalogue.yaml'],
    ['customers.csv line 4: segment is "vipp"; use VIP.', undefined],
    ['content/strange.yaml line 1: no', undefined],
  ])('is found in %j', (message, desk) => {
    expect(wrongsOf(new PitchwrightError('X', message), env)).toEqual([
      { fact: message, fix: undefined, place: '', desk },
    ]);
  });
});
