import type { Query } from './database.ts';
import type { Guard, Objected, RunKey } from './ledger.ts';

/**
 * Who of these must not be mailed any more, whatever the plan said: their address was suppressed, somebody else got the
 * campaign at it, or it got so much other mail that the cap is reached. Rehearsals know suppressions only.
 */
export function objectionsTo(
  query: Query,
  run: RunKey,
  customerIds: readonly string[],
  { cap }: Guard,
): Promise<readonly Objected[]> {
  return query<Objected>(OBJECTIONS, [
    run.campaign,
    run.lane,
    customerIds,
    cap?.count ?? null,
    cap?.days ?? 0,
    cap?.words ?? '',
  ]);
}

/** What is on its way counts as mailed. */
const MAILED = `other.lane = 'live' AND other.state IN ('sending', 'sent', 'unknown') AND other.address_hash = mine.address_hash`;

const OBJECTIONS = `
  WITH mine AS (
    SELECT customer_id, address_hash FROM pitchwright_ledger.delivery
    WHERE campaign = $1 AND lane = $2 AND customer_id = ANY ($3::text[]))
  SELECT customer_id AS "customerId", 'suppressed' AS code, reason || ' since the plan' AS reason
  FROM mine JOIN pitchwright_ledger.suppression USING (address_hash)
  UNION ALL
  SELECT customer_id, 'already_mailed', 'somebody with the same address got it'
  FROM mine WHERE $2 = 'live' AND EXISTS (
    SELECT 1 FROM pitchwright_ledger.delivery AS other
    WHERE ${MAILED} AND other.campaign = $1 AND other.customer_id <> mine.customer_id)
  UNION ALL
  SELECT customer_id, 'capped', 'got other mail since the plan; the cap is ' || $6::text
  FROM mine WHERE $2 = 'live' AND $4::integer <= (
    SELECT count(*) FROM pitchwright_ledger.delivery AS other
    WHERE ${MAILED} AND other.campaign <> $1
      AND (other.state = 'sending' OR other.sent_at >= clock_timestamp() - make_interval(days => $5::integer)))`;
