import type { Plan } from './plan.ts';

/**
 * Whether a plan that was made before still says all that one made now would: the same mails to the same people, at times
 * that still hold. A time holds when it would be chosen again, or when it has come and the mail may leave right now.
 */
export function isSamePlan(before: Plan, made: Plan): boolean {
  if (before.id !== made.id) return false;
  return made.recipients.every(({ due }, at) => {
    const earlier = before.recipients[at]?.due;
    return earlier === due || (earlier !== undefined && earlier <= made.madeAt && due === made.madeAt);
  });
}
