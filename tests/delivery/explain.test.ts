import { describe, expect, test } from 'vitest';
import { feedbackLine, plannedLine, utcMinute } from '../../src/delivery/explain.ts';
import { idsOf, planOf, record } from './_plan-world.ts';

const AT = new Date('2026-11-23T08:00:59Z');

describe('the words of status', () => {
  test('have one form of time', () => {
    expect(utcMinute(AT.toISOString())).toBe('2026-11-23 08:00 UTC');
  });

  test('say what came back, and when', () => {
    const event = { campaign: 'note', customerId: 'P03', kind: 'bounced', at: AT } as const;
    expect(feedbackLine({ ...event, code: '5.1.1', detail: '550 5.1.1 no such user' })).toBe(
      '2026-11-23 08:00 UTC bounced: 550 5.1.1 no such user',
    );
    expect(feedbackLine({ ...event, code: '5.1.1', detail: '' })).toBe(
      '2026-11-23 08:00 UTC bounced (5.1.1)',
    );
  });

  test('say of a plan that it waits, and how it is carried out', async () => {
    const plan = await planOf([
      record({ customer_id: 'A' }),
      record({ customer_id: 'B', email: 'b@example.com' }),
    ]);
    expect(idsOf(plan)).toHaveLength(2);
    const opening = `planned at ${utcMinute(plan.madeAt)}, 2 to send, not`;
    const command = `npm run send -- ${plan.campaign}`;
    expect(plannedLine(plan, 'outbox')).toBe(`${opening} rehearsed yet → ${command}`);
    expect(plannedLine(plan, 'live')).toBe(`${opening} sent for real yet → ${command} --live`);
  });
});
