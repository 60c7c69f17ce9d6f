import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fetchAttachment, type Network } from '../../src/delivery/attachment-fetch.ts';
import { isPublicAddress } from '../../src/delivery/private-address.ts';
import { selfSigned } from './_self-signed.ts';

const HOST = 'files.example.com';
const OTHER = 'other.example.com';
const { key, cert } = selfSigned(HOST, OTHER, 'strange.example.com');

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const paths: Record<string, Answer> = {
  '/fine.pdf': (_, response) => response.end('%PDF-1.7 fine'),
  '/head': (request, response) => response.end(`${request.headers.host} ${request.url}`),
  '/moved': to('/fine.pdf'),
  '/elsewhere': to(`https://${OTHER}/fine.pdf`),
  '/strange': to('https://strange.example.com/fine.pdf'),
  '/plain': to(`http://${HOST}/fine.pdf`),
  '/inside': to('https://127.0.0.1/fine.pdf'),
  '/metadata': to('https://169.254.169.254/latest/meta-data'),
  '/port': to(`https://${HOST}:8443/fine.pdf`),
  '/round': to('/round'),
  '/nowhere': (_, response) => response.writeHead(302).end(),
  '/gone': (_, response) => response.writeHead(410).end(),
  '/broken': (_, response) => response.writeHead(500).end(),
  '/big': (_, response) => response.end(Buffer.alloc(2000)),
  '/endless': (_, response) => {
    const timer = setInterval(() => response.write(Buffer.alloc(400)), 1);
    response.once('close', () => clearInterval(timer));
  },
  '/slow': (_, response) => void response.write('%PDF'),
  '/silent': () => {},
  '/packed': (_, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('x'),
  '/cut': (_, response) => {
    response.writeHead(200, { 'Content-Length': 100 }).write('half');
    setImmediate(() => response.destroy());
  },
};
function to(location: string): Answer {
  return (_, response) => response.writeHead(302, { Location: location }).end();
}

const server = createServer({ key, cert }, (request, response) => {
  const answer = paths[(request.url ?? '').split('?', 1)[0] as string];
  if (answer) answer(request, response);
  else response.writeHead(404).end();
});
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** The server of this test may be reached, all else as on the internet. */
const network = (parts: Partial<Network> = {}): Network => ({
  resolve: async () => ['127.0.0.1'],
  isAllowed: (address) => address === '127.0.0.1',
  port,
  ca: cert,
  timeLimitMs: 5000,
  ...parts,
});
const get = (path: string, parts: Partial<Network> = {}, mostBytes = 1000) =>
  fetchAttachment(`https://${HOST}${path}`, [HOST, OTHER], mostBytes, network(parts));
const wordsOf = async (fetching: Promise<unknown>) => {
  const error = await fetching.then(
    () => expect.fail('it was fetched'),
    (thrown: Error & { code: string }) => thrown,
  );
  return `${error.code}: ${error.message}`;
};

describe('a file of the web', () => {
  test('is fetched by its name, query included', async () => {
    expect(Buffer.from((await get('/fine.pdf')) as Uint8Array).toString()).toBe('%PDF-1.7 fine');
    expect(Buffer.from((await get('/head?a=1')) as Uint8Array).toString()).toBe(`${HOST} /head?a=1`);
  });

  test.for(['/gone', '/never-was'])('that is not there is nothing: %s', async (path) => {
    expect(await get(path)).toBeUndefined();
  });

  test.for(['/moved', '/elsewhere'])('is followed to another allowed place: %s', async (path) => {
    expect(Buffer.from((await get(path)) as Uint8Array).toString()).toBe('%PDF-1.7 fine');
  });

  test.for([
    ['/strange', /redirects to https:\/\/strange\.example\.com\/fine\.pdf, which is on a host that/, 'URL'],
    ['/plain', /redirects to http:.* does not begin with https:\/\//, 'URL'],
    ['/inside', /names no host but a number/, 'URL'],
    ['/metadata', /names no host but a number/, 'URL'],
    ['/port', /names the port 8443/, 'URL'],
    ['/round', /the end of more than 3 redirects/, 'FETCH'],
    ['/nowhere', /answers 302/, 'FETCH'],
    ['/broken', /answers 500/, 'FETCH'],
    ['/packed', /arrives packed \(gzip\)/, 'FETCH'],
    ['/cut', /cannot be fetched: aborted/, 'FETCH'],
    ['/big', /is bigger than 0\.001 MB/, 'FETCH'],
    ['/endless', /is bigger than 0\.001 MB/, 'FETCH'],
  ] as const)('is refused in words: %s', async ([path, words, code]) => {
    const said = await wordsOf(get(path));
    expect(said).toMatch(words);
    expect(said).toContain(`ATTACHMENT_${code}:`);
  });

  test.for(['/slow', '/silent'])('may not take for ever: %s', async (path) => {
    expect(await wordsOf(get(path, { timeLimitMs: 300 }))).toBe(
      `ATTACHMENT_FETCH: https://${HOST}${path} took more than 0.3 s`,
    );
  });

  test('may not take for ever to find', async () => {
    const resolve = () => new Promise<never>(() => {});
    expect(await wordsOf(get('/fine.pdf', { resolve, timeLimitMs: 50 }))).toContain('took more than 0.05 s');
  });

  test('comes only from whom the certificate names', async () => {
    const { cert: another } = selfSigned(HOST);
    expect(await wordsOf(get('/fine.pdf', { ca: another }))).toContain('cannot be fetched');
    const elsewhere = fetchAttachment(
      'https://third.example.com/fine.pdf',
      ['third.example.com'],
      9,
      network(),
    );
    expect(await wordsOf(elsewhere)).toContain("does not match certificate's altnames");
  });
});

describe('an address', () => {
  test.for([
    ['http://files.example.com/a', /does not begin with https/],
    ['ftp://files.example.com/a', /does not begin with https/],
    ['https://user:word@files.example.com/a', /carries a user or a password/],
    ['https://files.example.com:444/a', /names the port 444/],
    ['https://files.example.com.evil.example/a', /is on a host/],
    ['https://files.example.com./a', /is on a host/],
    ['https://evil.example\\@files.example.com/a', /is on a host/],
    ['https://127.1/a', /names no host but a number/],
    ['https://2130706433/a', /names no host but a number/],
    ['https://0x7f.0.0.1/a', /names no host but a number/],
    ['https://[::1]/a', /names no host but a number/],
    ['nonsense', /is not an address/],
  ] as const)('is refused before anything is asked: %s', async ([url, words]) => {
    const resolve = () => expect.fail('asked for an address');
    const said = await wordsOf(fetchAttachment(url, [HOST, '127.0.0.1'], 9, network({ resolve })));
    expect(said).toMatch(words);
    expect(said).not.toContain('word@');
  });

  test('says nothing of its query, which may be a signature', async () => {
    expect(await wordsOf(get('/broken?signature=hidden'))).not.toContain('hidden');
  });
});

describe('a host that leads inside', () => {
  test('is refused, even when only one of its addresses does', async () => {
    const isAllowed = isPublicAddress;
    for (const inside of ['10.0.0.8', '::ffff:10.0.0.8']) {
      const resolve = async () => ['93.184.216.34', inside];
      expect(await wordsOf(get('/fine.pdf', { resolve, isAllowed }))).toBe(
        `ATTACHMENT_URL: ${HOST} leads to ${inside}, which is not a public address`,
      );
    }
    expect(await wordsOf(get('/fine.pdf', { isAllowed }))).toContain('leads to 127.0.0.1');
  });

  test('after a redirect is refused too', async () => {
    const resolve = async (host: string) => [host === HOST ? '127.0.0.1' : '192.168.1.1'];
    expect(await wordsOf(get('/elsewhere', { resolve }))).toContain(`${OTHER} leads to 192.168.1.1`);
  });

  test('cannot change its mind: the address that was checked is the one that is called', async () => {
    let asked = 0;
    // What a rebinding server does: a good answer for the check, another one for the connection.
    const resolve = async () => {
      asked += 1;
      return asked === 1 ? ['127.0.0.1'] : ['10.0.0.8'];
    };
    expect(await get('/fine.pdf', { resolve })).toBeDefined();
    expect(asked).toBe(1);
  });

  test('and has no address at all', async () => {
    expect(await wordsOf(get('/fine.pdf', { resolve: async () => [] }))).toContain(
      'has a host without an address',
    );
  });
});

test.for([
  // IPv4: IANA's special-purpose registry.
  ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '127.0.0.1', '127.255.255.254'],
  ...[
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.0.1',
  ],
  ...['198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255'],
  ...['240.0.0.1', '255.255.255.255'],
  // IPv6, and IPv4 inside of it.
  ...['::', '::1', '::10.0.0.1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:0:8.8.8.8', '64:ff9b::a00:1'],
  ...['64:ff9b:1::1', '100::1', '2001::1', '2001:2::1', '2001:10::1', '2001:20::1', '2001:db8::1'],
  ...['2002:a00:1::1', '3fff::1', '5f00::1', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1'],
  ...['ff02::1', '4000::1', '8000::1', '2a00::1%eth0'],
  // No addresses at all.
  ...['', 'localhost', '1.2.3.4.5', 'example.com'],
])('%s is not of the public internet', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.for([
  '8.8.8.8',
  '93.184.216.34',
  '172.15.255.255',
  '172.32.0.1',
  '100.128.0.1',
  '2606:4700::1',
  '2a00:1450::1',
])('%s is of the public internet', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});
