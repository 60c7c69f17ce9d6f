import { describe, expect, it } from 'vitest';
import { type Mapping, parseMappingFile, printMappingFile } from '../../../src/data/import/mapping.ts';
import { PRESETS } from '../../../src/data/import/presets.ts';
import { proposeMapping } from '../../../src/data/import/propose-mapping.ts';
import { importAll, pick } from './_import.ts';

const propose = (headers: string, ...rows: string[]) =>
  proposeMapping({ name: 'x.csv', headers: headers.split(','), rows: rows.map((row) => row.split(',')) });

describe('a mapping', () => {
  it.each([
    ['Namn,E-post,Ort,Skapad', { name: 'Namn', email: 'E-post', city: 'Ort', join_date: 'Skapad' }],
    [
      'Vorname,Nachname,E-Mail-Adresse,Stadt',
      { first_name: 'Vorname', last_name: 'Nachname', email: 'E-Mail-Adresse', city: 'Stadt' },
    ],
    [
      'Prénom,Nom de famille,Courriel,Ville',
      { first_name: 'Prénom', last_name: 'Nom de famille', email: 'Courriel', city: 'Ville' },
    ],
    [
      'Nombre completo,Correo electrónico,Ciudad,País',
      { name: 'Nombre completo', email: 'Correo electrónico', city: 'Ciudad', country: 'País' },
    ],
    ['नाम,ईमेल,शहर', { name: 'नाम', email: 'ईमेल', city: 'शहर' }],
    [
      'full_name,email_adress,customer_no',
      { name: 'full_name', email: 'email_adress', customer_id: 'customer_no' },
    ],
  ])('is proposed by the names of columns: %s', (headers, columns) => {
    const proposal = propose(headers);
    expect(proposal).toMatchObject({
      by: 'proposed',
      mapping: { kind: 'customers', headers: headers.split(',') },
    });
    expect(proposal.mapping.columns).toEqual(columns);
  });

  it('is proposed by what the columns hold', () => {
    const proposal = propose('A,B,Date', 'x,ann@example.com,2024-01-02', 'y,ben@example.com,2024-01-03');
    expect(proposal.mapping.columns).toMatchObject({ email: 'B' });
    expect(proposal.reasons.email).toBe('it holds addresses');
    // A column that is called e-mail and holds none is none.
    expect(propose('Email,Contact', 'yes,ann@example.com', 'no,ben@example.com').mapping.columns.email).toBe(
      'Contact',
    );
  });

  it('is one of orders where columns say what was bought, by whom and when', () => {
    const { mapping } = propose(
      'Bestellnummer,Kundennummer,Datum,Artikelnummer,Bezeichnung,Menge,Einzelpreis',
    );
    expect(mapping).toMatchObject({
      kind: 'orders',
      columns: {
        order_id: 'Bestellnummer',
        customer_id: 'Kundennummer',
        order_date: 'Datum',
        product_id: 'Artikelnummer',
        product_name: 'Bezeichnung',
        quantity: 'Menge',
        unit_price: 'Einzelpreis',
      },
    });
  });

  it('of orders calls the buyer by name', () => {
    const { columns } = propose('Order ID,Customer ID,Name,Email,Date,Product,Qty,Unit price').mapping;
    expect(columns).toMatchObject({ name: 'Name', email: 'Email', product_name: 'Product' });
  });

  it('goes through its file and is used again for the same headers, whatever they look like', async () => {
    const file = { 'x.csv': 'Who,Where\nann@example.com,Graz\n' };
    const { mapping } = propose('Who,Where', 'ann@example.com,Graz');
    const text = printMappingFile({ files: [mapping] });
    const [read] = parseMappingFile(text, 'mapping.yaml').files;
    expect(read).toEqual(mapping);
    const corrected = parseMappingFile(
      text.replace('email: Who', 'email: Who\n      city: Where'),
      'mapping.yaml',
    ).files;
    const made = await importAll(file, { saved: corrected });
    expect(pick(made.customers, 'city')).toEqual([['Graz']]);
    expect(made.report.files[0]?.by).toBe('saved');
    const other = await importAll(
      { 'y.csv': 'Email,Who,Where\nann@example.com,x,y\n' },
      { saved: corrected },
    );
    expect(other.report.files[0]?.by).toBe('proposed');
  });

  it('may give the places of columns, and values that are the same for all rows', async () => {
    const { files: saved } = parseMappingFile(
      `files:
  - kind: orders
    file: till.txt
    format: fixed
    positions: { customer: [1, 4], date: [5, 14], total: [15, 22] }
    columns: { customer_id: customer, order_date: date, amount: total }
    constants: { category: Till, product_name: Purchase at the till }
`,
      'mapping.yaml',
    );
    const made = await importAll(
      { 'till.txt': 'A1  2025-01-02    9.50\nA2  2025-01-03   12.00\n' },
      { saved },
    );
    expect(pick(made.orders, 'customer_id', 'order_date', 'product_id', 'category', 'amount')).toEqual([
      ['A1', '2025-01-02', 'purchase-at-the-till', 'Till', '9.50'],
      ['A2', '2025-01-03', 'purchase-at-the-till', 'Till', '12.00'],
    ]);
  });

  it('for a file without headers counts for this file only', async () => {
    const made = await importAll({ 'list.csv': 'ann@example.com;Ann;Graz\nben@example.com;Ben;Linz\n' });
    expect(made.report.files[0]).toMatchObject({ columns: { email: 'Column 1' }, rows: 2, accepted: 2 });
    const { mapping } = propose('Column 1,Column 2', 'ann@example.com,Ann');
    expect(mapping.file).toBe('x.csv');
    const columns = { email: 'Column 1', name: 'Column 2' };
    const saved = [
      { ...mapping, columns, headers: ['Column 1', 'Column 2', 'Column 3'], file: 'list.csv' } as Mapping,
    ];
    const named = await importAll({ 'list.csv': 'ann@example.com;Ann;Graz\n' }, { saved });
    expect(pick(named.customers, 'name')).toEqual([['Ann']]);
  });

  it.each([
    ['files: [', 'mapping.yaml line 1'],
    ['files: [{ kind: people, columns: {} }]', 'mapping.yaml: files › 1 › kind'],
    ['files: [{ kind: customers, columns: { mail: x } }]', 'mapping.yaml: files › 1 › columns'],
    [
      'files: [{ kind: orders, columns: {}, format: fixed, file: x }]',
      'a fixed format needs names or positions',
    ],
    ['files: [{ kind: orders, columns: {}, format: fixed, names: [a] }]', 'say which file it is'],
  ])('that is wrong is refused: %s', (text, fact) => {
    expect(() => parseMappingFile(text, 'mapping.yaml')).toThrow(fact);
  });

  it('says what every column is that sounds as if it forbids mail', async () => {
    const file = { 'x.csv': 'Email,Name,Opt-out\na@example.com,A,yes\n' };
    const columns = { email: 'Email', name: 'Name' };
    const mapping = (more: object) =>
      parseMappingFile(JSON.stringify({ files: [{ kind: 'customers', columns, ...more }] }), 'm').files;
    await expect(importAll(file, { saved: mapping({}) })).rejects.toThrow(
      'x.csv: the column "Opt-out" sounds as if it says who may not be mailed, and the mapping does not use it',
    );
    const made = await importAll(file, { saved: mapping({ not_used: ['Opt-out'] }) });
    expect(pick(made.customers, 'email_consent')).toEqual([['unknown']]);
  });

  it('does not take a number for a refusal', () => {
    expect(propose('Email,Contact No,Order No,Notes').mapping.columns).not.toHaveProperty('suppressed');
  });
});

describe('a known export', () => {
  it.each(PRESETS.map(({ name, needs, kind }) => [name, needs, kind] as const))(
    '%s is told by its headers',
    (name, needs, kind) => {
      const headers = needs.map((need) => [need].flat()[0] as string);
      const proposal = proposeMapping({
        name: 'x.csv',
        headers: headers.map((header) => header.toUpperCase()),
        rows: [],
      });
      expect(proposal).toMatchObject({ by: 'preset', mapping: { kind } });
      expect(PRESETS.find((preset) => preset.title === proposal.title)?.name).toBe(name);
    },
  );
});

it('a word that is no field is named with all that are, and with the one that was meant', () => {
  const wrong = (text: string) => {
    try {
      return parseMappingFile(text, 'map.yaml');
    } catch (error) {
      return (error as Error).message;
    }
  };
  const message = wrong('files: [{ kind: customers, columns: { email: E, consent: N, xyz: X } }]');
  expect(message).toContain(
    'map.yaml: files › 1 › columns: "consent" is not a field of customers (did you mean "email_consent"?); "xyz" is not a field of customers. All of them: customer_id, name, ',
  );
  expect(message).toContain('src/data/README.md');
  expect(wrong('files: [{ kind: orders, columns: { quantitty: Q } }]')).toContain('did you mean "quantity"?');
  expect(wrong('files: [{ kind: orders, colums: {}, columns: {} }]')).toContain('did you mean "columns"?');
});
