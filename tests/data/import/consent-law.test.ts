import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalAddress } from '../../../src/data/canonical-address.ts';
import { importAll } from './_import.ts';

describe('whoever ever said no', () => {
  const consent = fc.constantFrom('yes', 'no', '');
  const email = fc.constantFrom(
    '',
    'a@example.com',
    'B@Example.com',
    'b@example.com',
    'm@büro.example',
    'm@xn--bro-hoa.example',
  );
  const id = fc.constantFrom('', '1', '2', '3');
  const date = fc.constantFrom('2024-01-02', 'garbage');
  const name = fc.constantFrom('A', '', 'A\uFFFD');
  const row = fc.record({ id, email, name, date, consent });
  const imports = fc.array(
    fc.record({ customers: fc.array(row, { maxLength: 6 }), orders: fc.array(row, { maxLength: 4 }) }),
    { minLength: 1, maxLength: 3 },
  );

  it('is not subscribed in any import after it', async () => {
    await fc.assert(
      fc.asyncProperty(imports, async (rounds) => {
        const no = { ids: new Set<string>(), emails: new Set<string>() };
        let keys: ReadonlySet<string> = new Set();
        for (const { customers, orders } of rounds) {
          const files = {
            'c.csv': `id,email,name,joined,newsletter\n${customers.map((each) => `${each.id},${each.email},${each.name},${each.date},${each.consent}\n`).join('')}`,
            'o.csv': `order_id,customer_id,email,name,order_date,product,amount,newsletter\n${orders.map((each, at) => `${at},${each.id},${each.email},${each.name},${each.date},Tea,1.00,${each.consent}\n`).join('')}`,
          };
          const made = await importAll(files, { withdrawn: { addresses: keys, ids: keys } }).catch(
            () => undefined,
          );
          if (!made) continue;
          keys = new Set(made.withdrawn);
          for (const each of [...customers, ...orders]) {
            if (each.consent !== 'no') continue;
            if (each.id) no.ids.add(each.id);
            if (each.email) no.emails.add(canonicalAddress(each.email));
          }
          for (const found of made.customers) {
            if (found.email_consent !== 'subscribed') continue;
            expect(no.ids).not.toContain(found.customer_id);
            expect(no.emails).not.toContain(canonicalAddress(found.email as string));
          }
        }
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
