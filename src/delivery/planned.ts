import { PitchwrightError } from '../errors.ts';
import { EXCLUSIONS, type Plan } from './plan.ts';

/** @throws PitchwrightError `CUSTOMER_NOT_PLANNED` when the plan does not write to this customer. */
export function demandPlanned(plan: Plan, customer: string): void {
  if (!plan.recipients.some(({ id }) => id === customer)) throw notPlanned(plan, customer);
}

/** Why there is nothing to send to this customer, or, without one, to anybody. */
export function notPlanned({ campaign, excluded }: Plan, customer: string | undefined): PitchwrightError {
  if (customer === undefined) {
    return new PitchwrightError('CUSTOMER_NOT_PLANNED', `${campaign} is planned for nobody`, {
      hint: 'look at its audience and at who is left out, and plan again',
    });
  }
  const out = excluded.find(({ id }) => id === customer);
  return new PitchwrightError(
    'CUSTOMER_NOT_PLANNED',
    out
      ? `${customer} is left out of ${campaign}: ${EXCLUSIONS[out.code]}`
      : `${customer} is not in the audience of ${campaign}`,
    { hint: `npm run status -- ${campaign} --customer ${customer} says more` },
  );
}
