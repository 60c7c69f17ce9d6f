import type { Database, Query } from './database.ts';

/** Whether a ledger knows of anybody who was mailed for real, or must not be. */
export async function holdsAnything({ query }: Pick<Database, 'query'>): Promise<boolean> {
  const [row] = await query<{ found: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM pitchwright_ledger.suppression)
       OR EXISTS (SELECT 1 FROM pitchwright_ledger.delivery WHERE lane = 'live') AS found`,
  );
  return row?.found ?? false;
}

const PAGE = 5000;

/**
 * Copies what is known of live mail, suppressions and feedback into another ledger, in one transaction; what was sent or
 * may have been counts for more than what the other one says. The next send of each campaign freezes its plan anew, which
 * puts those who wait into the other one's queue.
 */
export async function moveLedger(from: Pick<Database, 'query'>, to: Database): Promise<void> {
  await to.transaction(async (write) => {
    await copy(from.query, write, 'suppression', 'address_hash', '', 'ON CONFLICT DO NOTHING');
    await copy(
      from.query,
      write,
      'feedback',
      'campaign, customer_id, kind, code, at',
      '',
      'ON CONFLICT DO NOTHING',
    );
    await copy(
      from.query,
      write,
      'run',
      'campaign, lane',
      `WHERE lane = 'live'`,
      `ON CONFLICT (campaign, lane) DO UPDATE SET plan_id = ''`,
      { plan_id: '' },
    );
    // Nobody holds anything there any more: what was claimed waits again, what was on its way is unknown.
    await copy(
      from.query,
      write,
      `(SELECT campaign, lane, customer_id,
          CASE state WHEN 'claimed' THEN 'queued' WHEN 'sending' THEN 'unknown' ELSE state END AS state,
          address_hash, sha256, message_id, segment, behavior, due, attempts, channel, code, reason, receipt, at,
          CASE state WHEN 'sending' THEN at ELSE sent_at END AS sent_at, NULL::text AS worker
        FROM pitchwright_ledger.delivery WHERE lane = 'live')`,
      'campaign, lane, customer_id',
      '',
      `ON CONFLICT (campaign, lane, customer_id) DO UPDATE SET state = EXCLUDED.state, sent_at = EXCLUDED.sent_at,
         channel = EXCLUDED.channel, code = EXCLUDED.code, reason = EXCLUDED.reason, receipt = EXCLUDED.receipt,
         address_hash = EXCLUDED.address_hash, sha256 = EXCLUDED.sha256, worker = NULL
       WHERE EXCLUDED.state IN ('sent', 'unknown') AND delivery.state NOT IN ('sent', 'unknown', 'sending')`,
      {},
      'delivery',
    );
  });
}

async function copy(
  read: Query,
  write: Query,
  source: string,
  key: string,
  where: string,
  conflict: string,
  changes: Readonly<Record<string, string>> = {},
  table = source,
): Promise<void> {
  const rows = source === table ? `pitchwright_ledger.${source}` : source;
  for (let offset = 0; ; offset += PAGE) {
    // Nobody writes to it meanwhile: this process has it alone.
    const page = await read<{ row: string }>(
      `SELECT row_to_json(t)::text AS row FROM ${rows} AS t ${where} ORDER BY ${key} LIMIT ${PAGE} OFFSET ${offset}`,
    );
    if (page.length === 0) return;
    const list = page.map(({ row }) => ({ ...JSON.parse(row), ...changes }));
    await write(
      `INSERT INTO pitchwright_ledger.${table}
       SELECT * FROM jsonb_populate_recordset(NULL::pitchwright_ledger.${table}, $1::text::jsonb) ${conflict}`,
      [JSON.stringify(list)],
    );
  }
}
