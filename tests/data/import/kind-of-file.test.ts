import { describe, expect, it } from 'vitest';
import { parseMappingFile } from '../../../src/data/import/mapping.ts';
import { importAll, pick } from './_import.ts';

/** Lines of a log: who, when, how much. */
const log = (header: string, ...who: readonly string[]) =>
  `${header}\n${who.map((each, at) => `${each};${20 + at}.02.2025;${at + 1},50\n`).join('')}`;

const twice = ['a@example.com', 'b@example.com', 'a@example.com', 'c@example.com'];
const once = ['a@example.com', 'b@example.com', 'c@example.com'];

describe('a log of purchases without order ids', () => {
  it.each([
    'E-Mail;Kaufdatum;Betrag',
    'E-Mail;Bestellt am;Gesamtpreis',
    "Courriel;Date d'achat;Montant",
    'Adresse e-mail;Date de commande;Total',
    'Correo electrónico;Fecha de compra;Importe',
    'E-mail;Data do pedido;Valor',
    'Indirizzo email;Data ordine;Importo',
    'E-mailadres;Aankoopdatum;Bedrag',
    'E-post;Köpdatum;Belopp',
  ])('is one by the name of its date: %s', async (header) => {
    const made = await importAll({ 'log.csv': log(header, ...once) });
    expect(made.report.totals).toMatchObject({ customers: 3, orders: 3, amount: 150 + 250 + 350 });
  });

  it.each([
    'E-Mail;Datum;Betrag',
    'Courriel;Date;Montant',
    'Correo;Fecha;Importe',
    'ईमेल;दिनांक;राशि',
    'email;tarikh;rashi',
    'Sähköposti;Päivä;Hinta',
    'Kontakt;Wann;Wieviel',
  ])('is one by the customers who come again: %s', async (header) => {
    const made = await importAll({ 'log.csv': log(header, ...twice) });
    expect(made.report.totals).toMatchObject({ customers: 3, orders: 4, amount: 150 + 250 + 350 + 450 });
    expect(pick(made.customers, 'email', 'lifetime_value')[0]).toEqual(['a@example.com', '5.00']);
  });

  it.each(['Kunde;Datum;Betrag', 'grahak_id;tarikh;rashi', 'Cliente;Fecha;Total', 'customer;date;amount'])(
    'may know its customers by numbers: %s',
    async (header) => {
      const made = await importAll({ 'log.csv': log(header, '7', '8', '7') });
      expect(pick(made.orders, 'customer_id').flat()).toEqual(['7', '8', '7']);
    },
  );

  it.each(['E-Mail;Datum;Betrag', 'Courriel;Date;Montant', 'Correo;Fecha;Importe', 'email;tarikh;rashi'])(
    'is asked about where nobody comes again: %s',
    async (header) => {
      const [who, when, paid] = header.split(';') as [string, string, string];
      const files = { 'log.csv': log(header, ...once) };
      const refused = await importAll(files).catch((error: unknown) => error);
      expect(refused).toMatchObject({
        code: 'IMPORT_UNKNOWN_COLUMNS',
        message: `log.csv may list customers or what they bought: it has dates in "${when}" and amounts in "${paid}"`,
        hint: expect.stringContaining(`{"email":"${who}","order_date":"${when}","amount":"${paid}"}`),
      });
      // What the hint says is a mapping.
      const { hint } = refused as { hint: string };
      for (const [at, answer] of [...hint.matchAll(/files: \[\{.*?\}\s?\}\]/g)].entries()) {
        const saved = parseMappingFile(answer[0], 'hint').files;
        const made = await importAll(files, { saved });
        expect(made.report.totals).toMatchObject({ customers: 3, orders: at === 0 ? 3 : 0 });
      }
    },
  );

  it('is asked about when the customers come again far below its beginning', async () => {
    const people = Array.from({ length: 300 }, (_, at) => `p${at}@example.com`);
    const rows = [...people, ...people].map((who, at) => `${who};${13 + (at % 12)}.02.2025;${at},50\n`);
    await expect(importAll({ 'log.csv': `Sähköposti;Päivä;Hinta\n${rows.join('')}` })).rejects.toMatchObject({
      code: 'IMPORT_UNKNOWN_COLUMNS',
      message: expect.stringContaining('may list customers or what they bought'),
    });
  });

  it('that says nothing of what was paid is not taken for a list of customers', async () => {
    const text = 'email,order_date,product\na@example.com,2024-01-02,Tea\nb@example.com,2024-01-03,Tea\n';
    await expect(importAll({ 'log.csv': text })).rejects.toThrow(
      'no column that is known says what was paid',
    );
  });
});

describe('a list of customers', () => {
  it.each([
    ['with a day and a total of its own', 'E-Mail;Kunde seit;Umsatz'],
    ['with the day of the last order', 'E-Mail;Letzte Bestellung;Betrag'],
    ['with other dates and amounts', 'E-Mail;Geburtstag;Guthaben'],
  ])('stays one %s', async (_, header) => {
    const made = await importAll({ 'people.csv': log(header, ...once) });
    expect(made.report.totals).toMatchObject({ customers: 3, orders: 0 });
  });

  it('stays one although a few of its rows come again', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, at) => `p${at % 38}@example.com;N${at};${(at % 9) + 13}.02.1980;1,50\n`,
    );
    const made = await importAll({ 'people.csv': `E-Mail;Name;Geburtstag;Guthaben\n${rows.join('')}` });
    expect(made.report.totals).toMatchObject({ customers: 38, orders: 0, merged: 2 });
  });
});
