import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fetchAttachment } from '../../src/delivery/attachment-fetch.ts';
import { selfSigned } from './_self-signed.ts';

const HOST = 'files.example.com';
const { key, cert } = selfSigned(HOST);
const BODY = '%PDF-1.7 fine';

/** What the server writes, byte for byte, before it says goodbye; a path that ends in `!` never does. */
const answers: Record<string, string> = {
  '/more': `HTTP/1.1 200 OK\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}${'more'.repeat(5000)}`,
  '/second': `HTTP/1.1 200 OK\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}HTTP/1.1 500 Oops\r\n\r\n`,
  '/less': `HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n${BODY}`,
  '/huge!': `HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n${BODY}`,
  '/negative': `HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n${BODY}`,
  '/lengths': `HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 9\r\n\r\n${BODY}`,
  '/both': `HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n`,
  '/chunks': 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n0\r\n\r\n',
  '/unfinished': 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n%PDF-\r\n',
  '/headers': `HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(200_000)}\r\n\r\n${BODY}`,
  '/hints!': 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(500),
  '/upgrade': 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
  '/part': `HTTP/1.1 206 Partial Content\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`,
  '/empty': 'HTTP/1.1 204 No Content\r\n\r\n',
  '/script': 'HTTP/1.1 302 Found\r\nLocation: javascript:alert(1)\r\nContent-Length: 0\r\n\r\n',
  '/file': 'HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n',
  '/outside': 'HTTP/1.1 302 Found\r\nLocation: //evil.example/a.pdf\r\nContent-Length: 0\r\n\r\n',
  '/nonsense': 'SSH-2.0-OpenSSH_9.6\r\n',
  '/nothing': '',
};

const server = createServer({ key, cert }, (socket) => {
  socket.on('error', () => {});
  socket.once('data', (request) => {
    const path = / (\S+) /.exec(request.toString())?.[1] ?? '';
    if (path.endsWith('!')) socket.write(answers[path] as string);
    else socket.end(answers[path] as string);
  });
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

const get = (path: string) =>
  fetchAttachment(`https://${HOST}${path}`, [HOST], 1000, {
    resolve: async () => ['127.0.0.1'],
    isAllowed: () => true,
    port: (server.address() as AddressInfo).port,
    ca: cert,
    timeLimitMs: 400,
  });

describe('a server that does not keep to HTTP', () => {
  test.for(['/more', '/second'])(
    'and says more than it announced gives what it announced: %s',
    async (path) => {
      expect(Buffer.from((await get(path)) ?? []).toString()).toBe(BODY);
    },
  );

  test.for([
    ['/less', /cannot be fetched: aborted/],
    ['/huge!', /is bigger than 0\.001 MB/],
    ['/negative', /cannot be fetched: Parse Error/],
    ['/lengths', /cannot be fetched: Parse Error/],
    ['/both', /cannot be fetched: Parse Error/],
    ['/chunks', /cannot be fetched: aborted/],
    ['/unfinished', /cannot be fetched: aborted/],
    ['/headers', /cannot be fetched: Parse Error/],
    ['/hints!', /took more than 0\.4 s/],
    ['/upgrade', /cannot be fetched: the connection ended without an answer/],
    ['/part', /answers 206/],
    ['/empty', /answers 204/],
    ['/script', /does not begin with https/],
    ['/file', /does not begin with https/],
    ['/outside', /evil\.example\/a\.pdf, which is on a host that/],
    ['/nonsense', /cannot be fetched: Parse Error/],
    ['/nothing', /cannot be fetched: socket hang up/],
  ] as const)('gives nothing: %s', async ([path, words]) => {
    await expect(get(path)).rejects.toMatchObject({
      name: 'PitchwrightError',
      code: expect.stringMatching(/^ATTACHMENT_(URL|FETCH)$/),
      message: expect.stringMatching(words),
      hint: expect.stringMatching(/./),
    });
  });
});
