import type { Difference, Told } from './compare-differences.ts';
import type { AspectName, Side } from './compare-side.ts';
import { escapeHtml } from './report-html.ts';
import { printKilobytes } from './variants.ts';

/** Parts of the compare page that it brings along and its script draws anew: one text for both. */

const TITLES: Readonly<Record<AspectName, string>> = {
  segment: 'Segment',
  behavior: 'Buying behaviour',
  engagement: 'Engagement',
  language: 'Language',
  subject: 'Subject',
  preheader: 'Preheader',
  opening: 'Opening',
  paragraphs: 'Paragraphs',
  products: 'Products',
  offer: 'Reduced',
  'call to action': 'Call to action',
  film: 'Film',
  size: 'Size of HTML',
};

/** In the language of the mail. */
const MAIL_WORDS: ReadonlySet<AspectName> = new Set([
  'subject',
  'preheader',
  'opening',
  'paragraphs',
  'products',
  'offer',
  'call to action',
  'film',
]);

/** Where the mail says nothing. */
const SILENT: Readonly<Partial<Record<AspectName, string>>> = {
  paragraphs: 'No pain point is known',
  offer: 'Nothing is reduced',
  film: 'None',
};

/** Above a mail: whose it is, and what an inbox shows of it. @param customer address of their page. */
export function sideHtml({ name, segment, segmentName, behavior, ...side }: Side, customer: string): string {
  return `<p class="whose"><a href="${escapeHtml(customer)}">${escapeHtml(name)}</a> <span class="tag" data-segment="${segment}">${escapeHtml(segmentName)}</span> <span class="hint">${escapeHtml(behavior.replaceAll('_', ' '))}</span></p><p class="subject" lang="${escapeHtml(side.locale)}">${escapeHtml(side.subject)}</p><p class="preheader" lang="${escapeHtml(side.locale)}">${escapeHtml(side.preheader)}</p><p class="hint">${printKilobytes(side.htmlBytes)} of HTML</p>`;
}

/** What differs as a table, and below it, folded, what does not. */
export function differencesHtml(all: readonly Difference[], left: Side, right: Side): string {
  const row = ({ name, left: one, right: other }: Difference) =>
    `<tr><th scope="row">${TITLES[name]}</th>${told(name, one, left)}${told(name, other, right)}</tr>`;
  const table = (rows: readonly Difference[], caption: string) =>
    `<table class="table differences"><caption class="visually-hidden">${caption}</caption><thead><tr><th scope="col"><span class="visually-hidden">Part</span></th><th scope="col">${escapeHtml(left.name)}</th><th scope="col">${escapeHtml(right.name)}</th></tr></thead><tbody>${rows.map(row).join('')}</tbody></table>`;
  const same = all.filter(({ isSame }) => isSame);
  const different = all.filter(({ isSame }) => !isSame);
  const top =
    different.length === 0
      ? '<p class="inner">Nothing: both are made of the same parts.</p>'
      : table(different, 'What differs');
  return same.length === 0
    ? top
    : `${top}<details class="same"><summary>${sameWords(same)}</summary>${table(same, 'What is the same')}</details>`;
}

function sameWords(same: readonly Difference[]): string {
  const parts = same.map(({ name }, at) => (at === 0 ? TITLES[name] : TITLES[name].toLowerCase())).join(', ');
  return same.length === 1 ? `1 thing is the same: ${parts}` : `${same.length} things are the same: ${parts}`;
}

function told(name: AspectName, { says, because }: Told, { locale, name: who }: Side): string {
  const lang = MAIL_WORDS.has(name) ? ` lang="${escapeHtml(locale)}"` : '';
  const items = says.map(
    ({ words, note, isShared }) =>
      `<li${isShared ? ' class="shared"' : ''}><span${lang}>${escapeHtml(words)}</span>${note ? ` <span class="hint">${escapeHtml(note)}.</span>` : ''}</li>`,
  );
  const list =
    items.length === 0 ? `<p class="hint">${SILENT[name] ?? '–'}</p>` : `<ul>${items.join('')}</ul>`;
  const reason = because === '' ? '' : `<p class="hint">Because ${escapeHtml(because)}.</p>`;
  return `<td data-whose="${escapeHtml(who)}">${list}${reason}</td>`;
}
