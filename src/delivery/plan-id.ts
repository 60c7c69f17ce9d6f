import { createHash } from 'node:crypto';
import type { Plan } from './plan.ts';

/**
 * SHA-256 over what a plan says, but not over when: the moment it was made and the times counted from it. Lists are
 * written in a fixed order of fields, so that it does not depend on how an object was put together.
 */
export function planId(plan: Omit<Plan, 'id'>): string {
  const hash = createHash('sha256');
  const add = (...values: readonly unknown[]) => hash.update(`${JSON.stringify(values)}\n`);
  add('plan', plan.version, plan.campaign, plan.title, plan.isSample, plan.asOf, plan.template, plan.images);
  add(plan.channels, plan.from.name, plan.from.address, plan.replyTo, plan.attachments, plan.timeZone);
  add(plan.notes, plan.audience, plan.perSecond ?? null);
  for (const [name, digest] of Object.entries(plan.inputs).sort(([a], [b]) => (a < b ? -1 : 1))) {
    add('input', name, digest);
  }
  for (const { id, addressHash, segment, behavior, locale, subject, ...each } of plan.recipients) {
    add('to', id, addressHash, segment, behavior, locale, subject);
    add(each.sha256, each.attachments, each.htmlBytes, each.mailBytes);
  }
  for (const { id, segment, code, detail } of plan.excluded) add('not', id, segment, code, detail);
  return hash.digest('hex');
}

/** A plan made again from the same inputs is the same plan, at other times. */
export const editionOf = ({ id, madeAt }: Pick<Plan, 'id' | 'madeAt'>) => `${id} ${madeAt}`;
