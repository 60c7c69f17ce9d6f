import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEnv } from '../../src/env.ts';
import { openWorkshop, type Piece, type Workshop } from '../../src/render/workshop.ts';
import { matchesGolden } from '../_golden.ts';

/** Mails for eight people of `tests/golden/customers.csv`, kept as files a person can open. */
let workshop: Workshop;
const pieces: Piece[] = [];
beforeAll(async () => {
  workshop = await openWorkshop(
    readEnv({ DATA_DIR: 'tests/golden', SITE_URL: 'https://pitches.example.com' }),
  );
  for await (const piece of workshop.pieces()) pieces.push(piece);
});
afterAll(() => workshop.close());

const IDS = [
  'G1-vip-loyal-en',
  'G2-vip-bargain-hi',
  'G3-returning-researcher-en',
  'G4-returning-impulse-hi',
  'G5-new-seasonal-en',
  'G6-new-impulse-hi',
  'G7-at-risk-bargain-en',
  'G8-at-risk-researcher-hi',
];

it('every person of the file has a golden', () => {
  expect(pieces.map(({ customer }) => customer.customer_id)).toEqual(IDS);
});

it.each(IDS)('%s', async (id) => {
  const { message } = pieces.find(({ customer }) => customer.customer_id === id) as Piece;
  await matchesGolden(`${id}.html`, message.html);
  await matchesGolden(
    `${id}.txt`,
    `Subject: ${message.subject}\nPreheader: ${message.preheader}\n\n${message.text}`,
  );
});

it('newsletter', async () => {
  const { html } = await workshop.renderer.render((pieces[0] as Piece).pitch.mail, 'newsletter');
  await matchesGolden('newsletter.html', html);
});
