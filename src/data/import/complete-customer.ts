import type { Day } from '../days.ts';
import type { Derivable } from '../derived.ts';
import { DERIVABLE } from '../derived.ts';
import { printMoney } from '../fields.ts';
import { behaviorOf } from './behavior-rules.ts';
import { type Answer, consentOfAnswer } from './consent.ts';
import type { OwnWord } from './customer-row.ts';
import { printDay } from './dates.ts';
import { contactTimeOf, engagementOf } from './engagement.ts';
import type { Habits } from './habits.ts';
import type { SegmentRule } from './segment-rules.ts';
import { interestsOf } from './themes.ts';

/** What the files say about a customer, all of their rows together. */
export interface KnownCustomer {
  readonly id: string;
  /** The id was made here. */
  readonly isIdDerived: boolean;
  readonly name: string;
  readonly email: string;
  readonly city: string;
  /** The city stands on their orders only. */
  readonly isCityDerived: boolean;
  readonly answer: Answer;
  readonly joined: number;
  /** The day of their first order, also of one that came back; -1 without any. */
  readonly firstOrder: number;
  readonly lastActive: number;
  readonly lastOpen: number;
  readonly openedAt: number;
  readonly said: { readonly total: number; readonly orders: number };
  readonly words: Readonly<Record<OwnWord, string>>;
  readonly derived: readonly string[];
}

/** What completing needs beside the customer. */
export interface Completion {
  readonly asOf: number;
  readonly segmentOf: SegmentRule;
  tagsOf(product: number): readonly string[];
}

export type CustomerFields = Readonly<Record<string, string>> & { readonly customer_id: string };

/**
 * A row of `customers.csv`: what the files say, and what they do not say worked out from the orders. The column
 * `derived` names the latter.
 */
export function completeCustomer(
  known: KnownCustomer,
  habits: Habits,
  completion: Completion,
): CustomerFields {
  const { words, said } = known;
  const { asOf } = completion;
  const derived = new Set<string>(known.derived);
  const or = (column: Derivable, given: string, work: () => string): string => {
    if (given !== '') return given;
    derived.add(column);
    return work();
  };
  const joined = or('join_date', known.joined < 0 ? '' : printDay(known.joined), () =>
    printDay(known.firstOrder < 0 ? asOf : known.firstOrder),
  );
  const responseRate = or('response_rate', words.response_rate, () => '0');
  const last = habits.visits.at(-1) ?? (known.lastActive < 0 ? undefined : known.lastActive);
  if (said.total !== habits.spent) derived.add('lifetime_value');
  if (known.isIdDerived) derived.add('customer_id');
  if (known.isCityDerived) derived.add('city');
  const fields = {
    customer_id: known.id,
    name: or('name', known.name, () => `Customer ${known.id}`),
    email: known.email,
    segment: or('segment', words.segment, () =>
      completion.segmentOf({
        daysSinceJoining: daysSince(joined, asOf),
        orders: Math.max(habits.visits.length, said.orders),
        daysSinceLast: last === undefined ? undefined : Math.max(0, asOf - last),
        spend: Math.max(habits.spent, said.total),
      }),
    ),
    interests: or('interests', words.interests, () =>
      interestsOf(habits.products, completion.tagsOf).join('|'),
    ),
    city: known.city,
    join_date: joined,
    engagement_score: or('engagement_score', words.engagement_score, () =>
      String(
        engagementOf(habits, asOf, {
          lastSeen: known.lastActive,
          lastOpen: known.lastOpen,
          responseRate: Number(responseRate),
        }),
      ),
    ),
    preferred_contact_time: or('preferred_contact_time', words.preferred_contact_time, () =>
      contactTimeOf(habits, known.openedAt),
    ),
    pain_points: words.pain_points,
    buying_behavior: or('buying_behavior', words.buying_behavior, () => behaviorOf(habits)),
    response_rate: responseRate,
    lifetime_value: printMoney(habits.spent),
    locale: words.locale,
    time_zone: words.time_zone,
    email_consent: consentOfAnswer(known.answer),
  };
  // An empty value that stays empty was not worked out.
  if (fields.interests === '') derived.delete('interests');
  return { ...fields, derived: DERIVABLE.filter((column) => derived.has(column)).join('|') };
}

function daysSince(day: Day, asOf: number): number {
  return asOf - Math.round(Date.parse(day) / 86_400_000);
}
