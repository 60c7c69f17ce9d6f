import type { Env } from '../env.ts';
import type { Plan } from './plan.ts';
import { type Inputs, planInputs, SETTINGS } from './plan-inputs.ts';

/**
 * What moved since a plan was made, in sentences: `content/locales/en/subjects.yaml changed`. None: the plan still holds.
 * @throws PitchwrightError as `planInputs` does.
 */
export async function checkDrift(
  plan: Pick<Plan, 'campaign' | 'inputs'>,
  env: Parameters<typeof planInputs>[0],
  root?: string,
): Promise<readonly string[]> {
  return driftOf(plan.inputs, await planInputs(env, plan.campaign, root), env.SITE_URL);
}

/** @param siteUrl what it is now; the one setting whose value may be said. */
export function driftOf(before: Inputs, now: Inputs, siteUrl: Env['SITE_URL']): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return names
    .filter((name) => before[name] !== now[name])
    .map((name) => {
      const isSetting = (SETTINGS as readonly string[]).includes(name);
      if (now[name] === undefined) return isSetting ? `${name} is not set any more` : `${name} is gone`;
      if (name === 'SITE_URL') return `SITE_URL is now ${siteUrl}`;
      if (before[name] === undefined) return isSetting ? `${name} is set now` : `${name} is new`;
      return `${name} changed`;
    });
}
