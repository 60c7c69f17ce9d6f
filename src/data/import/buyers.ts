/** What an order says about somebody of whom no file of customers knows it. */
export interface Buyer {
  readonly name: string;
  readonly city: string;
  readonly zone: string;
}

interface Heard extends Buyer {
  /** Of the order that gave the name, and of that which gave the place; -1 for none. */
  readonly namedAt: number;
  readonly placedAt: number;
}

/** What orders say about their buyers. What the latest of them fills in counts, in whatever order they are read. */
export class Buyers {
  readonly #heard = new Map<number, Heard>();

  has(customer: number): boolean {
    return this.#heard.has(customer);
  }

  of(customer: number): Buyer | undefined {
    return this.#heard.get(customer);
  }

  /** @param at minutes since 1970. Of two at once the one that is read later counts. */
  hear(customer: number, { name, city, zone }: Buyer, at: number): void {
    const before = this.#heard.get(customer) ?? NOTHING;
    const isNamed = name !== '' && at >= before.namedAt;
    const isPlaced = (city !== '' || zone !== '') && at >= before.placedAt;
    this.#heard.set(customer, {
      name: isNamed ? name : before.name,
      namedAt: isNamed ? at : before.namedAt,
      city: (isPlaced && city) || before.city || city,
      zone: (isPlaced && zone) || before.zone || zone,
      placedAt: isPlaced ? at : before.placedAt,
    });
  }
}

const NOTHING: Heard = { name: '', city: '', zone: '', namedAt: -1, placedAt: -1 };
