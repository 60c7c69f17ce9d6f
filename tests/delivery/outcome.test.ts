import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backoff, RECIPIENT } from '../../src/delivery/backoff.ts';
import type { Receipt } from '../../src/delivery/channels/channel.ts';
import { outcomeOf } from '../../src/delivery/outcome.ts';

const now = new Date('2026-11-22T09:00:00Z');
const rules = { attempts: 4, now, random: () => 1 };
const delivery = (attempts = 0) => ({ customerId: 'C1', attempts });
const because = { code: '450 4.2.2', reason: 'mailbox full' };

describe('what the ledger records', () => {
  test('accepted is sent, with what the channel said', () => {
    const receipt: Receipt = { kind: 'accepted', id: 'A1', detail: '250 2.0.0 Ok' };
    expect(outcomeOf(delivery(), 'smtp', receipt, rules)).toEqual({
      customerId: 'C1',
      channel: 'smtp',
      state: 'sent',
      receipt: 'A1',
      reason: '250 2.0.0 Ok',
    });
  });

  test('deferred waits longer each time, and is given up in the end', () => {
    const waits = [0, 1, 2].map((attempts) => {
      const outcome = outcomeOf(delivery(attempts), 'smtp', { kind: 'deferred', ...because }, rules);
      return outcome.state === 'queued' ? (outcome.due.getTime() - now.getTime()) / 60_000 : outcome.state;
    });
    expect(waits).toEqual([1, 2, 4]);
    expect(outcomeOf(delivery(3), 'smtp', { kind: 'deferred', ...because }, rules)).toMatchObject({
      state: 'failed',
      reason: 'mailbox full (given up after 4 attempts)',
    });
  });

  test('a server that says when to come back is believed', () => {
    const receipt: Receipt = { kind: 'deferred', afterMs: 300_000, ...because };
    expect(outcomeOf(delivery(), 'smtp', receipt, rules)).toMatchObject({
      due: new Date('2026-11-22T09:05:00Z'),
      counts: true,
    });
  });

  test.each(['busy', 'exhausted', 'down', 'stop'] as const)(
    '%s says nothing about the recipient: back into the queue, no attempt counted',
    (kind) => {
      const outcome = outcomeOf(delivery(3), 'smtp', { kind, code: '421', reason: 'later' }, rules);
      expect(outcome).toMatchObject({ state: 'queued', due: now, counts: false });
    },
  );

  test.each(['rejected', 'unknown'] as const)('%s is final', (kind) => {
    const receipt = { kind, code: '550', reason: 'no', suppress: false } as Receipt;
    expect(outcomeOf(delivery(), 'smtp', receipt, rules).state).toBe(kind);
  });
});

test('a back-off grows up to its limit, and its jitter takes half away at most', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
      const wait = backoff(attempt, RECIPIENT, () => chance);
      const ceiling = Math.min(RECIPIENT.most, RECIPIENT.first * 2 ** attempt);
      expect(wait).toBeGreaterThanOrEqual(Math.floor(ceiling / 2));
      expect(wait).toBeLessThanOrEqual(ceiling);
    }),
  );
});
