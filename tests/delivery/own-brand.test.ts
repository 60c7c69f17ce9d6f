import { expect, test } from 'vitest';
import { readCopy } from '../../src/copy/read-copy.ts';
import { demandOwnBrand, sampleSender } from '../../src/delivery/own-brand.ts';

const { brand: sample } = await readCopy('content');
const own = {
  ...sample,
  name: 'Oak & Ember',
  sender: { name: 'Oak & Ember', email: 'hello@oak.test' },
  reply_to: 'care@oak.test',
  links: Object.fromEntries(
    Object.entries(sample.links).map(([name, link]) => [
      name,
      String(link).replaceAll('kachnarlane.example', 'oak.test'),
    ]),
  ) as typeof sample.links,
};
const campaign = (name = own.name) => ({ name: 'welcome', sender: { name } });

test('the made-up shop mails nobody', () => {
  expect(() => demandOwnBrand(sample, campaign('Kachnar Lane'))).toThrow(
    /welcome would go out as the made-up shop/,
  );
  expect(() => demandOwnBrand(own, campaign())).not.toThrow();
});

test('nor does its name at the head of a campaign, when the brand is another', () => {
  const meera = 'Meera at Kachnar Lane';
  expect(sampleSender(own, campaign(meera))).toBe(meera);
  expect(() => demandOwnBrand(own, campaign(meera))).toThrow(
    /welcome would go out as “Meera at Kachnar Lane”/,
  );
  expect(sampleSender(sample, campaign(meera))).toBeUndefined();
  expect(sampleSender(own, campaign('Meera at Oak & Ember'))).toBeUndefined();
});
