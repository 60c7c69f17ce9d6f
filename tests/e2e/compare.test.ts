import { join } from 'node:path';
import { expect } from 'vitest';
import { sidewaysOverflow, test } from './_browser.ts';
import { builtSite } from './_site.ts';
import { rowsOf } from './_site-files.ts';

const customers = await rowsOf(join((await builtSite()).data, 'customers.csv'));

test('two mails stand side by side: asked for by address, chosen by keyboard, swapped', async ({ visit }) => {
  const [first, , third] = customers.toSorted((a, b) =>
    String(a.customer_id) < String(b.customer_id) ? -1 : 1,
  );
  const page = await visit(`/compare/?a=${first?.customer_id}&b=new-impulse-buyer`);
  const names = page.locator('.whose a');
  const mails = () =>
    page.locator('.pair iframe').evaluateAll((all) => all.map((each) => each.getAttribute('src')));
  const mailOf = (row: typeof first) => `/customers/${row?.customer_id}/mail.html`;
  await page.locator('.whose', { hasText: first?.name as string }).waitFor();
  const [, typicalMail] = await mails();
  const typical = customers.find((row) => typicalMail === mailOf(row));
  expect([typical?.segment, typical?.buying_behavior]).toEqual(['New', 'impulse_buyer']);
  expect(await mails()).toEqual([mailOf(first), typicalMail]);

  const right = page.getByRole('combobox', { name: 'Right mail: a customer' });
  await right.fill(third?.customer_id as string);
  await page.locator('#found-b [aria-selected="true"]').waitFor();
  expect(await right.getAttribute('aria-activedescendant')).toBe('found-b-0');
  await right.press('Enter');
  await names.getByText(third?.name as string, { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Swap' }).click();
  await page.waitForURL(`**/compare/?a=${third?.customer_id}&b=${first?.customer_id}`);
  expect(await names.allTextContents()).toEqual([third?.name, first?.name]);
  expect(await mails()).toEqual([mailOf(third), mailOf(first)]);
  expect(await page.locator('.differences').first().textContent()).toContain(third?.name);

  await page.goto('/compare/?a=nobody-at-all');
  await page.getByRole('status').getByText('There is no customer and no variant “nobody-at-all”').waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await sidewaysOverflow(page)).toBe(0);
});
