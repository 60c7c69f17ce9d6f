import { describe, expect, test } from 'vitest';
import { localeFor } from '../../src/copy/copy.ts';
import { readCopy } from '../../src/copy/read-copy.ts';
import { compileText, type Text, type Variables } from '../../src/copy/text.ts';
import { VARIABLES } from '../../src/copy/variables.ts';
import { type CampaignFile, readCampaigns } from '../../src/delivery/read-campaign.ts';
import { slot } from '../../src/pitch/slot.ts';

const copy = await readCopy('content');
const HOLE = '\u2003';
type Value = string | number | null;

/** A customer about whom everything is known. */
const FULL: Readonly<Record<string, Value>> = {
  'unsubscribe.token': 'C1~address~signature',
  'customer.id': 'C1',
  'customer.name': 'Asha Rao',
  'customer.first_name': 'Asha',
  'customer.city': 'Pune',
  'customer.interest': 'gardening',
  'customer.since': '2024',
  'customer.segment': 'VIP',
  'brand.name': 'Kachnar Lane',
  'brand.tagline': 'Good things',
  'orders.count': 7,
  'orders.days_since_last': 95,
  'orders.months_since_last': 3,
  'orders.last_product': 'Clay teapot',
  'orders.favourite_category': 'Kitchen',
  'shop.product_count': 56,
  'shop.discounted_count': 12,
  'shop.bought_count': 50,
  'shop.free_delivery_from': '₹999',
  'shop.delivery_days': '2–5',
  'shop.return_days': 30,
  'shop.warranty_months': 12,
  'shop.support_hours': '9:00–20:00 IST',
  'season.name': 'monsoon',
  'season.count': 9,
  'picks.count': 4,
  'picks.first': 'Paper lamp',
  'picks.first_price': '₹1,899',
  'picks.lowest_price': '₹349',
  'picks.discounted_count': 2,
  'picks.best_saving': 20,
  'product.id': 'paper-lamp',
  'product.name': 'Paper lamp',
  'product.price': '₹1,899',
  'product.category': 'Décor',
  'other.name': 'Clay teapot',
  'together.share': 23,
  'interest.label': 'gardening',
  'trend.growth': 60,
  'trend.days': 60,
  'refill.days': 95,
  'refill.months': 3,
  'popular.buyers': 14,
  'discount.percent': 20,
  'discount.list_price': '₹2,399',
};

/** Customers at the ends of what can be true of one. */
const PEOPLE: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  'everything known': {},
  'nothing known': {
    'customer.name': '',
    'customer.first_name': '',
    'customer.since': '',
    'customer.city': '',
    'customer.interest': '',
    'orders.count': 0,
    'orders.days_since_last': null,
    'orders.months_since_last': null,
    'orders.last_product': '',
    'orders.favourite_category': '',
  },
  'an address on a list, and nobody has ordered yet': {
    'customer.since': '',
    'customer.interest': '',
    'orders.count': 0,
    'orders.days_since_last': null,
    'orders.months_since_last': null,
    'orders.last_product': '',
    'orders.favourite_category': '',
    'shop.bought_count': 0,
    'popular.buyers': 1,
  },
  'a date, and no order since': {
    'orders.count': 0,
    'orders.days_since_last': null,
    'orders.months_since_last': null,
    'orders.last_product': '',
    'orders.favourite_category': '',
  },
  'a buyer without a name, of a shop without categories': {
    'customer.name': '',
    'customer.first_name': '',
    'orders.favourite_category': '',
    'product.category': '',
  },
  'a buyer without name and date': {
    'customer.name': '',
    'customer.first_name': '',
    'customer.since': '',
  },
  'one order of a product that left, this month': {
    'orders.count': 1,
    'orders.days_since_last': 2,
    'orders.months_since_last': 0,
    'orders.last_product': '',
    'orders.favourite_category': '',
    'refill.days': 1,
    'refill.months': 0,
    'popular.buyers': 1,
  },
  'one order a month ago, interests unknown': {
    'customer.interest': '',
    'orders.count': 1,
    'orders.days_since_last': 33,
    'orders.months_since_last': 1,
    'refill.days': 31,
    'refill.months': 1,
  },
  'nothing reduced anywhere, nothing for the season': {
    'shop.discounted_count': 0,
    'picks.discounted_count': 0,
    'picks.best_saving': 0,
    'season.count': 0,
  },
  'one thing reduced, one for the season': {
    'shop.discounted_count': 1,
    'picks.discounted_count': 1,
    'season.count': 1,
    'picks.count': 3,
  },
  'every pick reduced': { 'picks.count': 5, 'picks.discounted_count': 5 },
  'city only': {
    'customer.interest': '',
    'orders.count': 0,
    'orders.days_since_last': null,
    'orders.months_since_last': null,
    'orders.last_product': '',
  },
};

test('the customers here know every variable', () => {
  expect(Object.keys(FULL).sort()).toEqual([...new Set<string>(Object.values(VARIABLES).flat())].sort());
});

const campaigns = await readCampaigns('content', copy);

describe.each([...copy.locales.keys()])('every text of %s', (locale) => {
  const { locale: _, dir: __, ...texts } = localeFor(copy, locale).copy;
  const shown = leaves(texts, []);
  const occasions = campaigns.flatMap(({ campaign, occasion }) =>
    leaves(occasion.words.get(locale) ?? {}, [campaign.name]).map((leaf) => ({ campaign, leaf })),
  );
  const all = [...shown, ...occasions.map(({ leaf }) => leaf)];

  /** The texts that somebody can come to read: a campaign's by its audience, the shelf where a product has one. */
  const saidTo = (name: string) => {
    const person = { ...FULL, ...PEOPLE[name] };
    return [
      ...shown.filter(([place]) => person['product.category'] !== '' || place !== 'reasons › shelf'),
      ...occasions
        .filter(({ campaign }) => Number(person['orders.count']) >= fewestOrders(campaign))
        .map(({ leaf }) => leaf),
    ];
  };

  test('is reached', () => {
    expect(all.length).toBeGreaterThan(100);
  });

  test.each(Object.keys(PEOPLE))('reads well with %s', (person) => {
    const variables = nested({ ...FULL, ...PEOPLE[person] });
    const problems = saidTo(person).flatMap(([place, text]) => {
      const said = slot(text(variables));
      return flaws(said).map((flaw) => `${place} ${flaw}: ${JSON.stringify(said)}`);
    });
    expect(problems).toEqual([]);
  });

  test.each(Object.keys(PEOPLE))('has no hole with %s', (person) => {
    // Blank to Liquid, as an empty value is, but seen when it is printed.
    const seen = (value: Value) => (value === '' || value === null ? HOLE : value);
    const flat = Object.entries({ ...FULL, ...PEOPLE[person] }).map(([name, value]) => [name, seen(value)]);
    const variables = nested(Object.fromEntries(flat));
    const holes = saidTo(person).filter(([, text]) => text(variables).includes(HOLE));
    expect(holes.map(([place, text]) => `${place}: ${text(variables).replaceAll(HOLE, '[hole]')}`)).toEqual(
      [],
    );
  });
});

test.each([...copy.locales.keys()])(
  '%s never says when somebody came of whom only an address is known',
  (locale) => {
    const { openings, subjects, film, labels } = localeFor(copy, locale).copy;
    const variables = nested({ ...FULL, ...PEOPLE['an address on a list, and nobody has ordered yet'] });
    const said = leaves(
      { openings: openings.New, subjects: subjects.New, film: film.greeting.New, labels },
      [],
    );
    const claims = said
      .map(([place, text]) => `${place}: ${slot(text(variables))}`)
      .filter((line) =>
        /welcome|found us|so soon|nice to meet|customer of|first look|स्वागत|मिलकर|इतनी जल्दी|ग्राहक हैं/i.test(
          line,
        ),
      );
    expect(claims).toEqual([]);
  },
);

test('a hole is seen, and asked for without being one', () => {
  const variables = { customer: { city: HOLE }, orders: { months_since_last: HOLE } };
  const say = (text: string) => compileText(text, 'text', 'place')(variables);
  expect(say('Hello from {{ customer.city }}')).toContain(HOLE);
  expect(say('{% if customer.city != blank %}{{ customer.city }}{% else %}no{% endif %}')).toBe('no');
  expect(
    say(
      '{% if orders.months_since_last > 1 %}many{% elsif orders.months_since_last == 1 %}1{% else %}none{% endif %}',
    ),
  ).toBe('none');
});

test('every link leads somewhere, and holds the ids it is given', () => {
  for (const [name, link] of Object.entries(copy.links)) {
    const url = link({ customer: { id: 'C-7.x' }, product: { id: 'paper-lamp' } });
    expect(URL.canParse(url), `${name}: ${url}`).toBe(true);
    expect(url, name).not.toMatch(/[{}\s]/);
  }
});

test('a flaw is seen', () => {
  expect(flaws('Hello Asha, here are 3 things: “a”, and (b). रसोई है।')).toEqual([]);
  expect(flaws('')).toEqual(['is empty']);
  expect(flaws('Hello , you')).toEqual(['has white space before punctuation']);
  expect(flaws('over null months')).toEqual(['prints a value that is none']);
  expect(flaws('Hi {{ x }} there')).toEqual(['shows a tag']);
  expect(flaws('Hello.. you')).toEqual(['doubles punctuation']);
  expect(flaws('all 0 of your 30 picks')).toEqual(['counts nothing']);
  expect(flaws('We like “” a lot')).toEqual(['quotes nothing']);
});

/** What no reader should find in a sentence, whatever was known about them. */
function flaws(said: string): readonly string[] {
  const rules: readonly [string, RegExp][] = [
    ['is empty', /^$/],
    ['shows a tag', /\{\{|\}\}|\{%|%\}/],
    ['prints a value that is none', /\b(undefined|null|NaN|Infinity|\[object)\b/],
    ['has white space before punctuation', /\s[,.;:!?।]/],
    ['has white space twice', /\s\s/],
    ['doubles punctuation', /[,;:!?।]{2}|(?<!\.)\.\.(?!\.)|,\./],
    ['counts nothing', /(?<![\d.,:–])0(?![\d.,:–])/],
    ['quotes nothing', /“\s*”|"\s*"|\(\s*\)/],
  ];
  return rules.filter(([, pattern]) => pattern.test(said)).map(([flaw]) => flaw);
}

function fewestOrders({ audience }: CampaignFile['campaign']): number {
  return Math.max(audience.orders?.min ?? 0, audience.days_since_last_order ? 1 : 0);
}

function leaves(value: unknown, path: readonly string[]): readonly [string, Text][] {
  // What a campaign leaves out stays as the copy has it.
  if (value === undefined) return [];
  if (typeof value === 'function') return [[path.join(' › '), value as Text]];
  return Object.entries(value as object).flatMap(([key, item]) => leaves(item, [...path, key]));
}

function nested(flat: Readonly<Record<string, Value>>): Variables {
  const groups: Record<string, Record<string, Value>> = {};
  for (const [name, value] of Object.entries(flat)) {
    const [group = '', key = ''] = name.split('.');
    groups[group] = { ...groups[group], [key]: value };
  }
  return groups;
}
