import type { RfmGroup } from '../analytics/rfm-groups.ts';
import type { Customer } from '../data/customer.ts';
import type { Product } from '../data/product.ts';
import type { Claim, Pitch } from '../pitch/pitch.ts';
import { slot } from '../pitch/slot.ts';
import { ago } from './day-words.ts';

/** The one thing to do next for a customer. */
export interface NextAction {
  /** An instruction: `Win them back with the Clay teapot`. */
  readonly title: string;
  /** The facts it rests on, in one or two sentences. */
  readonly because: string;
}

/** What the choice of the next action is made from. */
export interface Situation {
  readonly customer: Customer;
  readonly recommendations: Pitch['recommendations'];
  /** Undefined without orders. */
  readonly group: RfmGroup | undefined;
  /** Days on which they ordered. */
  readonly orders: number;
  readonly daysSinceLast: number | undefined;
  readonly products: ReadonlyMap<string, Product>;
  /** The label of an interest. */
  readonly interestOf: (interest: string) => string;
}

/**
 * Chooses the next action: consent outranks everything, then a refill that is due, then the first order, then what the
 * RFM group calls for. Titles ask; every clause of `because` repeats a fact of the situation.
 */
export function nextAction(situation: Situation): NextAction {
  const { customer, group } = situation;
  if (customer.email_consent === 'unsubscribed') {
    return { title: 'Do not write', because: 'They unsubscribed from e-mail: the next step is theirs.' };
  }
  if (customer.email === '') {
    return {
      title: 'Ask for their address, at the next occasion',
      because: 'There is no e-mail address on file, so no mail can go out.',
    };
  }
  if (customer.email_consent === 'unknown') {
    return {
      title: 'Ask whether you may write, at the next occasion',
      because: 'Their consent is not known, so no mail is to go out until they say yes.',
    };
  }
  const refill = dueRefill(situation);
  if (refill) {
    const { product, claim } = refill;
    return {
      title: `Remind them of the ${slot(product.name)}`,
      because: `They last bought it ${ago(claim.daysAgo)}, and it lasts about ${product.refill_days} days.${timing(customer)}`,
    };
  }
  if (group === undefined) return firstOrder(situation);
  return {
    title: BY_GROUP[group](firstPick(situation)),
    because: `${history(situation)}, put${situation.orders === 1 ? 's' : ''} them in the group “${group}”.${timing(customer)}`,
  };
}

/** @param pick `the Clay teapot` */
const BY_GROUP: Readonly<Record<RfmGroup, (pick: string) => string>> = {
  Champions: (pick) => `Thank them, and show them ${pick} before others see it`,
  Steady: (pick) => `Reward their loyalty with ${pick}`,
  'Potential loyalists': (pick) => `Help it become a habit: suggest ${pick}`,
  'First-timers': (pick) => `Make them feel at home, and suggest ${pick} next`,
  Promising: (pick) => `Keep the conversation going with ${pick}`,
  'Need attention': (pick) => `Give them a reason to look in: ${pick}`,
  'About to sleep': (pick) => `Write before they drift away, with ${pick}`,
  Slipping: (pick) => `Win them back with ${pick}`,
  'Cannot lose': (pick) => `Write to them in person, and offer ${pick}`,
  Hibernating: (pick) => `Say hello once, with ${pick}, and leave it at that`,
};

function firstOrder(situation: Situation): NextAction {
  const { customer, recommendations, interestOf } = situation;
  const interest = recommendations[0]?.claims.find((claim) => claim.kind === 'interest')?.interest;
  const served = interest === undefined ? '' : ` It serves their interest in ${interestOf(interest)}.`;
  return {
    title: `Help them to a first order: ${firstPick(situation)}`,
    because: `They are on file, but have not ordered yet.${served}${timing(customer)}`,
  };
}

function dueRefill({ recommendations, products }: Situation) {
  for (const { productId, claims } of recommendations) {
    const claim = claims.find((each): each is Extract<Claim, { kind: 'refill' }> => each.kind === 'refill');
    const product = products.get(productId);
    if (claim && product) return { product, claim };
  }
  return undefined;
}

function firstPick({ recommendations, products }: Situation): string {
  const id = recommendations[0]?.productId ?? '';
  return `the ${slot(products.get(id)?.name ?? id)}`;
}

function history({ orders, daysSinceLast = 0 }: Situation): string {
  return orders === 1
    ? `One order, ${ago(daysSinceLast)}`
    : `${orders} orders, the last ${ago(daysSinceLast)}`;
}

/** Nothing where the time was worked out: nobody said that they prefer it. */
const timing = ({ preferred_contact_time: time, derived }: Customer) =>
  derived.includes('preferred_contact_time') ? '' : ` They prefer to hear from you in the ${time}.`;
