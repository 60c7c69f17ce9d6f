import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client, type QueryConfig } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { PitchwrightError } from '../errors.ts';
import { type DatabaseAddress, databaseError, withoutSecrets } from './database-error.ts';
import type { SqlValue } from './store.ts';

/** What the store needs of a PostgreSQL: one connection that keeps its settings. */
export interface PostgresClient {
  /** For messages: `database shop on db.example:5432`. */
  readonly place: string;
  /** One statement. With values, even none (`[]`), the server itself refuses a second one. */
  query<Row>(sql: string, values?: readonly SqlValue[]): Promise<readonly Row[]>;
  /** Lines of COPY's text format, in whatever pieces they come. */
  copyIn(table: string, columns: readonly string[], lines: AsyncIterable<string>): Promise<void>;
  end(): Promise<void>;
}

/**
 * Connects. A connection that is lost later is told by the next query.
 * @param url as `DATABASE_URL`.
 * @throws PitchwrightError as `databaseError` says.
 */
export async function connectPostgres(url: string, timeoutMs = 10_000): Promise<PostgresClient> {
  const client = clientOf(url, timeoutMs);
  const { host, port, user, database } = client;
  const address: DatabaseAddress = { host, port, user: user ?? '', database: database ?? '' };
  const secrets = [client.password, passwordOf(url)];
  let phase: 'connecting' | 'connected' = 'connecting';
  let lost: unknown;
  client.on('error', (error) => {
    // The first one says why, those after it only that the connection is gone.
    lost ??= error;
  });
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  /** One after the other, as pg wants it. A connection with nothing to do does not keep the process alive. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    waiting += 1;
    (client as Referable).ref();
    const next = last
      .then(act)
      .catch((error) => {
        throw databaseError(phase === 'connected' ? (lost ?? error) : error, phase, address, secrets);
      })
      .finally(() => {
        waiting -= 1;
        if (waiting === 0) (client as Referable).unref();
      });
    last = next.catch(() => {});
    return next;
  };
  await inTurn(() => client.connect()).catch((error) => {
    client.end().catch(() => {});
    throw error;
  });
  phase = 'connected';
  return {
    place: `database ${address.database} on ${host}:${port}`,
    query: <Row>(sql: string, values?: readonly SqlValue[]) =>
      inTurn(async () => (await client.query(statementOf(sql, values))).rows as readonly Row[]),
    copyIn: (table, columns, lines) =>
      inTurn(() =>
        pipeline(
          Readable.from(lines),
          client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`)),
        ),
      ),
    end: () => {
      // The socket that nobody waits for would let the process end before the caller hears of it.
      (client as Referable).ref();
      return client.end();
    },
  };
}

/** `queryMode` is missing in @types/pg. */
function statementOf(text: string, values: readonly SqlValue[] | undefined): QueryConfig {
  return values ? ({ text, values: [...values], queryMode: 'extended' } as QueryConfig) : { text };
}

/** Missing in @types/pg. */
type Referable = Client & Record<'ref' | 'unref', () => void>;

function clientOf(url: string, timeoutMs: number): Client {
  try {
    return new Client({
      connectionString: url,
      connectionTimeoutMillis: timeoutMs,
      application_name: 'pitchwright',
      keepAlive: true,
    });
  } catch (error) {
    const cause = withoutSecrets(error, [url, passwordOf(url)]);
    throw new PitchwrightError('ENV_INVALID', `DATABASE_URL cannot be used: ${cause.message}`, {
      hint: 'look at what stands behind the "?" of DATABASE_URL',
      cause,
    });
  }
}

/** As it is written, percent-encoded. */
const passwordOf = (url: string) => (URL.canParse(url) ? new URL(url).password : undefined);
