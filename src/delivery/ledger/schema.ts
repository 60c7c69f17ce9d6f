import { STATES } from './ledger.ts';

/** In the order of bytes, whatever the language of the database. */
const TEXT = 'text COLLATE "C" NOT NULL';
const TIME = 'timestamptz NOT NULL';
const list = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');

/**
 * What makes a ledger of version n out of one of version n − 1, statement by statement. What is here once released is never
 * changed: add to it.
 */
export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE pitchwright_ledger.run (
       campaign ${TEXT}, lane ${TEXT} CHECK (lane IN ('outbox', 'live')), plan_id ${TEXT}, frozen_at ${TIME},
       PRIMARY KEY (campaign, lane))`,
    `CREATE TABLE pitchwright_ledger.delivery (
       campaign ${TEXT}, lane ${TEXT}, customer_id ${TEXT},
       state ${TEXT} CHECK (state IN (${list(STATES)})),
       address_hash ${TEXT}, sha256 ${TEXT}, message_id ${TEXT}, segment ${TEXT}, behavior ${TEXT},
       due ${TIME}, attempts integer NOT NULL DEFAULT 0,
       channel text COLLATE "C", code ${TEXT} DEFAULT '', reason ${TEXT} DEFAULT '', receipt ${TEXT} DEFAULT '',
       at ${TIME} DEFAULT clock_timestamp(),
       sent_at timestamptz,
       worker text COLLATE "C",
       PRIMARY KEY (campaign, lane, customer_id),
       CHECK (state NOT IN ('claimed', 'sending') OR worker IS NOT NULL),
       CHECK (state NOT IN ('sent', 'unknown') OR sent_at IS NOT NULL))`,
    `CREATE INDEX delivery_queued ON pitchwright_ledger.delivery (campaign, lane, due) WHERE state = 'queued'`,
    `CREATE INDEX delivery_held ON pitchwright_ledger.delivery (campaign, lane, worker)
       WHERE state IN ('claimed', 'sending')`,
    `CREATE INDEX delivery_mailed ON pitchwright_ledger.delivery (sent_at)
       WHERE lane = 'live' AND state IN ('sent', 'unknown')`,
    `CREATE TABLE pitchwright_ledger.worker (
       worker ${TEXT} PRIMARY KEY, host ${TEXT}, pid integer NOT NULL, started_at ${TIME})`,
    `CREATE TABLE pitchwright_ledger.bucket (
       channel ${TEXT} PRIMARY KEY, tokens double precision NOT NULL, granted integer NOT NULL, at ${TIME})`,
    `CREATE TABLE pitchwright_ledger.pause (channel ${TEXT} PRIMARY KEY, until ${TIME}, reason ${TEXT})`,
    `CREATE TABLE pitchwright_ledger.suppression (
       address_hash ${TEXT} PRIMARY KEY, reason ${TEXT}, source ${TEXT}, at ${TIME})`,
    `CREATE TABLE pitchwright_ledger.feedback (
       campaign ${TEXT}, customer_id ${TEXT}, kind ${TEXT}, code ${TEXT}, detail ${TEXT}, at ${TIME},
       PRIMARY KEY (campaign, customer_id, kind, code, at))`,
  ],
  [
    // To look for what an address got already, at the moment of every hand-over.
    `CREATE INDEX delivery_address ON pitchwright_ledger.delivery (address_hash)
       WHERE lane = 'live' AND state IN ('sending', 'sent', 'unknown')`,
    // Tells one ledger from another, wherever it is moved.
    `CREATE TABLE pitchwright_ledger.identity (id uuid PRIMARY KEY)`,
    `INSERT INTO pitchwright_ledger.identity VALUES (gen_random_uuid())`,
  ],
];
