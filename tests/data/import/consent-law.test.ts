import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { canonicalAddress } from '../../../src/data/canonical-address.ts';
import { undoImport } from '../../../src/data/import-files/undo-import.ts';
import { isPitchwrightError } from '../../../src/errors.ts';
import { type Fields, importAll } from './_import.ts';
import { importInto } from './_into-folder.ts';

interface Row {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly date: string;
  readonly consent: string;
}

interface Round {
  readonly customers: readonly Row[];
  readonly orders: readonly Row[];
}

/** Mostly the first value: where everybody says no, or no row can be taken, nothing is left to go wrong. */
const mostly = (first: string, ...others: readonly string[]) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant(first) },
    { weight: 3, arbitrary: fc.constantFrom(...others) },
  );

const EMAILS = [
  'a@example.com',
  'B@Example.com',
  'b@example.com',
  'c@example.com',
  'm@büro.example',
  'm@xn--bro-hoa.example',
  '',
];
const row: fc.Arbitrary<Row> = fc.record({
  id: fc.constantFrom('1', '2', '3', '4', '5', '6', ''),
  email: fc.constantFrom(...EMAILS),
  name: mostly('A', '', 'A\uFFFD'),
  date: mostly('2024-01-02', 'garbage'),
  consent: mostly('yes', 'unsubscribed', 'no', 'x', ''),
});
const round: fc.Arbitrary<Round> = fc.record({
  customers: fc.array(row, { maxLength: 5 }),
  orders: fc.array(row, { maxLength: 2 }),
});

const filesOf = ({ customers, orders }: Round) => ({
  'c.csv': `id,email,name,joined,newsletter\n${customers.map((each) => `${each.id},${each.email},${each.name},${each.date},${each.consent}\n`).join('')}`,
  'o.csv': `order_id,customer_id,email,name,order_date,product,amount,newsletter\n${orders.map((each, at) => `${at},${each.id},${each.email},${each.name},${each.date},Tea,1.00,${each.consent}\n`).join('')}`,
});

/** Who unsubscribed so far, in whatever row, and by what else they are known. */
class Withdrawn {
  readonly #ids: Set<string>;
  readonly #emails: Set<string>;

  constructor(before?: Withdrawn) {
    this.#ids = new Set(before ? before.#ids : []);
    this.#emails = new Set(before ? before.#emails : []);
  }

  /**
   * @param rejected rows of `c.csv` that were not taken, as a spreadsheet counts. Rows that were taken and share an
   * address are one person: all of their ids are that person's.
   */
  learn({ customers, orders }: Round, written: readonly Fields[], rejected: ReadonlySet<number>): void {
    for (const { id, email, consent } of [...customers, ...orders]) {
      if (consent === 'unsubscribed') this.#add(id, email);
    }
    for (const found of written) {
      if (found.email_consent !== 'unsubscribed') continue;
      this.#add(found.customer_id as string, found.email as string);
      for (const [at, { id, email }] of customers.entries()) {
        const isTheirs = email !== '' && canonicalAddress(email) === canonicalAddress(found.email as string);
        if (isTheirs && !rejected.has(at + 2)) this.#add(id, email);
      }
    }
  }

  #add(id: string, email: string): void {
    if (id !== '') this.#ids.add(id);
    if (email !== '') this.#emails.add(canonicalAddress(email));
  }

  holdFor(written: readonly Fields[]): void {
    for (const found of written) {
      if (found.email_consent !== 'subscribed') continue;
      expect(this.#ids).not.toContain(found.customer_id);
      expect(this.#emails).not.toContain(canonicalAddress(found.email as string));
    }
  }
}

/** Within one import any row that is no yes counts, also a box that was never ticked and a word nobody understands. */
function holdWithin({ customers, orders }: Round, written: readonly Fields[]): void {
  const careful = [...customers, ...orders].filter(({ consent }) =>
    ['no', 'x', 'unsubscribed'].includes(consent),
  );
  const ids = careful.map(({ id }) => id).filter(Boolean);
  const emails = careful.flatMap(({ email }) => (email === '' ? [] : [canonicalAddress(email)]));
  for (const found of written) {
    if (found.email_consent !== 'subscribed') continue;
    expect(ids).not.toContain(found.customer_id);
    expect(emails).not.toContain(canonicalAddress(found.email as string));
  }
}

const rejectedIn = (
  rows: readonly { readonly file?: string; readonly row?: string | number }[],
  file: string,
) => new Set(rows.filter((each) => each.file === file).map((each) => Number(each.row)));

describe('whoever unsubscribed', () => {
  it('is not subscribed in any import after it, under any of their ids; within one, no row but a yes subscribes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 4 }), async (rounds) => {
        const law = new Withdrawn();
        let keys: ReadonlySet<string> = new Set();
        for (const each of rounds) {
          const made = await importAll(filesOf(each), { withdrawn: { addresses: keys, ids: keys } }).catch(
            () => undefined,
          );
          if (!made) continue;
          for (const key of keys) expect(made.withdrawn).toContain(key);
          keys = new Set(made.withdrawn);
          law.learn(each, made.customers, rejectedIn(made.rejected, 'c.csv'));
          law.holdFor(made.customers);
          holdWithin(each, made.customers);
        }
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  it('in an import that stands is not subscribed after it, whatever was undone', async () => {
    const step = fc.oneof({ weight: 2, arbitrary: round }, fc.constant('undo' as const));
    const home = await mkdtemp(join(tmpdir(), 'consent-law-'));
    let undone = 0;
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 6 }), async (steps) => {
        // What is there, and what an undo brings back.
        let [law, other] = [new Withdrawn(), new Withdrawn()];
        const folder = join(home, String(count));
        count += 1;
        const table = async (name: string) =>
          Papa.parse<Fields>(await readFile(join(folder, name), 'utf8').catch(() => ''), {
            header: true,
            skipEmptyLines: true,
            delimiter: ',',
          }).data;
        for (const each of steps) {
          const rejected: { readonly file: string; readonly row: number }[] = [];
          const onRejected = (row: (typeof rejected)[number]) => rejected.push(row);
          try {
            if (each === 'undo') await undoImport(folder);
            else await importInto(folder, Object.values(filesOf(each)), { onRejected });
          } catch (error) {
            if (isPitchwrightError(error)) continue;
            throw error;
          }
          const written = await table('customers.csv');
          if (each === 'undo') {
            undone += 1;
            [law, other] = [other, law];
          } else {
            [law, other] = [new Withdrawn(law), law];
            law.learn(each, written, rejectedIn(rejected, '0.csv'));
            holdWithin(each, written);
          }
          law.holdFor(written);
        }
      }),
      { numRuns: 40, seed: 7 },
    );
    await rm(home, { recursive: true });
    expect(undone).toBeGreaterThan(15);
  });

  it('is another than who was never ticked: a later yes subscribes them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('no', 'x', 'unsubscribed'), async (consent) => {
        const person = { id: '1', email: 'a@example.com', name: 'A', date: '2024-01-02' };
        const first = await importAll(filesOf({ customers: [{ ...person, consent }], orders: [] }));
        const keys = new Set(first.withdrawn);
        const second = await importAll(filesOf({ customers: [{ ...person, consent: 'yes' }], orders: [] }), {
          withdrawn: { addresses: keys, ids: keys },
        });
        const now = second.customers[0]?.email_consent;
        expect(now).toBe(consent === 'unsubscribed' ? 'unsubscribed' : 'subscribed');
      }),
      { numRuns: 10, seed: 7 },
    );
  });
});
