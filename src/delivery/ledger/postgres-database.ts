import { Client, Pool, type PoolClient } from 'pg';
import { PitchwrightError } from '../../errors.ts';
import { type DatabaseAddress, databaseError, withoutSecrets } from '../../store/database-error.ts';
import { type Database, type Lock, lockKey, type Query } from './database.ts';
import { sessionLiveness } from './session-liveness.ts';

/**
 * A PostgreSQL, shared by all workers. Connections must be sessions: a pooler in front of it must not hand them out by
 * transaction, because a worker lives as long as its session does.
 *
 * @param url as `DATABASE_URL`.
 * @throws PitchwrightError as `databaseError` says, now and from every query; `ENV_INVALID`; `DATABASE_ENCODING`.
 */
export async function openPostgresDatabase(url: string): Promise<Database> {
  const config = {
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'pitchwright ledger',
    keepAlive: true,
  };
  const address = addressOf(config, url);
  const worded = wordsFor(address, url);
  const pool = new Pool({
    ...config,
    max: 8,
    onConnect: async (client) => {
      client.on('error', ignore);
      await client.query(SESSION);
    },
  });
  pool.on('error', ignore);
  const place = `database ${address.database} on ${address.host}:${address.port}`;

  const acquire = async () => {
    const client = await pool.connect().catch((error) => {
      throw worded(error, 'connecting');
    });
    return client;
  };
  /** A connection for one piece of work; one that did not survive it is not used again. */
  const using = async <T>(act: (client: PoolClient) => Promise<T>): Promise<T> => {
    const client = await acquire();
    try {
      const result = await act(client);
      client.release();
      return result;
    } catch (error) {
      await client.query('ROLLBACK').then(
        () => client.release(),
        (lost) => client.release(lost),
      );
      throw worded(error, 'connected');
    }
  };
  const queryOn =
    (client: PoolClient): Query =>
    async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await client.query(sql, [...values])).rows as Row[];

  const liveness = sessionLiveness(place, worded, async () => {
    const client = new Client(config);
    client.on('error', ignore);
    await client.connect().catch((error) => {
      client.end().catch(() => {});
      throw worded(error, 'connecting');
    });
    return client;
  });

  let closing: Promise<void> | undefined;
  const database: Database = {
    place,
    isShared: true,
    backend: 'postgres',
    query: (sql, values) => using((client) => queryOn(client)(sql, values)),
    transaction: async (act, lock) => {
      const once = () =>
        using(async (client) => {
          await client.query(lock ? `BEGIN; SELECT ${lockCall(lock)}` : 'BEGIN');
          const result = await act(queryOn(client));
          const { command } = await client.query('COMMIT');
          // PostgreSQL answers so, and without an error, when a statement failed and nobody told.
          if (command !== 'COMMIT') throw new Error(`${place} took a transaction back`);
          return result;
        });
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once();
        } catch (error) {
          // Who shares a lock may meet another in a deadlock, is sent back by the server, and has done nothing yet.
          if (attempt === 5 || !lock?.isShared || (error as { code?: string }).code !== DEADLOCK) throw error;
        }
      }
    },
    alone: (act) =>
      using(async (client) => {
        await client.query(`SELECT pg_advisory_lock(${OPENING})`);
        try {
          return await act();
        } finally {
          await client.query(`SELECT pg_advisory_unlock(${OPENING})`);
        }
      }),
    liveness,
    boss: {
      executeSql: (sql, values) =>
        using(async (client) => {
          const result = (await client.query(sql, values)) as unknown as Result | Result[];
          return { rows: [result].flat().flatMap(({ rows }) => rows) };
        }),
    },
    close: () => {
      closing ??= liveness.end().then(() => pool.end());
      return closing;
    },
  };
  try {
    await demandUtf8(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

type Result = { readonly rows: readonly unknown[] };

const DEADLOCK = '40P01';

const OPENING = lockKey('opening');

/** What the settings of a database must not change: how times are written, what a statement sees, that a promise is kept. */
const SESSION = `SET DateStyle = 'ISO'; SET default_transaction_isolation = 'read committed';
  SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'`;

const lockCall = ({ key, isShared }: Lock) => `pg_advisory_xact_lock${isShared ? '_shared' : ''}(${key})`;

/** What breaks is told by the next query; without a listener it would end the process. */
const ignore = () => {};

function addressOf(config: { readonly connectionString: string }, url: string): DatabaseAddress {
  try {
    const { host, port, user, database } = new Client(config);
    return { host, port, user: user ?? '', database: database ?? '' };
  } catch (error) {
    const cause = withoutSecrets(error, secretsOf(url));
    throw new PitchwrightError('ENV_INVALID', `DATABASE_URL cannot be used: ${cause.message}`, {
      hint: 'look at what stands behind the "?" of DATABASE_URL',
      cause,
    });
  }
}

/** The address and the password in it, percent-encoded and plain. */
function secretsOf(url: string): readonly string[] {
  const password = URL.canParse(url) ? new URL(url).password : '';
  return [url, password, decodeURIComponent(password)];
}

function wordsFor(address: DatabaseAddress, url: string) {
  const secrets = secretsOf(url);
  return (error: unknown, phase: 'connecting' | 'connected'): unknown => {
    if (error instanceof PitchwrightError) return error;
    if (phase === 'connected' && (error as { code?: string }).code === '42501') {
      const { user, database, host, port } = address;
      const cause = withoutSecrets(error, secrets);
      const place = `database ${database} on ${host}:${port}`;
      return new PitchwrightError(
        'DATABASE_REFUSED',
        `user ${user} lacks a right in ${place}: ${cause.message}`,
        {
          hint: `as the owner of the database: CREATE SCHEMA pitchwright_ledger AUTHORIZATION "${user}"; CREATE SCHEMA pitchwright_queue AUTHORIZATION "${user}"`,
          cause,
        },
      );
    }
    return databaseError(error, phase, address, secrets);
  };
}

async function demandUtf8({ query, place }: Database): Promise<void> {
  const [row] = await query<{ server_encoding: string }>('SHOW server_encoding');
  if (row?.server_encoding === 'UTF8') return;
  throw new PitchwrightError(
    'DATABASE_ENCODING',
    `${place} is encoded in ${row?.server_encoding}: it cannot hold every word`,
    { hint: 'make a database that can: createdb --template=template0 --encoding=UTF8 <name>' },
  );
}
