import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeError, type PitchwrightError } from '../../src/errors.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { connectPostgres, type PostgresClient } from '../../src/store/postgres-client.ts';
import { storeOnPostgres } from '../../src/store/postgres-store.ts';
import { temporaryFolder } from '../_sample.ts';
import { findPostgres, OWNER, type PostgresServer, startPostgres } from '../conformance/_postgres-server.ts';
import { writeFiles } from './_small-dataset.ts';

const postgres = findPostgres();
const SECRET = 's3cr/t@#:%?é';
const READER = { user: 'reader', password: SECRET };
/** May connect with encryption only, which this server does not have. */
const CAREFUL = { user: 'careful', password: SECRET };

/** What an error says to people and to logs. The password is in none of it. */
async function failure(act: Promise<unknown>): Promise<{ code: string; text: string }> {
  const error = (await act.then(
    () => expect.unreachable('nothing was thrown'),
    (reason) => reason,
  )) as PitchwrightError;
  expect(error.name).toBe('PitchwrightError');
  const printed = inspect(error, { depth: 20, showHidden: true });
  for (const { password } of [OWNER, READER]) {
    for (const form of [password, encodeURIComponent(password), encodeURI(password)]) {
      expect(printed).not.toContain(form);
    }
  }
  return { code: error.code, text: describeError(error) };
}

/** Something that is no PostgreSQL. */
async function listening(server: Server): Promise<{ port: number; url: string }> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, url: `postgres://app:${encodeURIComponent(SECRET)}@127.0.0.1:${port}/shop` };
}

describe('where there is no PostgreSQL', () => {
  it('nothing listens', async () => {
    const server = createServer();
    const { port, url } = await listening(server);
    server.close();
    await once(server, 'close');
    expect(await failure(connectPostgres(url))).toEqual({
      code: 'DATABASE_UNREACHABLE',
      text: `nothing listens on 127.0.0.1:${port} (database shop, user app)\n  → start PostgreSQL there, or correct host and port in DATABASE_URL`,
    });
  });

  it('the host is unknown', async () => {
    expect(await failure(connectPostgres('postgres://app:x@nowhere.invalid/shop'))).toEqual({
      code: 'DATABASE_UNREACHABLE',
      text: 'there is no host nowhere.invalid to be found for port 5432 (database shop, user app)\n  → look at the network, or correct the host in DATABASE_URL',
    });
  });

  it.each([
    ['a web server', () => createHttpServer((_, response) => response.end('hello'))],
    ['a server that greets', () => createServer((socket) => socket.end('J\0\0\0\n8.0.36\0'))],
    ['a server that hangs up', () => createServer((socket) => socket.destroy())],
  ])('%s answers', async (_, create) => {
    const server = create();
    const { port, url } = await listening(server);
    const { code, text } = await failure(connectPostgres(url));
    expect(code).toBe('DATABASE_UNREACHABLE');
    expect(text).toContain(`what answers on 127.0.0.1:${port} does not speak as PostgreSQL does`);
    expect(text).toContain(
      '(database shop, user app)\n  → use the port of PostgreSQL, usually 5432, in DATABASE_URL',
    );
    server.close();
  });

  it('somebody listens and is silent', async () => {
    const sockets: { destroy(): unknown }[] = [];
    const server = createServer((socket) => sockets.push(socket));
    const { port, url } = await listening(server);
    expect(await failure(connectPostgres(url, 100))).toEqual({
      code: 'DATABASE_UNREACHABLE',
      text: `no PostgreSQL on 127.0.0.1:${port} answers in time (database shop, user app)\n  → look at network and firewall, or correct host and port in DATABASE_URL`,
    });
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  it('a setting of the address is wrong', async () => {
    const url = `postgres://app:${encodeURIComponent(SECRET)}@127.0.0.1/shop?sslrootcert=nowhere.pem`;
    const { code, text } = await failure(connectPostgres(url));
    expect(code).toBe('ENV_INVALID');
    expect(text).toContain('DATABASE_URL cannot be used: ENOENT: no such file or directory, open');
  });
});

describe('a PostgreSQL', () => {
  let server: PostgresServer;
  let folder: string;
  let admin: Client;

  beforeAll(async () => {
    folder = await temporaryFolder();
    await writeFiles(join(folder, 'data'));
    if ('missing' in postgres) return;
    server = await startPostgres([
      'host all postgres,reader 127.0.0.1/32 scram-sha-256',
      'hostssl all careful 127.0.0.1/32 scram-sha-256',
    ]);
    admin = new Client(server.url());
    await admin.connect();
    for (const { user } of [READER, CAREFUL]) {
      await admin.query(`CREATE ROLE ${user} LOGIN PASSWORD ${admin.escapeLiteral(SECRET)}`);
    }
  }, 60_000);
  beforeEach(({ skip }) => {
    if ('missing' in postgres) skip(`no PostgreSQL here: ${postgres.missing}`);
  });
  afterAll(async () => {
    await admin?.end();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const place = () => `PostgreSQL on 127.0.0.1:${server.port}`;

  it('takes a password with every special character', async () => {
    const client = await connectPostgres(server.url('postgres', READER));
    expect(await client.query('SELECT current_user AS name')).toEqual([{ name: 'reader' }]);
    await client.end();
  });

  it('does not take the password', async () => {
    const wrong = server.url('postgres', { user: 'reader', password: `${SECRET}!` });
    expect(await failure(connectPostgres(wrong))).toEqual({
      code: 'DATABASE_REFUSED',
      text: `${place()} does not take this password (database postgres, user reader)\n  → correct user and password in DATABASE_URL`,
    });
  });

  it('wants a password', async () => {
    const none = `postgres://reader@127.0.0.1:${server.port}/postgres`;
    expect(await failure(connectPostgres(none))).toEqual({
      code: 'DATABASE_REFUSED',
      text: `${place()} wants a password (database postgres, user reader)\n  → add it to DATABASE_URL`,
    });
  });

  it('has no such database', async () => {
    expect(await failure(connectPostgres(server.url('nowhere', READER)))).toEqual({
      code: 'DATABASE_REFUSED',
      text: `${place()} has no such database (database nowhere, user reader)\n  → create it (createdb nowhere), or correct the name in DATABASE_URL`,
    });
  });

  it.each([CAREFUL, { user: 'nobody', password: SECRET }])(
    'does not let $user in like this',
    async (account) => {
      expect(await failure(connectPostgres(server.url('postgres', account)))).toEqual({
        code: 'DATABASE_REFUSED',
        text: `${place()} does not let this user into this database without encryption (database postgres, user ${account.user})\n  → add ?sslmode=verify-full to DATABASE_URL (?sslmode=no-verify when the server made its certificate itself), or let the user in (pg_hba.conf)`,
      });
    },
  );

  it('has no encryption', async () => {
    expect(await failure(connectPostgres(`${server.url('postgres', READER)}?sslmode=verify-full`))).toEqual({
      code: 'DATABASE_REFUSED',
      text: `${place()} has no encryption (database postgres, user reader)\n  → remove sslmode from DATABASE_URL`,
    });
  });

  it('gives the user no right to make a schema, until its owner makes one', async () => {
    const open = () => openPostgres(join(folder, 'data'), server.url('postgres', READER));
    expect(await failure(open())).toEqual({
      code: 'DATABASE_REFUSED',
      text: `user reader lacks a right in database postgres on 127.0.0.1:${server.port}: permission denied for database postgres\n  → as the owner of the database: CREATE SCHEMA pitchwright AUTHORIZATION "reader", or if it is there: GRANT ALL ON SCHEMA pitchwright TO "reader"`,
    });
    await admin.query('CREATE SCHEMA pitchwright AUTHORIZATION "reader"');
    (await open()).close();
  });

  it('gives the user too little time', async () => {
    const client = await connectPostgres(server.url('postgres', READER));
    await client.query(`SET statement_timeout = '10ms'`);
    expect(await failure(client.query('SELECT pg_sleep(60)'))).toEqual({
      code: 'DATABASE_REFUSED',
      text: `database postgres on 127.0.0.1:${server.port} cut user reader off: canceling statement due to statement timeout\n  → give the user more room or time on the server`,
    });
    await client.end();
  });

  it('leaves what is wrong with the SQL or the data as it is', async () => {
    const client = await connectPostgres(server.url('postgres', READER));
    await expect(client.query('SELECT nothing')).rejects.toMatchObject({ code: '42703' });
    await client.query('CREATE TEMPORARY TABLE words (word text)');
    const broken = (async function* () {
      yield 'one\n';
      throw new Error('the source broke');
    })();
    await expect(client.copyIn('words', ['word'], broken)).rejects.toThrow('the source broke');
    expect(await client.query('SELECT word FROM words')).toEqual([]);
    await client.end();
  });

  it('goes away between two questions', async () => {
    const client = await connectPostgres(server.url('postgres', READER));
    await endConnections();
    expect(await failure(client.query('SELECT 1'))).toMatchObject({ code: 'DATABASE_LOST' });
    expect(await failure(client.query('SELECT 1'))).toMatchObject({ code: 'DATABASE_LOST' });
    await client.end();
  });

  it('goes away during a question', async () => {
    const client = await connectPostgres(server.url('postgres', READER));
    const answer = failure(client.query('SELECT pg_sleep(60)'));
    await endConnections();
    expect(await answer).toEqual({
      code: 'DATABASE_LOST',
      text: `the connection of user reader to database postgres on 127.0.0.1:${server.port} broke: terminating connection due to administrator command\n  → see that PostgreSQL runs, then start again`,
    });
    await client.end();
  });

  it('goes away while the dataset is loaded', async () => {
    await admin.query('CREATE DATABASE half');
    const client = await connectPostgres(server.url('half'));
    const ending: PostgresClient = {
      ...client,
      copyIn: (table, columns, lines) =>
        client.copyIn(
          table,
          columns,
          (async function* () {
            for await (const text of lines) yield text;
            await endConnections();
            // More than any buffer holds, so that the broken connection is felt.
            for (let piece = 0; piece < 100; piece += 1) yield `${'x'.repeat(100_000)}\n`;
          })(),
        ),
    };
    expect(await failure(storeOnPostgres(join(folder, 'data'), ending))).toMatchObject({
      code: 'DATABASE_LOST',
    });
  });

  /** As an administrator ends it; waits until it is gone. */
  async function endConnections(): Promise<void> {
    await admin.query(
      `SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = 'pitchwright'`,
    );
  }
});
