import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCopy } from '../../src/copy/read-copy.ts';
import { inspectSource } from '../../src/data/import/inspect-source.ts';
import { proposeMapping } from '../../src/data/import/propose-mapping.ts';
import { textSource } from '../../src/data/import/source.ts';
import { kitOf } from '../../src/render/browser-kit.ts';
import { checkDataset } from '../../src/site/dataset/check-dataset.ts';
import { fieldsOf, proposalFor, seenColumns } from '../../src/site/dataset/column-choice.ts';
import { datasetNow } from '../../src/site/dataset/dataset-now.ts';
import { exampleOf } from '../../src/site/dataset/example.ts';
import { importCommand } from '../../src/site/dataset/import-command.ts';
import { importSetting } from '../../src/site/dataset/import-setting.ts';
import { amountWords, dateWords, openQuestions } from '../../src/site/dataset/open-questions.ts';
import { inputsOf, openFiles, seenFile } from '../../src/site/dataset/opened-files.ts';
import { kitFor, withoutPicture } from '../../src/site/dataset/preview-kit.ts';
import { RejectedLines } from '../../src/site/dataset/rejected-rows.ts';
import { closingWords } from '../../src/site/dataset/result-words.ts';
import { showableMail } from '../../src/site/dataset/showable-mail.ts';
import { recordsOf, surveyDataset } from '../../src/site/dataset/survey.ts';
import { threeCustomers } from '../../src/site/dataset/three-customers.ts';
import { freshSite, type Site } from '../../src/site/site.ts';
import { type Inputs, makeInputs } from './_workshop.ts';

const copy = await readCopy('content');
const { catalogue, content } = copy;
const setting = { currency: 'INR', shop: catalogue, own: null };

let inputs: Inputs;
let site: Site;

beforeAll(async () => {
  inputs = await makeInputs(20);
  site = await freshSite(inputs.env);
});

afterAll(async () => {
  site.workshop.close();
  await inputs.dispose();
});

async function opened(name: string, text: string) {
  const inspected = await inspectSource(textSource(name, text));
  return { inspected, proposal: proposeMapping(inspected) };
}

async function checked(files: Readonly<Record<string, string>>) {
  const opening = Object.entries(files).map(([name, text]) => opened(name, text));
  return checkDataset(await Promise.all(opening), setting, {
    signal: new AbortController().signal,
    tell: () => {},
  });
}

const example = exampleOf(catalogue);
const exampleFiles = { 'customers.csv': example.customers, 'orders.csv': example.orders };

describe('the example', () => {
  test('is the same in every build', () => {
    expect(exampleOf(catalogue)).toEqual(example);
  });

  test('imports as 50 customers, with a row for everything that happens in real files', async () => {
    const { report } = (await checked(exampleFiles)).checked;
    expect(report.totals).toMatchObject({ customers: 50, without_address: 1, merged: 3, rejected: 3 });
    expect(report.files.map(({ kind, rejected, merged }) => ({ kind, rejected, merged }))).toEqual([
      { kind: 'customers', rejected: 1, merged: 1 },
      { kind: 'orders', rejected: 2, merged: 2 },
    ]);
    expect(Object.keys(report.derived)).toEqual(
      expect.arrayContaining([
        'segment',
        'interests',
        'buying_behavior',
        'lifetime_value',
        'engagement_score',
      ]),
    );
    expect(report.catalogue).toBeNull();
  });

  test('has no address that could be anybody’s', () => {
    const domains = [...example.customers.matchAll(/@([\w.]+)/g)].map(([, domain = '']) =>
      domain.toLowerCase(),
    );
    expect(domains.length).toBeGreaterThan(49);
    expect(domains.filter((each) => !/(^|\.)(example(\.(com|net|org))?|mail)$/.test(each))).toEqual([]);
  });
});

describe('what is here now', () => {
  test('a sample says that its people are made up', async () => {
    const { kpis, origin, derived } = await datasetNow(site);
    expect(kpis.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'Customers: 20',
      expect.stringMatching(/^Order lines: \d+$/),
      'As of: 30 Jun 2026',
      'Data: Sample',
    ]);
    expect([...origin, ...derived]).toEqual([]);
  });

  test('the setting of the import is the brand’s currency and the shop’s catalogue', async () => {
    const { currency, shop, own } = await importSetting(site);
    expect({ currency, own }).toEqual({ currency: 'INR', own: null });
    expect(shop).toEqual(catalogue);
  });
});

describe('a mapping in the page', () => {
  const shop = 'Order No,Mail,Bought,Sum,Paid\n1,a@x.example,2026-01-31,10.00,12.00\n';

  test('is the proposal itself as long as nobody changes it', async () => {
    const { inspected, proposal } = await opened('orders.csv', shop);
    const columns = seenColumns(inspected, proposal);
    const fields = new Map(columns.map(({ header, field }) => [header, field]));
    expect(proposalFor(inspected, proposal, undefined)).toBe(proposal);
    expect(proposalFor(inspected, proposal, { kind: proposal.mapping.kind, fields })).toBe(proposal);
  });

  test('is one for exactly these headers once somebody does', async () => {
    const { inspected, proposal } = await opened('orders.csv', shop);
    const fields = new Map(fieldsOf(proposal.mapping)).set('Paid', 'amount').set('Sum', '');
    const own = proposalFor(inspected, proposal, { kind: 'orders', fields, dates: 'dmy' });
    expect(own.by).toBe('saved');
    expect(own.mapping).toMatchObject({
      kind: 'orders',
      headers: ['Order No', 'Mail', 'Bought', 'Sum', 'Paid'],
      columns: { amount: 'Paid', email: 'Mail' },
      dates: 'dmy',
    });
  });

  test('keeps two columns of one field in the order of the export, and one column of two fields', async () => {
    const { inspected, proposal } = await opened(
      'orders.csv',
      'Order No,Mail,Charged,Order date,Line total\n1,a@x.example,12.00,2026-01-31,10.00\n',
    );
    expect(proposal.mapping.columns).toMatchObject({ amount: 'Line total' });
    const fields = new Map([
      ['Order No', 'order_id product_id'],
      ['Mail', 'email'],
      ['Charged', 'amount'],
      ['Order date', 'order_date'],
      ['Line total', 'amount'],
    ]);
    const { mapping } = proposalFor(inspected, proposal, { kind: 'orders', fields });
    expect(mapping.columns).toMatchObject({
      order_id: 'Order No',
      product_id: 'Order No',
      amount: ['Line total', 'Charged'],
    });
    expect(fieldsOf(mapping).get('Order No')).toBe('order_id product_id');
  });

  test('shows up to three values that differ, and why', async () => {
    const rows = Array.from({ length: 9 }, (_, at) => `${at},${at % 2 ? 'Pune' : ''},\n`).join('');
    const { inspected, proposal } = await opened('people.csv', `customer_id,City,Email\n${rows}`);
    expect(seenColumns(inspected, proposal)).toMatchObject([
      { header: 'customer_id', samples: ['0', '1', '2'], why: 'the name says it' },
      { header: 'City', samples: ['Pune'], field: 'city' },
      { header: 'Email', samples: [] },
    ]);
  });
});

describe('a question', () => {
  const ask = async (text: string) =>
    openQuestions([await opened('people.csv', text)], new AbortController().signal);

  test('is asked about dates that nothing proves, with both readings', async () => {
    expect(await ask('id,Email,Created\n1,a@x.example,03/04/2024\n2,b@x.example,05/06/2024\n')).toEqual([
      {
        file: 0,
        about: 'dates',
        column: 'Created',
        options: [
          {
            answer: 'dmy',
            label: 'The day comes first',
            examples: ['03/04/2024 is 3 April 2024', '05/06/2024 is 5 June 2024'],
          },
          {
            answer: 'mdy',
            label: 'The month comes first',
            examples: ['03/04/2024 is 4 March 2024', '05/06/2024 is 6 May 2024'],
          },
        ],
      },
    ]);
  });

  test('is not asked when one row proves it, however late', async () => {
    const rows = Array.from({ length: 400 }, (_, at) => `${at},p${at}@x.example,03/04/2024\n`).join('');
    expect(await ask(`id,Email,Created\n${rows}x,z@x.example,25/04/2024\n`)).toEqual([]);
  });

  test('is asked about amounts whose mark may stand before thousands', async () => {
    const [question] = await ask('id,Email,Total Spent\n1,a@x.example,"1,234"\n2,b@x.example,"5,678"\n');
    expect(question).toMatchObject({ about: 'decimals', column: 'Total Spent' });
    expect(question?.options.map(({ answer, examples }) => [answer, examples[0]])).toEqual([
      ['point', '1,234 is 1234'],
      ['comma', '1,234 is 1.234'],
    ]);
  });

  test('offers no reading that does not exist', () => {
    expect(dateWords('03/04/2024', 'ymd')).toEqual([]);
    expect(dateWords('24/04/03', 'ymd')).toEqual(['24/04/03 is 3 April 2024']);
    expect(dateWords('31/04/2024', 'dmy')).toEqual([]);
    expect(amountWords('1.234', 'comma')).toEqual(['1.234 is 1234']);
  });
});

describe('a file that may list customers or purchases', () => {
  test('is seen as either, and read as what the person says', async () => {
    const rows = Array.from({ length: 12 }, (_, at) => `c${at},2024-02-${10 + at},${at}.50\n`);
    const file = new File([`customer,date,amount\n${rows.join('')}`], 'list.csv');
    const opened = await openFiles([file], new AbortController().signal);
    const seen = seenFile(opened[0] as (typeof opened)[number]);
    expect(seen.recognised).toBeUndefined();
    expect(seen.either?.customers.get('customer')).toBe('customer_id');
    expect([...(seen.either?.orders ?? [])]).toEqual([
      ['customer', 'customer_id'],
      ['date', 'order_date'],
      ['amount', 'amount'],
    ]);
    for (const kind of ['customers', 'orders'] as const) {
      const fields = seen.either?.[kind] as ReadonlyMap<string, string>;
      const [input] = inputsOf(opened, [{ kind, isKindSaid: true, fields }]);
      expect(input?.proposal.mapping.kind).toBe(kind);
    }
  });
});

describe('rejected rows', () => {
  test('are found by the examples of the report', async () => {
    const rows = Array.from({ length: 300 }, (_, at) =>
      at % 3 === 0 ? `${at},"not,\nan address"\n` : `${at},p${at}@x.example\n`,
    );
    const { checked: outcome } = await checked({ '=people.csv': `id,Email\n${rows.join('')}` });
    const { lines, shown, places } = outcome.rejected;
    expect(shown).toBe(100);
    const table = lines.split('\n').map((line) => JSON.parse(line));
    for (const [at, { row, line, value }] of outcome.report.files[0]?.reasons[0]?.examples.entries() ?? []) {
      expect(table[places[`0 0 ${at}`] as number]).toEqual([
        '=people.csv',
        String(row),
        String(line),
        'Email',
        value,
        expect.any(String),
      ]);
    }
    expect(Object.keys(places)).toHaveLength(3);
  });

  test('none is no line', () => {
    const lines = new RejectedLines();
    expect(lines.rows({ files: [] } as never)).toEqual({ lines: '', shown: 0, places: {} });
  });
});

describe('three customers', () => {
  test('are who ordered most, somebody in the middle and somebody little known; then others', async () => {
    const { checked: outcome, result } = await checked(exampleFiles);
    const files = {
      customers: outcome.files['customers.csv'] as Blob,
      orders: outcome.files['orders.csv'] as Blob,
    };
    const products = catalogue.products.map(({ id }) => id);
    const { people, counts } = await surveyDataset(files, products, result.dataset.as_of);
    expect(people).toHaveLength(50);
    expect(counts).toMatchObject({ asOf: result.dataset.as_of, customers: 50 });
    const first = threeCustomers(people, 0);
    expect(first.map(({ because }) => because)).toEqual(['Most orders', 'Typical', 'Little known']);
    const most = Math.max(...people.map(({ orders }) => orders));
    const records = await recordsOf(
      files,
      first.map(({ id }) => id),
    );
    expect(records.map(({ customer }) => customer.customer_id)).toEqual(first.map(({ id }) => id));
    expect(records[0]?.orders).toHaveLength(most);
    expect(records[2]?.customer.email).toBe('');
    const second = threeCustomers(people, 1).map(({ id }) => id);
    expect(second.filter((id) => first.some((pick) => pick.id === id))).toEqual([]);
  });

  test('are fewer when there are fewer, and never the same person twice', () => {
    const person = (id: string, orders: number) => ({ id, orders, gaps: 0 });
    expect(threeCustomers([person('a', 2)], 5).map(({ id }) => id)).toEqual(['a']);
    const ids = threeCustomers([person('a', 0), person('b', 0)], 1).map(({ id }) => id);
    expect(ids.toSorted()).toEqual(['a', 'b']);
  });
});

describe('the kit of the preview', () => {
  const kit = kitOf(copy, { SITE_URL: undefined });
  const made = {
    interests: ['tea'],
    categories: ['tea'],
    products: Array.from({ length: 5 }, (_, at) => ({
      id: `t-${at}`,
      name: `Tea ${at}`,
      category: 'tea',
      price: 4.5,
      list_price: 4.5,
      tags: ['tea'],
      margin: 'medium' as const,
      art: { shape: 'basket', color: '#7d8f86', accent: '#d9cfc0' },
    })),
  };

  test('is the site’s own where the site’s catalogue fits', () => {
    expect(kitFor(kit, setting, { catalogue: undefined, keepsCatalogue: false })).toBe(kit);
  });

  test('has the catalogue that was made of the orders, with a label for what is in it', () => {
    const { content: own } = kitFor(kit, setting, { catalogue: made, keepsCatalogue: false });
    expect(own.catalogue.products.map(({ id, price }) => [id, price])).toContainEqual(['t-0', 450]);
    expect(own.locales.en?.labels.categories.tea).toBe('Tea');
    expect([...withoutPicture(own.catalogue, catalogue).keys()]).toEqual(made.products.map(({ id }) => id));
    expect(withoutPicture(catalogue, catalogue).size).toBe(0);
  });

  test('has the shop’s catalogue again where the dataset’s own does not fit', () => {
    const own = { ...setting, own: { ...catalogue, products: catalogue.products.slice(0, 5) } };
    const outcome = { catalogue: undefined, keepsCatalogue: false };
    const ownKit = { ...kit, content: { ...content, catalogue: own.own } };
    expect(kitFor(ownKit, own, outcome).content.catalogue).toBe(catalogue);
    expect(kitFor(ownKit, own, { ...outcome, keepsCatalogue: true })).toBe(ownKit);
  });
});

describe('words', () => {
  test('the command quotes names as a shell needs it', () => {
    expect(importCommand(['customers.csv', 'Bestellungen Mai.csv'], true)).toBe(
      'npm run import -- customers.csv "Bestellungen Mai.csv" --map mapping.yaml',
    );
    expect(importCommand(["-x'$(rm).csv"], false)).toBe(`npm run import -- './-x'\\''$(rm).csv'`);
    expect(importCommand(['कुल.csv'], false)).toBe('npm run import -- कुल.csv');
  });

  test('the closing line says what the browser can tell', () => {
    expect(closingWords(100_000, 4.13, 63)).toBe(
      '1,00,000 rows checked in 4.1 s; the page was never busy for more than 63 ms.',
    );
    expect(closingWords(1, 0, undefined)).toBe('1 row checked in 0.0 s.');
  });

  test('a mail is shown with pictures of this site, or drawn ones', () => {
    const html = '<img src="https://x.example/art/a.png" alt=""><img src="/art/b.png"><a href="/art/a.png">';
    const art = { shape: 'basket', color: '#000000', accent: '#ffffff' };
    const shown = showableMail(html, {
      base: '/p',
      drawn: new Map([['b', art]]),
      draw: ({ shape }) => `<${shape}/>`,
    });
    expect(shown).toBe(
      '<img src="/p/art/a.png" alt=""><img src="data:image/svg+xml,%3Cbasket%2F%3E"><a href="/art/a.png">',
    );
  });
});
