import { CHUNK, chunks } from './chunks.ts';
import { putBack } from './claim.ts';
import { type Database, owning, type Query, sharing } from './database.ts';
import type { Outcome, Planned, RunKey, State } from './ledger.ts';
import { plainWords } from './plain-words.ts';
import type { Job, Queue } from './queue.ts';

/** As `Ledger.settle`. */
export async function settle(
  { transaction }: Database,
  queue: Queue,
  run: RunKey,
  outcomes: readonly Outcome[],
  worker?: string,
): Promise<void> {
  const last = new Map<string, Outcome>();
  for (const outcome of outcomes) {
    if (last.get(outcome.customerId)?.state !== 'sent') last.set(outcome.customerId, outcome);
  }
  if (last.size === 0) return;
  await queue.ready(run);
  await transaction(async (query) => {
    const rows = await query<Settled>(SETTLE, [
      run.campaign,
      run.lane,
      JSON.stringify([...last.values()].map(toRow)),
      worker ?? null,
    ]);
    const [again, over] = [
      rows.filter(({ state }) => state === 'queued'),
      rows.filter(({ state }) => state !== 'queued'),
    ];
    await queue.remove(
      query,
      run,
      over.map(({ customerId }) => customerId),
    );
    await putBack(query, queue, run, again);
  }, sharing(run));
}

type Settled = Job & { readonly state: State };

function toRow(outcome: Outcome): object {
  const { customerId, channel, state, reason } = outcome;
  const base = { customerId, channel, state, reason: plainWords(reason), code: '', receipt: '' };
  if (outcome.state === 'sent') return { ...base, receipt: plainWords(outcome.receipt), counts: true };
  const code = plainWords(outcome.code);
  if (outcome.state !== 'queued') return { ...base, code, counts: outcome.state !== 'skipped' };
  return { ...base, code, counts: outcome.counts, due: outcome.due };
}

/** An attempt counts once: what is `unknown` was counted when it became so. */
const SETTLE = `
  UPDATE pitchwright_ledger.delivery AS row SET
    state = ended.state, channel = ended.channel, code = ended.code, reason = ended.reason, receipt = ended.receipt,
    due = coalesce(ended.due, row.due),
    attempts = row.attempts + CASE WHEN ended.counts AND row.state IN ('claimed', 'sending') THEN 1 ELSE 0 END,
    sent_at = CASE WHEN ended.state IN ('sent', 'unknown') THEN coalesce(row.sent_at, clock_timestamp()) END,
    at = clock_timestamp(),
    worker = CASE WHEN ended.state <> 'queued' THEN row.worker END
  FROM jsonb_to_recordset($3::text::jsonb) AS ended ("customerId" text, channel text, state text, code text, reason text,
    receipt text, counts boolean, due timestamptz)
  WHERE row.campaign = $1 AND row.lane = $2 AND row.customer_id = ended."customerId" AND CASE
    WHEN ended.state = 'sent' THEN row.state <> 'sent'
    WHEN $4::text IS NULL THEN row.state = 'unknown' AND ended.state <> 'skipped'
    ELSE row.state IN ('claimed', 'sending') AND row.worker = $4 END
  RETURNING row.customer_id AS "customerId", row.state, row.due`;

/** As `Ledger.requeue`. */
export async function requeue(
  { transaction }: Database,
  queue: Queue,
  run: RunKey,
  states: readonly State[],
  rows: readonly Planned[],
): Promise<number> {
  await queue.ready(run);
  return transaction(async (query: Query) => {
    let count = 0;
    for await (const chunk of chunks(rows, CHUNK)) {
      const jobs = await query<Job>(REQUEUE, [run.campaign, run.lane, JSON.stringify(chunk), states]);
      await putBack(query, queue, run, jobs);
      count += jobs.length;
    }
    return count;
  }, owning(run));
}

const REQUEUE = `
  UPDATE pitchwright_ledger.delivery AS row SET
    state = 'queued', attempts = CASE WHEN row.state = 'unknown' THEN row.attempts ELSE 0 END,
    address_hash = planned."addressHash", sha256 = planned.sha256, message_id = planned."messageId",
    segment = planned.segment, behavior = planned.behavior, due = planned.due,
    code = '', reason = '', sent_at = NULL, worker = NULL, at = clock_timestamp()
  FROM jsonb_to_recordset($3::text::jsonb) AS planned ("customerId" text, "addressHash" text, sha256 text,
    "messageId" text, segment text, behavior text, due timestamptz)
  WHERE row.campaign = $1 AND row.lane = $2 AND row.customer_id = planned."customerId" AND row.state = ANY ($4::text[])
    AND NOT EXISTS (
      SELECT 1 FROM pitchwright_ledger.suppression WHERE address_hash = planned."addressHash")
  RETURNING row.customer_id AS "customerId", row.due`;
