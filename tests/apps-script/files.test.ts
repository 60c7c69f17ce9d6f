import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Fetched } from './_emulator.ts';
import { sendOf, webApp } from './_web-app.ts';

const BYTES = {
  'application/pdf': Buffer.from('%PDF-1.7\n…'),
  'image/png': Buffer.from('\x89PNG\r\n\x1a\n…', 'latin1'),
  'image/jpeg': Buffer.from('\xff\xd8\xff\xe0…', 'latin1'),
  'image/gif': Buffer.from('GIF89a…'),
  'video/mp4': Buffer.from('\0\0\0\x20ftypisom…', 'latin1'),
  'application/zip': Buffer.from('PK\x03\x04…', 'latin1'),
  'text/csv': Buffer.from('नाम;b\r\n1;2\r\n'),
};

const URL_OF = 'https://cdn.example.com/a/file';
const linked = (bytes: Buffer, contentType: string, url = URL_OF) => ({
  filename: 'file',
  contentType,
  url,
  size: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
const hosting = (fetched: Fetched) =>
  webApp({ properties: { ATTACHMENT_HOSTS: 'cdn.example.com, media.example.com' }, fetchUrl: () => fetched });

describe('a file that comes with the request', () => {
  test('goes out as it is, with pictures by their cid', async () => {
    const { ask, emulator } = await webApp();
    const png = BYTES['image/png'];
    const answer = ask(
      sendOf(1, {
        inline: [{ cid: 'a@x', filename: 'a.png', contentType: 'image/png', base64: png.toString('base64') }],
        attachments: [{ filename: 'सूची.csv', contentType: 'text/csv', base64: 'YTtiCg==' }],
      }),
    );
    expect(answer.ok).toBe(true);
    expect(emulator.sent[0]?.inlineImages).toEqual({ 'a@x': png });
    expect(emulator.sent[0]?.attachments).toEqual([
      { name: 'सूची.csv', type: 'text/csv', bytes: Buffer.from('a;b\n') },
    ]);
  });

  test('may have 18 MB with all the others, and no more', async () => {
    const { ask, emulator } = await webApp();
    const file = (bytes: number) => ({
      filename: 'film.mp4',
      contentType: 'video/mp4',
      base64: Buffer.alloc(bytes, 7).toString('base64'),
    });
    expect(ask(sendOf(1, { attachments: [file(9_000_000), file(9_000_001)] }))).toMatchObject({
      ok: false,
      code: 'too_big',
      error: 'With film.mp4 the files are over 18 MB together.',
    });
    expect(ask(sendOf(1, { attachments: [file(9_000_000), file(9_000_000)] })).ok).toBe(true);
    expect(emulator.sent).toHaveLength(1);
  });
});

describe('a file that the script fetches', () => {
  test.each(Object.entries(BYTES))('is known by its bytes: %s', async (type, bytes) => {
    const { ask, emulator } = await hosting({ status: 200, bytes });
    expect(ask(sendOf(1, { attachments: [linked(bytes, type)] }))).toMatchObject({ ok: true });
    expect(emulator.sent[0]?.attachments).toEqual([{ name: 'file', type, bytes }]);
    const other = type === 'image/gif' ? 'image/png' : 'image/gif';
    expect(ask(sendOf(2, { attachments: [linked(bytes, other)] }))).toMatchObject({
      ok: false,
      code: 'attachment_refused',
      error: `file is ${type}, not ${other}.`,
    });
  });

  test('is refused when it is of no known type', async () => {
    const bytes = Buffer.from('MZ\0\x01');
    const { ask } = await hosting({ status: 200, bytes });
    expect(ask(sendOf(1, { attachments: [linked(bytes, 'application/x-msdownload')] }))).toMatchObject({
      error: 'file is of no known type, not application/x-msdownload.',
    });
  });

  test.each([
    ['another host', 'https://evil.example/file'],
    ['a host that only begins like it', 'https://cdn.example.com.evil.example/file'],
    ['a user in front of it', 'https://cdn.example.com:x@evil.example/file'],
    ['another port', 'https://cdn.example.com:8443/file'],
  ])('is not fetched from %s', async (_name, url) => {
    const bytes = BYTES['image/gif'];
    const { ask, emulator } = await hosting({ status: 200, bytes });
    const answer = ask(sendOf(1, { attachments: [linked(bytes, 'image/gif', url)] }));
    expect(['attachment_refused', 'bad_request']).toContain((answer as { code?: string }).code);
    expect(emulator.fetches).toEqual([]);
    expect(emulator.sent).toEqual([]);
  });

  test('is not fetched when no host is listed', async () => {
    const { ask, emulator } = await webApp();
    const answer = ask(sendOf(1, { attachments: [linked(BYTES['image/gif'], 'image/gif')] }));
    expect(answer).toMatchObject({ code: 'attachment_refused' });
    expect(emulator.fetches).toEqual([]);
  });

  test.each([
    [302, 'attachment_refused', false],
    [404, 'attachment_refused', false],
    [429, 'attachment_unreachable', true],
    [503, 'attachment_unreachable', true],
  ])('is not there when its host answers %d', async (status, code, retryable) => {
    const bytes = BYTES['image/gif'];
    const { ask, emulator } = await hosting({ status, bytes });
    expect(ask(sendOf(1, { attachments: [linked(bytes, 'image/gif')] }))).toMatchObject({
      ok: false,
      code,
      retryable,
      error: `file: cdn.example.com answers ${status}.`,
    });
    expect(emulator.sent).toEqual([]);
    expect(emulator.kept.properties).not.toHaveProperty('clock');
  });

  test('may come later when its host cannot be reached', async () => {
    const { ask } = await webApp({ properties: { ATTACHMENT_HOSTS: 'cdn.example.com' } });
    expect(ask(sendOf(1, { attachments: [linked(BYTES['image/gif'], 'image/gif')] }))).toMatchObject({
      code: 'attachment_unreachable',
      retryable: true,
      error: `file: DNS error: ${URL_OF}`,
    });
  });

  test('is refused when it is not the one that was planned', async () => {
    const bytes = BYTES['image/gif'];
    const { ask, emulator } = await hosting({ status: 200, bytes });
    const changed = linked(Buffer.concat([bytes.subarray(0, -1), Buffer.from('!')]), 'image/gif');
    for (const file of [changed, { ...changed, size: bytes.length }]) {
      expect(ask(sendOf(1, { attachments: [file] }))).toMatchObject({
        code: 'attachment_refused',
        error: 'file is not the file that was planned.',
      });
    }
    expect(emulator.sent).toEqual([]);
  });

  test('is not even fetched when it is over 18 MB', async () => {
    const { ask, emulator } = await hosting({ status: 200, bytes: BYTES['image/gif'] });
    const file = { ...linked(BYTES['image/gif'], 'image/gif'), size: 18_000_001 };
    expect(ask(sendOf(1, { attachments: [file] }))).toMatchObject({ code: 'too_big' });
    expect(emulator.fetches).toEqual([]);
  });
});
