import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createElement } from 'react';
import { render, toPlainText } from 'react-email';
import Pitch from '../../emails/pitch.tsx';
import { readCopy } from '../../src/copy/read-copy.ts';
import { writeSample } from '../../src/data/generate/write-sample.ts';
import { choosePitch } from '../../src/pitch/choose.ts';
import { countsOf } from '../../src/pitch/counts.ts';
import { learnModel } from '../../src/pitch/model.ts';
import type { MailContent } from '../../src/pitch/pitch.ts';
import { newsletterTemplate } from '../../src/render/mjml-template.ts';
import { pitchTemplate } from '../../src/render/react-template.ts';
import { createRenderer } from '../../src/render/renderer.ts';
import { openDuckDb } from '../../src/store/duckdb.ts';
import { pages } from '../../src/store/store.ts';
import { type BenchContext, type Figure, median, timed } from './figure.ts';

const CUSTOMERS = 100_000;
const DIRECT = 200;
const ROUNDS = 5;

/** Messages by compile-and-fill, plans and proofs included, against react-email alone on the same pitches. */
export async function benchRender(context: BenchContext): Promise<readonly Figure[]> {
  const folder = join(context.folder, 'render');
  const copy = await readCopy('content');
  await writeSample({
    folder,
    customers: CUSTOMERS,
    seed: 42,
    asOf: '2026-06-30',
    catalogue: copy.catalogue,
  });
  const store = await openDuckDb(folder);
  const model = learnModel(await countsOf(store), copy.catalogue.products);
  const { colors } = copy.brand;
  const newsletter = await newsletterTemplate(await readFile('emails/newsletter.mjml', 'utf8'), colors);
  const renderer = createRenderer([pitchTemplate(colors), newsletter]);

  const direct = async (mail: MailContent) => {
    const html = await render(createElement(Pitch, { mail, colors }));
    return toPlainText(html, { wordwrap: false }).length;
  };
  let choosing = 0;
  let filling = 0;
  const sample: MailContent[] = [];
  for await (const page of pages(store)) {
    const chosen = await timed(() =>
      page.map((record) => choosePitch(record, model, copy, { siteUrl: '' }).mail),
    );
    choosing += chosen.ms;
    filling += (
      await timed(async () => {
        for (const mail of chosen.value) await renderer.render(mail);
      })
    ).ms;
    const one = chosen.value[sample.length % chosen.value.length];
    if (one) sample.push(one, ...chosen.value.slice(0, DIRECT / (CUSTOMERS / 1000) - 1));
  }
  store.close();
  const report = renderer.report();

  for (const mail of sample.slice(0, 20)) await direct(mail);
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { ms } = await timed(async () => {
      for (const mail of sample) await direct(mail);
    });
    rounds.push(ms / sample.length);
  }
  const yardstick = median(rounds);
  const ours = filling / CUSTOMERS;

  const letters = sample.slice(0, 200);
  for (const mail of letters) await renderer.render(mail, 'newsletter');
  const mjmlOurs = await timed(async () => {
    for (let i = 0; i < 10; i += 1) for (const mail of letters) await renderer.render(mail, 'newsletter');
  });
  const mjmlDirect = await timed(async () => {
    for (const mail of letters) toPlainText(await newsletter.render(mail), { wordwrap: false });
  });
  const micro = (ms: number) => `${(ms * 1000).toFixed(0)} µs`;
  return [
    {
      what: `render + text, a message over 100,000 (${report.plans} plans, ${report.proofs} proofs included)`,
      ours: micro(ours),
      yardstick: `react-email render + toPlainText, median of ${ROUNDS} × ${sample.length} of them`,
      theirs: micro(yardstick),
      ratio: `${(yardstick / ours).toFixed(0)} × faster`,
    },
    {
      what: '… newsletter (MJML), plans ready',
      ours: micro(mjmlOurs.ms / letters.length / 10),
      yardstick: 'Liquid over the compiled MJML + toPlainText',
      theirs: micro(mjmlDirect.ms / letters.length),
      ratio: `${((mjmlDirect.ms * 10) / mjmlOurs.ms).toFixed(0)} × faster`,
    },
    {
      what: '… choosing the pitch before it',
      ours: micro(choosing / CUSTOMERS),
      yardstick: 'the fill',
      theirs: micro(ours),
      ratio: `${(choosing / filling).toFixed(1)} × the time`,
    },
  ];
}
