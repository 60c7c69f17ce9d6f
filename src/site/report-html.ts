import type { Table } from '../charts/figure.ts';
import type { Card } from '../charts/kpis.ts';

/** Parts of the report that the page brings along and its script draws anew: one text for both. */

/** The table of a figure in a place of its own that the keyboard can scroll. */
export function numbersHtml(title: string, { head, body }: Table): string {
  const number = (column: number) => (head[column]?.isNumber ? ' class="number"' : '');
  const labels = head.map(({ label }, at) => `<th scope="col"${number(at)}>${escapeHtml(label)}</th>`);
  const rows = body.map((cells) => {
    const printed = cells.map(({ text }, at) =>
      at === 0
        ? `<th scope="row"${number(at)}>${escapeHtml(text)}</th>`
        : `<td${number(at)}>${escapeHtml(text)}</td>`,
    );
    return `<tr>${printed.join('')}</tr>`;
  });
  return `<section class="table-wrap" tabindex="0" aria-label="Numbers of ${escapeHtml(title)}"><table class="table"><thead><tr>${labels.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></section>`;
}

export function cardsHtml(cards: readonly Card[]): string {
  return cards.map(cardHtml).join('');
}

function cardHtml({ label, value, note, change }: Card): string {
  const verdict = change?.isGood === undefined ? 'even' : change.isGood ? 'good' : 'bad';
  const moved = change
    ? `<dd class="change" data-verdict="${verdict}"><span aria-hidden="true">${ARROWS[change.direction]} ${escapeHtml(change.text)}</span><span class="visually-hidden">${escapeHtml(change.words)}</span></dd>`
    : '';
  return `<div class="kpi"><dt>${escapeHtml(label)}</dt><dd class="value">${escapeHtml(value)}</dd>${moved}<dd class="note">${escapeHtml(note)}</dd></div>`;
}

const ARROWS = { up: '↑', down: '↓', same: '→' } as const;

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
