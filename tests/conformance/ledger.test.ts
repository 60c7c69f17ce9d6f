import { rm } from 'node:fs/promises';
import { afterAll, beforeAll } from 'vitest';
import { openPglite } from '../../src/delivery/ledger/pglite-database.ts';
import { openPostgresDatabase } from '../../src/delivery/ledger/postgres-database.ts';
import { temporaryFolder } from '../_sample.ts';
import { ledgerSuite } from './_ledger-suite.ts';
import { findPostgres, type PostgresServer, startPostgres } from './_postgres-server.ts';

const postgres = findPostgres();
const missing = 'missing' in postgres ? postgres.missing : undefined;

let folder: string;
let server: PostgresServer | undefined;

beforeAll(async () => {
  folder = await temporaryFolder();
  if (!missing) server = await startPostgres();
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

ledgerSuite({ name: 'PGlite', missing: undefined, open: () => openPglite(folder) });
ledgerSuite({
  name: 'PostgreSQL',
  missing,
  open: () => openPostgresDatabase((server as PostgresServer).url()),
});
