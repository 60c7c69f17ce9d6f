import { CHUNK, chunks } from './chunks.ts';
import type { Database, Query } from './database.ts';
import type { Feedback, Ledger, Suppression } from './ledger.ts';
import { plainWords } from './plain-words.ts';

type SuppressionList = Pick<
  Ledger,
  'suppress' | 'unsuppress' | 'suppressions' | 'isSuppressed' | 'hear' | 'feedback'
>;

/** Who is never mailed again, and what came back. */
export function suppressionListOf({ query, transaction }: Database): SuppressionList {
  /** @returns how many of the rows were new, which `sql` says of each as `isNew`. */
  const writeAll = (rows: readonly object[], sql: string) =>
    transaction(async (query) => {
      let count = 0;
      for await (const chunk of chunks(rows, CHUNK)) {
        const written = await query<{ isNew: boolean }>(sql, [JSON.stringify(chunk)]);
        count += written.filter(({ isNew }) => isNew).length;
      }
      return count;
    });
  return {
    suppress: (entries) => {
      const first = new Map<string, Suppression>();
      for (const entry of entries) {
        const known = first.get(entry.addressHash);
        if (!known || entry.at < known.at) first.set(entry.addressHash, entry);
      }
      const rows = [...first.values()].map((entry) => ({ ...entry, source: plainWords(entry.source) }));
      return writeAll(rows, SUPPRESS);
    },
    unsuppress: async (addressHash) => {
      const gone = await query(
        'DELETE FROM pitchwright_ledger.suppression WHERE address_hash = $1 RETURNING 1 AS one',
        [addressHash],
      );
      return gone.length > 0;
    },
    suppressions: () => readSuppressions(query),
    isSuppressed: (addressHashes) =>
      readSuppressions(query, 'WHERE address_hash = ANY ($1::text[])', [addressHashes]),
    hear: (events) =>
      writeAll(
        events.map((event) => ({
          ...event,
          code: plainWords(event.code),
          detail: plainWords(event.detail),
        })),
        HEAR,
      ),
    feedback: (campaign) =>
      query<Feedback>(
        `SELECT campaign, customer_id AS "customerId", kind, code, detail, at FROM pitchwright_ledger.feedback
         WHERE campaign = $1 ORDER BY at, customer_id, kind, code`,
        [campaign],
      ),
  };
}

/** The earliest reason stays. */
const SUPPRESS = `
  INSERT INTO pitchwright_ledger.suppression AS old (address_hash, reason, source, at)
  SELECT "addressHash", reason, source, at
  FROM jsonb_to_recordset($1::text::jsonb) AS new ("addressHash" text, reason text, source text, at timestamptz)
  ON CONFLICT (address_hash) DO UPDATE SET reason = EXCLUDED.reason, source = EXCLUDED.source, at = EXCLUDED.at
  WHERE EXCLUDED.at < old.at
  RETURNING xmax = 0 AS "isNew"`;

const HEAR = `
  INSERT INTO pitchwright_ledger.feedback (campaign, customer_id, kind, code, detail, at)
  SELECT campaign, "customerId", kind, code, detail, at
  FROM jsonb_to_recordset($1::text::jsonb)
    AS new (campaign text, "customerId" text, kind text, code text, detail text, at timestamptz)
  ON CONFLICT DO NOTHING RETURNING true AS "isNew"`;

async function readSuppressions(
  query: Query,
  where = '',
  values: readonly unknown[] = [],
): Promise<ReadonlyMap<string, Suppression>> {
  const rows = await query<Suppression>(
    `SELECT address_hash AS "addressHash", reason, source, at FROM pitchwright_ledger.suppression ${where}`,
    values,
  );
  return new Map(rows.map((row) => [row.addressHash, row]));
}
