import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PitchwrightError } from '../../../src/errors.ts';
import type { Order } from '../../../src/studio/live/actions.ts';
import { answerError, dispatcher, FieldsRefused } from '../../../src/studio/live/dispatch.ts';
import { importUpload } from '../../../src/studio/live/import-upload.ts';
import type { Jobs } from '../../../src/studio/live/jobs.ts';
import type { Route } from '../../../src/studio/live/route.ts';
import { temporaryFolder } from '../../_sample.ts';

const routes: readonly Route[] = [
  {
    method: 'GET',
    path: 'mails/:id/checks',
    answer: async ({ params, query }) => ({ ...params, at: query.get('at') }),
  },
  { method: 'POST', path: 'echo', answer: async ({ json }) => ({ got: await json() }) },
  {
    method: 'POST',
    path: 'fail/:how',
    answer: async ({ params: { how } }) => {
      if (how === 'fields') throw new FieldsRefused({ to: 'use one address' });
      if (how === 'unknown') throw new PitchwrightError('JOB_UNKNOWN', 'there is no job', { hint: 'reload' });
      if (how === 'fact') throw new PitchwrightError('PLAN_STALE', 'the data moved', { hint: 'plan again' });
      throw new Error('postgres://user:hunter2@db/shop refused');
    },
  },
];

let folder: string;
let ordered: { order: Order; files: readonly string[]; first: string } | undefined;
let cleanUp: (() => Promise<void>) | undefined;
let address: string;
let close: () => void;

beforeAll(async () => {
  folder = await temporaryFolder();
  const jobs = {
    async start(order: Order, clean?: () => Promise<void>) {
      const [place = ''] = await readdir(folder);
      const files = (await readdir(join(folder, place))).sort();
      ordered = { order, files, first: await readFile(join(folder, place, files[0] as string), 'utf8') };
      cleanUp = clean;
      return { id: 'job' };
    },
  } as unknown as Jobs;
  const dispatch = dispatcher(routes);
  const listener: RequestListener = (request, response) => {
    if (request.url !== '/_studio/dataset') return void dispatch(request, response);
    importUpload(request, jobs, folder).then(
      (job) => response.end(JSON.stringify(job)),
      (error: unknown) => answerError(response, error),
    );
  };
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/_studio/`;
  close = () => {
    server.closeAllConnections();
    server.close();
  };
});

afterAll(async () => {
  close();
  await rm(folder, { recursive: true, force: true });
});

const call = async (path: string, init?: RequestInit) => {
  const answer = await fetch(address + path, init);
  return { status: answer.status, body: await answer.json() };
};
const post = (path: string, body: BodyInit, type = 'application/json') =>
  call(path, { method: 'POST', body, headers: { 'content-type': type } });

describe('a route', () => {
  it('gets the parts of its address, decoded, and the query', async () => {
    expect(await call('mails/C%20%2F1/checks?at=2')).toEqual({ status: 200, body: { id: 'C /1', at: '2' } });
  });

  it('is found by address and method only', async () => {
    expect((await call('nowhere')).status).toBe(404);
    expect((await call('mails/a/b/checks')).status).toBe(404);
    expect((await call('echo')).status).toBe(405);
    expect((await call('mails/%E0%A4%A/checks')).body).toMatchObject({ code: 'ADDRESS_INVALID' });
  });

  it('reads JSON and nothing else, up to a megabyte', async () => {
    expect((await post('echo', '{"a":1}')).body).toEqual({ got: { a: 1 } });
    expect((await post('echo', '{"a":')).body).toMatchObject({ code: 'BODY_INVALID' });
    // What a form of another site can send without asking first.
    expect((await post('echo', '{"a":1}', 'text/plain')).body).toMatchObject({ code: 'BODY_INVALID' });
    const { status, body } = await post('echo', JSON.stringify('x'.repeat(1_000_001)));
    expect([status, body.code]).toEqual([413, 'BODY_TOO_LARGE']);
  });

  it('says what is wrong in words for a person, and never what was not meant for one', async () => {
    expect(await post('fail/fact', '')).toEqual({
      status: 422,
      body: { code: 'PLAN_STALE', message: 'the data moved', hint: 'plan again' },
    });
    expect((await post('fail/unknown', '')).status).toBe(404);
    expect((await post('fail/fields', '')).body).toMatchObject({ fields: { to: 'use one address' } });
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { status, body } = await post('fail/other', '');
    expect([status, JSON.stringify(body)]).toEqual([500, expect.not.stringContaining('hunter2')]);
    expect(said).toHaveBeenCalledOnce();
    said.mockRestore();
  });
});

describe('files that are handed over', () => {
  const form = (...parts: readonly (readonly [name: string, content: string, filename?: string])[]) => {
    const made = new FormData();
    for (const [name, content, filename] of parts) {
      if (filename === undefined) made.append(name, content);
      else made.append(name, new Blob([content]), filename);
    }
    return made;
  };
  const hand = (body: FormData) => call('dataset', { method: 'POST', body });

  it('are imported with their mapping, and are gone afterwards', async () => {
    const { status } = await hand(
      form(
        ['file', 'id\n1\n', 'my customers.csv'],
        ['mapping', 'files: []', 'mapping.yaml'],
        ['replace', 'yes'],
      ),
    );
    expect(status).toBe(200);
    const { order, files, first } = ordered as NonNullable<typeof ordered>;
    expect(files).toEqual([expect.stringMatching(/^mapping-[0-9a-f]{12}\.yaml$/), 'my customers.csv']);
    expect(first).toBe('files: []');
    expect(order).toMatchObject({ title: 'Import my customers.csv', script: 'import', isExclusive: true });
    expect(order.args.slice(-3)).toEqual([expect.stringContaining('mapping-'), '--replace', '--plain']);
    await cleanUp?.();
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['../../escape.csv', 'escape.csv'],
    ['C:\\Users\\me\\list.csv', 'list.csv'],
    ['--undo.csv', '--undo.csv'],
  ])('stay in their folder: %s', async (given, name) => {
    expect((await hand(form(['file', 'id\n1\n', given]))).status).toBe(200);
    expect(ordered?.files).toEqual([name]);
    // A path, never an option.
    expect(ordered?.order.args[0]).toBe(
      join(folder, ordered?.order.args[0]?.split('/').at(-2) as string, name),
    );
    await cleanUp?.();
  });

  it('are refused with a reason, and leave nothing', async () => {
    const { body: none } = await hand(form(['mapping', 'files: []', 'mapping.yaml']));
    expect(none).toMatchObject({ code: 'UPLOAD_INVALID', message: 'no file was sent' });
    const { body: dots } = await hand(form(['file', 'x', '..']));
    expect(dots).toMatchObject({ message: '".." is no name of a file' });
    const { body: twice } = await hand(form(['file', 'x', 'a.csv'], ['file', 'y', 'a.csv']));
    expect(twice).toMatchObject({ message: 'two files are named a.csv' });
    expect((await post('dataset', '{}')).body).toMatchObject({
      message: 'what was sent is no form with files',
    });
    expect((await post('dataset', 'torn', 'multipart/form-data; boundary=x')).body).toMatchObject({
      code: 'UPLOAD_INVALID',
    });
    await mkdir(folder, { recursive: true });
    expect(await readdir(folder)).toEqual([]);
  });
});
