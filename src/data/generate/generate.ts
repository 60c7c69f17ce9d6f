import type { Customer } from '../customer.ts';
import type { Day } from '../days.ts';
import type { Order } from '../order.ts';
import { type Assortment, type Stock, stockAssortment } from './assortment.ts';
import { type Calendar, drawUpCalendar } from './calendar.ts';
import { castRoles, type Role } from './cast.ts';
import { drawEngagement } from './engagement.ts';
import { drawHistory, type History } from './history.ts';
import { openPeople, type Person } from './person.ts';
import { Random } from './random.ts';
import { TEMPERAMENTS } from './temperament.ts';

export interface GenerateOptions {
  readonly customers: number;
  /** Any whole number; the same one gives the same people. */
  readonly seed: number;
  /** The analysis date. The history reaches three years back from it. */
  readonly asOf: Day;
  readonly catalogue: Stock;
}

export interface CustomerWithOrders {
  readonly customer: Customer;
  /** At least one; by date, then by id. */
  readonly orders: readonly Order[];
}

/**
 * Invented customers with what they bought, one after the other: memory stays flat. A customer depends on its place,
 * the seed, the analysis date and the catalogue, never on how many are asked for.
 */
export function* generateCustomers(options: GenerateOptions): Generator<CustomerWithOrders, void, undefined> {
  const { customers, seed, asOf, catalogue } = options;
  const calendar = drawUpCalendar(asOf);
  const assortment = stockAssortment(catalogue, calendar);
  const drawPerson = openPeople();
  const roles = castRoles(seed);
  for (let index = 0; index < customers; index += 1) {
    const role = roles.next().value as Role;
    const random = new Random(seed, index);
    const person = drawPerson(random, index);
    const history = drawHistory(random, assortment, calendar, role);
    const id = `C${String(index + 1).padStart(7, '0')}`;
    yield {
      customer: describeCustomer(random, calendar, { id, role, person, history }),
      orders: listOrders(assortment, calendar, id, history),
    };
  }
}

function describeCustomer(
  random: Random,
  calendar: Calendar,
  { id, role, person, history }: { id: string; role: Role; person: Person; history: History },
): Customer {
  const { joined, interests, purchases, spend } = history;
  const { contactTimes, painPoints } = TEMPERAMENTS[role.behavior];
  const daysSinceLastOrder = calendar.last - purchases.at(-1)!.day;
  const { score, responseRate } = drawEngagement(random, { daysSinceLastOrder, orders: purchases.length });
  return {
    customer_id: id,
    name: person.name,
    email: person.email,
    segment: role.segment,
    interests,
    city: person.city,
    join_date: calendar.days[joined]!,
    engagement_score: score,
    preferred_contact_time: random.weightedKey(contactTimes),
    pain_points: random.weightedKeys(painPoints, random.weightedIndex([4, 42, 36, 18])),
    buying_behavior: role.behavior,
    response_rate: responseRate,
    lifetime_value: spend,
    locale: person.locale,
    time_zone: 'Asia/Kolkata',
    email_consent: person.consent,
    derived: [],
  };
}

function listOrders(
  { products }: Assortment,
  { days }: Calendar,
  id: string,
  { purchases }: History,
): Order[] {
  return purchases.map(({ day, product, quantity, amount }, at) => ({
    // Two digits, so that ids sort by date as text.
    order_id: `${id}-${String(at + 1).padStart(2, '0')}`,
    customer_id: id,
    order_date: days[day]!,
    product_id: products[product]!.id,
    category: products[product]!.category,
    quantity,
    amount,
  }));
}
