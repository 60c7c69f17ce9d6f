import type { Customer } from '../data/customer.ts';
import type { Day } from '../data/days.ts';
import type { Order } from '../data/order.ts';
import { SEGMENTS, type Segment } from '../data/vocabulary.ts';
import { type ModelCounts, PAIR_SUPPORT } from './counts.ts';
import { compare } from './history.ts';
import { createNumberSet } from './number-set.ts';
import { createRecentDays } from './recent-days.ts';

/** Counts for the model what passes by, row by row, in any order. */
export interface Tally {
  addCustomer(customer: Pick<Customer, 'customer_id' | 'segment' | 'join_date'>): void;
  addOrder(order: Pick<Order, 'customer_id' | 'product_id' | 'order_date'>): void;
  /** @param asOf the analysis date, not before any date of the data; left out, the latest of them. */
  counts(asOf?: Day): ModelCounts;
}

/**
 * Counts what `countsOf` asks a store for, without a store; a property test holds the two equal. Products outside the
 * catalogue are left out, as the model leaves them out.
 *
 * Memory: an entry for each customer, 8 bytes for each product that somebody bought, and a number for each pair of
 * products that somebody bought.
 *
 * @param productIds of the catalogue.
 */
export function createTally(productIds: readonly string[]): Tally {
  const ids = [...productIds].sort(compare);
  const products = new Map(ids.map((id, index) => [id, index]));
  const people = new Map<string, number>();
  const segments: (number | undefined)[] = [];
  const bought = createNumberSet();
  const recent = createRecentDays(ids.length);
  let customers = 0;
  let latest: Day | undefined;

  const personOf = (id: string): number => {
    const known = people.get(id);
    if (known !== undefined) return known;
    people.set(id, people.size);
    return people.size - 1;
  };
  const see = (day: Day) => {
    if (latest === undefined || day > latest) latest = day;
  };

  return {
    addCustomer({ customer_id, segment, join_date }) {
      segments[personOf(customer_id)] = SEGMENTS.indexOf(segment);
      customers += 1;
      see(join_date);
    },
    addOrder({ customer_id, product_id, order_date }) {
      see(order_date);
      const product = products.get(product_id);
      if (product === undefined) return;
      bought.add(personOf(customer_id) * ids.length + product);
      recent.add(product, order_date);
    },
    counts(asOf = latest ?? '1970-01-01') {
      const buyers = SEGMENTS.map(() => new Uint32Array(ids.length));
      const both = ids.map(() => new Map<number, number>());
      let basket: number[] = [];
      let owner = -1;
      for (const entry of bought.sorted()) {
        const product = entry % ids.length;
        const person = (entry - product) / ids.length;
        if (person !== owner) basket = [];
        owner = person;
        for (const other of basket) {
          const partners = both[other] as Map<number, number>;
          partners.set(product, (partners.get(product) ?? 0) + 1);
        }
        basket.push(product);
        const ofSegment = buyers[segments[person] ?? -1];
        if (ofSegment) ofSegment[product] = (ofSegment[product] as number) + 1;
      }
      const idOf = (product: number) => ids[product] as string;
      return {
        asOf,
        customers,
        buyers: buyers.flatMap((ofSegment, at) =>
          [...ofSegment].flatMap((count, product) =>
            count === 0
              ? []
              : [{ product_id: idOf(product), segment: SEGMENTS[at] as Segment, buyers: count }],
          ),
        ),
        pairs: both.flatMap((partners, one) =>
          [...partners].flatMap(([other, count]) =>
            count < PAIR_SUPPORT ? [] : [{ one: idOf(one), other: idOf(other), both: count }],
          ),
        ),
        trends: ids.flatMap((product_id, product) => {
          const counted = recent.windows(product, asOf);
          return counted.recent + counted.previous === 0 ? [] : [{ product_id, ...counted }];
        }),
      };
    },
  };
}
