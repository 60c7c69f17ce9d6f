import { type Counts, STATES } from '../../src/delivery/ledger/ledger.ts';
import type { RunSummary } from '../../src/delivery/run-summary.ts';

export const countsOf = (some: Partial<Counts>): Counts =>
  Object.fromEntries(STATES.map((state) => [state, some[state] ?? 0])) as Counts;

/** A live run of seven, all reached. */
export const SEVEN: RunSummary = {
  campaign: 'win-back',
  lane: 'live',
  planId: 'a'.repeat(64),
  startedAt: '2026-11-23T08:00:00.000Z',
  updatedAt: '2026-11-23T08:00:02.000Z',
  state: 'finished',
  because: '',
  counts: countsOf({ sent: 7 }),
  total: 7,
  channels: [],
  reasons: [],
  segments: [{ segment: 'VIP', sent: 7, failed: 0 }],
  happiness: { score: 100, level: '🌟 ECSTATIC!', message: '' },
  seconds: 2,
  sentNow: 7,
  next: undefined,
};
