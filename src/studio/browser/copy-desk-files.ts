import { element } from '../../site/scripts/element.ts';
import type { ListedFile } from '../copy/list-files.ts';

/** The list of files, by group; a dot stands at those with a draft that is not saved. */
export function drawFiles(
  host: HTMLElement,
  files: readonly ListedFile[],
  open: string,
  isUnsaved: (name: string) => boolean,
  choose: (name: string) => void,
): void {
  const focused = host.contains(document.activeElement);
  const groups = [...Map.groupBy(files, ({ group }) => group)].map(([group, list]) => {
    const id = `desk-group-${group.toLowerCase().replaceAll(/\W+/g, '-')}`;
    return element(
      'section',
      { 'aria-labelledby': id },
      element('h2', { id }, group),
      element('ul', {}, ...list.map((file) => element('li', {}, entry(file)))),
    );
  });
  host.replaceChildren(...groups);
  const current = host.querySelector<HTMLElement>('[aria-current]');
  if (focused) current?.focus();

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
