import type { ListColumns } from '../customer-list.ts';
import { isPlain, placeInList, queryWords } from '../list-place.ts';
import { type Query, readQuery, writeQuery } from '../list-query.ts';
import { element } from './element.ts';
import { registerShortcuts, type Shortcut } from './shortcuts.ts';

/**
 * Next and previous on a customer's page. They follow the list as it was searched and sorted when the page was reached
 * from it: the query stands in this page's address, or in that of the list the reader came from.
 */
const neighbours = document.querySelector<HTMLElement>('.neighbours');

let following = Promise.resolve();

async function go(rel: 'prev' | 'next'): Promise<void> {
  // A quick second press must not fall out of the list.
  await following;
  const link = neighbours?.querySelector<HTMLAnchorElement>(`a[rel="${rel}"]`);
  if (link) location.assign(link.href);
}

const keys: readonly Shortcut[] = [
  { keys: ['j', 'ArrowRight'], words: 'Next customer', group: 'This customer', run: () => void go('next') },
  {
    keys: ['k', 'ArrowLeft'],
    words: 'Previous customer',
    group: 'This customer',
    run: () => void go('prev'),
  },
];

function queryOfReader(list: string): Query {
  const own = readQuery(location.search);
  if (!isPlain(own) || document.referrer === '') return own;
  const { origin, pathname, search } = new URL(document.referrer);
  return origin === location.origin && pathname === list ? readQuery(search) : own;
}

async function follow(nav: HTMLElement): Promise<void> {
  const { list = '', file = '', customer = '', id = '' } = nav.dataset;
  const query = queryOfReader(list);
  if (isPlain(query)) return;
  let columns: ListColumns;
  try {
    const answer = await fetch(file);
    if (!answer.ok) return;
    columns = (await answer.json()) as ListColumns;
  } catch {
    // Without the list the neighbours stay those of the file.
    return;
  }
  const place = placeInList(columns, query, id);
  if (!place) return;
  const step = (to: string | undefined, rel: 'prev' | 'next', words: string) =>
    to === undefined
      ? element('span', { class: 'button', 'aria-disabled': 'true' }, words)
      : element(
          'a',
          { class: 'button', rel, href: writeQuery(customer.replace('/ID/', `/${to}/`), query) },
          words,
        );
  const number = new Intl.NumberFormat('en-IN');
  const [at, of] = [number.format(place.at), number.format(place.of)];
  nav.replaceChildren(
    element(
      'a',
      { class: 'place', href: writeQuery(list, query), title: 'Back to the list as it was' },
      element('b', {}, `${at} of ${of}`),
      ` · ${queryWords(query, columns.segmentNames)}`,
    ),
    step(place.before, 'prev', '← Previous'),
    step(place.after, 'next', 'Next →'),
  );
  const crumb = document.querySelector<HTMLAnchorElement>('.crumbs a');
  if (crumb) crumb.href = writeQuery(list, query);
  nav.dataset.follows = '';
}

if (neighbours) {
  registerShortcuts(keys);
  following = follow(neighbours);
}
