import { beforeAll, describe, expect, test } from 'vitest';
import type { Plan } from '../../src/delivery/plan.ts';
import { planId } from '../../src/delivery/plan-id.ts';
import { planOf, record } from './_plan-world.ts';

let plan: Plan;
beforeAll(async () => {
  const people = [record({ customer_id: 'A' }), record({ customer_id: 'B', email_consent: 'unknown' })];
  plan = await planOf(people, { rate: '1 per second' });
});

/** The same plan with one value changed, wherever it is: text gets a letter, numbers grow. */
function variants(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return [`${value}x`];
  if (typeof value === 'number') return [value + 1];
  if (typeof value === 'boolean') return [!value];
  if (Array.isArray(value)) {
    return [
      value.slice(1),
      ...value.flatMap((item, at) => variants(item).map((other) => value.with(at, other))),
    ].filter((other) => JSON.stringify(other) !== JSON.stringify(value));
  }
  return Object.entries(value as object).flatMap(([key, item]) =>
    variants(item).map((other) => ({ ...(value as object), [key]: other })),
  );
}

const isOfTime = (path: string) => /^(id|madeAt|waves|estimatedSeconds)$/.test(path);

describe('the id of a plan', () => {
  test('is that of its contents', () => {
    expect(plan.id).toBe(planId(plan));
    expect(plan.id).toMatch(/^[0-9a-f]{64}$/);
  });

  test('changes with everything a plan says', () => {
    let count = 0;
    for (const [key, value] of Object.entries(plan)) {
      if (isOfTime(key)) continue;
      for (const other of variants(value)) {
        if (JSON.stringify(other).includes('Zx"')) continue;
        expect([key, other, planId({ ...plan, [key]: other })]).not.toContain(plan.id);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(50);
  });

  test('does not change with the clock', () => {
    const recipients = plan.recipients.map((each) => ({ ...each, due: '2030-01-01T00:00:00.000Z' }));
    const later = { madeAt: '2030-01-01T00:00:00.000Z', recipients, waves: [], estimatedSeconds: 9 };
    expect(planId({ ...plan, ...later })).toBe(plan.id);
  });

  test('does not depend on the order of keys', () => {
    const turn = <T extends object>(value: T) => Object.fromEntries(Object.entries(value).reverse()) as T;
    const turned = turn({ ...plan, inputs: turn(plan.inputs), recipients: plan.recipients.map(turn) });
    expect(planId(turned)).toBe(plan.id);
  });
});
