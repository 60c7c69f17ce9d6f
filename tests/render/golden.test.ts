import { readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEnv } from '../../src/env.ts';
import { openWorkshop, type Piece, type Workshop } from '../../src/render/workshop.ts';

/**
 * Mails for eight people of `tests/golden/customers.csv`, kept as files a person can open. When one changes, the new
 * one stands beside it as `*-changed.*`: look at both; `UPDATE_GOLDEN=1 npm test` takes it over.
 */
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

async function matchesGolden(name: string, actual: string): Promise<void> {
  const path = `tests/golden/${name}`;
  const changed = path.replace(/(\.\w+)$/, '-changed$1');
  if (process.env.UPDATE_GOLDEN) await writeFile(path, actual);
  const golden = await readFile(path, 'utf8').catch(() => '');
  if (golden === actual) return rm(changed, { force: true });
  await writeFile(changed, actual);
  expect.fail(`${path} is not what is rendered now: compare it with ${changed}`);
}
