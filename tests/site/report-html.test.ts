import { expect, test } from 'vitest';
import type { Card } from '../../src/charts/kpis.ts';
import { cardsHtml, numbersHtml } from '../../src/site/report-html.ts';

const HOSTILE = `<img src=x onerror="alert('1')"> & co`;
const ESCAPED = '&#60;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&#62; &#38; co';

test('nothing of the data is markup in a table', () => {
  const html = numbersHtml(HOSTILE, {
    head: [
      { label: HOSTILE, isNumber: false },
      { label: 'Customers', isNumber: true },
    ],
    body: [
      [
        { text: HOSTILE, raw: HOSTILE },
        { text: '12', raw: 12 },
      ],
    ],
  });
  expect(html).toBe(
    `<section class="table-wrap" tabindex="0" aria-label="Numbers of ${ESCAPED}"><table class="table"><thead><tr><th scope="col">${ESCAPED}</th><th scope="col" class="number">Customers</th></tr></thead><tbody><tr><th scope="row">${ESCAPED}</th><td class="number">12</td></tr></tbody></table></section>`,
  );
});

test('a change says in words what its arrow shows', () => {
  const card: Card = { label: 'Orders', value: HOSTILE, note: 'in the period' };
  expect(cardsHtml([card])).toBe(
    `<div class="kpi"><dt>Orders</dt><dd class="value">${ESCAPED}</dd><dd class="note">in the period</dd></div>`,
  );
  const change = {
    text: '+12 %',
    direction: 'up',
    isGood: true,
    words: 'up 12 % on the year before',
  } as const;
  expect(cardsHtml([{ ...card, change }])).toContain(
    '<dd class="change" data-verdict="good"><span aria-hidden="true">↑ +12 %</span><span class="visually-hidden">up 12 % on the year before</span></dd>',
  );
});
