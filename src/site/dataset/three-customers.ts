import type { Person } from './survey.ts';

export interface Pick {
  readonly id: string;
  /** A heading: why this one. */
  readonly because: string;
}

/**
 * Three customers who say the most about a dataset: who ordered most, somebody in the middle, and somebody of whom the
 * files say little. Each turn gives the next ones; after the last it begins again.
 */
export function threeCustomers(people: readonly Person[], turn: number): readonly Pick[] {
  const buyers = people.filter(({ orders }) => orders > 0);
  const most = ranked(buyers.length > 0 ? buyers : people, ({ orders }) => -orders);
  const median = most[Math.floor(most.length / 2)]?.orders ?? 0;
  const typical = ranked(most, ({ orders }) => Math.abs(orders - median));
  const little = ranked(people, ({ gaps, orders }) => -gaps * 1000 + orders);
  const picks: Pick[] = [];
  const take = (list: readonly Person[], because: (person: Person) => string) => {
    for (let step = 0; step < list.length; step += 1) {
      const person = list[(turn + step) % list.length] as Person;
      if (picks.some(({ id }) => id === person.id)) continue;
      picks.push({ id: person.id, because: because(person) });
      return;
    }
  };
  take(most, ({ orders }) => (turn === 0 ? 'Most orders' : orders === 1 ? 'One order' : 'Many orders'));
  take(typical, () => 'Typical');
  take(little, () => 'Little known');
  return picks;
}

/** The lowest first; equal ones as they stand. */
const ranked = (people: readonly Person[], of: (person: Person) => number) =>
  people
    .map((person) => [of(person), person] as const)
    .sort(([a], [b]) => a - b)
    .map(([, person]) => person);
