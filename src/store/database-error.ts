import { PitchwrightError } from '../errors.ts';

export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/** Only what may be printed. */
type Cause = Error & { readonly code?: string };

/**
 * What went wrong with a PostgreSQL, in words: `DATABASE_UNREACHABLE` (nobody answers as PostgreSQL does),
 * `DATABASE_REFUSED` (it answers, and says no), `DATABASE_LOST` (the connection broke). Any other error is about the SQL
 * or the data, a fault of ours, and comes back as it is. The secrets are in none of them.
 */
export function databaseError(
  error: unknown,
  phase: 'connecting' | 'connected',
  address: DatabaseAddress,
  secrets: readonly unknown[],
): unknown {
  const cause = withoutSecrets(error, secrets);
  if (phase === 'connecting') return whileConnecting(cause, address);
  return whileConnected(cause, address) ?? error;
}

/** A new error with the message and code of another and nothing else of it; secrets in its message are struck out. */
export function withoutSecrets(error: unknown, secrets: readonly unknown[]): Cause {
  // Node tries every address of a host and puts the failures together, without a message.
  const [first = error] = error instanceof AggregateError ? error.errors : [];
  const { message = String(first), code } = first as { message?: string; code?: string };
  const clean = secrets
    .filter((secret): secret is string => typeof secret === 'string' && secret !== '')
    .reduce((text, secret) => text.replaceAll(secret, '***'), message);
  return Object.assign(new Error(clean), code === undefined ? {} : { code });
}

function whileConnecting(cause: Cause, { host, port, database, user }: DatabaseAddress): PitchwrightError {
  const { code = '', message } = cause;
  const server = `PostgreSQL on ${host}:${port}`;
  const account = `database ${database}, user ${user}`;
  const unreachable = (fact: string, fix: string) =>
    new PitchwrightError('DATABASE_UNREACHABLE', `${fact} (${account})`, {
      hint: `${fix} in DATABASE_URL`,
      cause,
    });
  const refused = (fact: string, hint: string) =>
    new PitchwrightError('DATABASE_REFUSED', `${server} ${fact} (${account})`, { hint, cause });

  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return unreachable(
        `nothing listens on ${host}:${port}`,
        'start PostgreSQL there, or correct host and port',
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return unreachable(
        `there is no host ${host} to be found for port ${port}`,
        'look at the network, or correct the host',
      );
    case '28P01':
      return refused('does not take this password', 'correct user and password in DATABASE_URL');
    case '3D000':
      return refused(
        'has no such database',
        `create it (createdb ${database}), or correct the name in DATABASE_URL`,
      );
  }
  if (/^SASL.*password/.test(message)) return refused('wants a password', 'add it to DATABASE_URL');
  if (code === '28000' && message.includes('no encryption')) {
    return refused(
      'does not let this user into this database without encryption',
      'add ?sslmode=verify-full to DATABASE_URL (?sslmode=no-verify when the server made its certificate itself), or let the user in (pg_hba.conf)',
    );
  }
  if (/does not support SSL/.test(message))
    return refused('has no encryption', 'remove sslmode from DATABASE_URL');
  if (/certificate|self.signed/i.test(message)) {
    return refused(
      `shows a certificate that is not trusted: ${message}`,
      'add ?sslrootcert=<its authority, a file> to DATABASE_URL, or ?sslmode=no-verify to trust it blindly',
    );
  }
  if (isSqlState(code)) {
    return refused(
      `refuses the connection: ${message}`,
      'put this right on the server, or correct DATABASE_URL',
    );
  }
  if (/timeout/i.test(message) || ['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code)) {
    return unreachable(
      `no ${server} answers in time`,
      'look at network and firewall, or correct host and port',
    );
  }
  return unreachable(
    `what answers on ${host}:${port} does not speak as PostgreSQL does: ${message}`,
    'use the port of PostgreSQL, usually 5432,',
  );
}

function whileConnected(
  cause: Cause,
  { host, port, database, user }: DatabaseAddress,
): PitchwrightError | undefined {
  const { code = '', message } = cause;
  const place = `database ${database} on ${host}:${port}`;
  const failed = (name: string, fact: string, hint: string) =>
    new PitchwrightError(name, fact, { hint, cause });
  if (code === '42501') {
    return failed(
      'DATABASE_REFUSED',
      `user ${user} lacks a right in ${place}: ${message}`,
      `as the owner of the database: CREATE SCHEMA pitchwright AUTHORIZATION "${user}", or if it is there: GRANT ALL ON SCHEMA pitchwright TO "${user}"`,
    );
  }
  if (code === '25006') {
    return failed(
      'DATABASE_REFUSED',
      `${place} is read-only for user ${user}`,
      'use the primary server in DATABASE_URL',
    );
  }
  // Too little memory or disk, or more time than the user is given.
  if (/^53|^57014/.test(code)) {
    return failed(
      'DATABASE_REFUSED',
      `${place} cut user ${user} off: ${message}`,
      'give the user more room or time on the server',
    );
  }
  if (!/^(08|57P|E)/.test(code) && !/connection/i.test(message)) return undefined;
  return failed(
    'DATABASE_LOST',
    `the connection of user ${user} to ${place} broke: ${message}`,
    'see that PostgreSQL runs, then start again',
  );
}

/** What PostgreSQL itself says; Node's own codes, such as EPIPE, begin with an E. */
const isSqlState = (code: string) => /^[0-9A-DF-Z][0-9A-Z]{4}$/.test(code);
