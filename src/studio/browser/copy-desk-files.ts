import { button, element } from '../../site/scripts/element.ts';
import type { EditableText } from '../copy/editable.ts';
import type { ListedFile } from '../copy/list-files.ts';
import { ask } from './ask.ts';

const CAMPAIGNS = 'Campaigns';

/** The entry that was brought into sight last: the list is scrolled once for each, then it is the reader’s. */
const shown = new WeakMap<HTMLElement, string | null>();

/** The list of files, by group; a dot stands at those with a draft that is not saved. */
export function drawFiles(
  host: HTMLElement,
  files: readonly ListedFile[],
  open: string,
  isUnsaved: (name: string) => boolean,
  choose: (name: string) => void,
  begin: () => void,
): void {
  const focused = host.contains(document.activeElement) ? document.activeElement : null;
  const { scrollTop } = host;
  const byGroup = Map.groupBy(files, ({ group }) => group);
  if (!byGroup.has(CAMPAIGNS)) byGroup.set(CAMPAIGNS, []);
  const groups = [...byGroup].map(([group, list]) => {
    const id = `desk-group-${group.toLowerCase().replaceAll(/\W+/g, '-')}`;
    return element(
      'section',
      { 'aria-labelledby': id },
      element('h2', { id }, group),
      element('ul', {}, ...list.map((file) => element('li', {}, entry(file)))),
      ...(group === CAMPAIGNS ? [button('New campaign', begin, 'begin')] : []),
    );
  });
  host.replaceChildren(...groups);
  host.scrollTop = scrollTop;
  const current = host.querySelector<HTMLElement>('[aria-current]');
  if (focused) (focused.matches('.begin') ? host.querySelector<HTMLElement>('.begin') : current)?.focus();
  if (current && current.getAttribute('href') !== shown.get(host)) {
    shown.set(host, current.getAttribute('href'));
    current.scrollIntoView({ block: 'nearest' });
  }

  function entry({ name, title, decides }: ListedFile): HTMLAnchorElement {
    const link = element(
      'a',
      {
        href: `?file=${encodeURIComponent(name)}`,
        title: decides,
        'aria-current': name === open ? 'page' : undefined,
      },
      title,
    );
    if (isUnsaved(name))
      link.append(
        element(
          'span',
          { class: 'unsaved', title: 'Not saved' },
          element('span', { class: 'visually-hidden' }, ' (not saved)'),
        ),
      );
    link.addEventListener('click', (event) => {
      if (event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      choose(name);
    });
    return link;
  }
}

export const listFiles = async () => (await ask<{ files: readonly ListedFile[] }>('copy/files')).files;
export const readFile = (name: string) => ask<EditableText>(`copy/file?name=${encodeURIComponent(name)}`);
