import { hash } from 'node:crypto';
import type { Ledger, Outcome, RunKey } from '../ledger/ledger.ts';
import type { WireEvent } from '../wire.ts';
import { addReports, noReport, type SyncReport } from './finding.ts';
import type { Judgement } from './judge.ts';
import { type AddressBook, optOut } from './opt-out.ts';
import { record } from './sync-mail.ts';

/** What the web app recorded after a cursor. */
export type Pull = (since: string) => Promise<{
  readonly events: readonly WireEvent[];
  readonly cursor: string;
  readonly more: boolean;
}>;

export interface WebAppParts {
  readonly ledger: Pick<Ledger, 'runs' | 'deliveries' | 'find' | 'suppress' | 'hear' | 'settle'>;
  readonly hashOf: AddressBook['hashOf'];
  readonly now: Date;
}

export interface WebAppReport extends SyncReport {
  /** Mails of which nobody knew whether they had gone out, and now we do. */
  readonly settled: number;
}

/**
 * Takes over what the web app knows: who unsubscribed on its page and what became of mails whose answer was lost. Told
 * twice, nothing happens twice.
 * @param cursor how far it was read. To ask from a cursor is to say that everything before it arrived, so it moves only
 * after a page is in the ledger.
 */
export async function syncWebApp(
  pull: Pull,
  cursor: { read(): Promise<string>; keep(cursor: string): Promise<void> },
  parts: WebAppParts,
): Promise<WebAppReport> {
  let total: WebAppReport = { ...noReport(), settled: 0 };
  let since = await cursor.read();
  for (;;) {
    const page = await pull(since);
    const report = await record(await judgementsOf(page.events, parts), parts.ledger);
    const settled = await settle(fatesIn(page.events), parts);
    total = { ...addReports(total, report), settled: total.settled + settled };
    if (page.cursor === since) return total;
    await cursor.keep(page.cursor);
    since = page.cursor;
    if (!page.more) return total;
  }
}

async function judgementsOf(
  events: readonly WireEvent[],
  parts: WebAppParts,
): Promise<readonly (Judgement & { readonly place: string })[]> {
  const judgements: (Judgement & { readonly place: string })[] = [];
  for (const event of events) {
    if (event.kind !== 'unsubscribed') continue;
    const source = 'unsubscribed on the page of the web app';
    judgements.push({
      place: 'the web app',
      ...(await optOut(event, new Date(event.at), parts.now, source, parts)),
    });
  }
  return judgements;
}

function fatesIn(events: readonly WireEvent[]): ReadonlyMap<string, 'sent' | 'failed'> {
  const fates = new Map<string, 'sent' | 'failed'>();
  for (const event of events)
    if (event.kind === 'sent' || event.kind === 'failed') fates.set(event.id, event.kind);
  return fates;
}

async function settle(
  fates: ReadonlyMap<string, 'sent' | 'failed'>,
  { ledger }: WebAppParts,
): Promise<number> {
  if (fates.size === 0) return 0;
  let settled = 0;
  for (const run of await ledger.runs()) {
    if (run.lane !== 'live') continue;
    const outcomes = await outcomesOf(run);
    if (outcomes.length === 0) continue;
    await ledger.settle(run, outcomes);
    settled += outcomes.length;
  }
  return settled;

  async function outcomesOf(run: RunKey): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const { customerId, messageId, channel } of await ledger.deliveries(run, { states: ['unknown'] })) {
      const state = channel === 'apps-script' ? fates.get(shortKey(messageId)) : undefined;
      if (state === undefined || channel === undefined) continue;
      const reason = `the web app recorded it as ${state}`;
      outcomes.push(
        state === 'sent'
          ? { customerId, channel, state, receipt: messageId, reason }
          : { customerId, channel, state, code: 'failed', reason },
      );
    }
    return outcomes;
  }
}

/** How the web app names a mail: as `shortKey` of `apps-script/keys.ts`. */
export const shortKey = (messageId: string) => hash('sha256', messageId, 'base64url').slice(0, 16);
