import { button, element } from '../../site/scripts/element.ts';
import { differenceOf, drawDifference } from './copy-desk-difference.ts';

/** Somebody else wrote the file: both are kept until a person decides. */
export function drawConflict(
  host: HTMLElement,
  mine: string,
  theirs: string,
  settle: (choice: 'mine' | 'theirs') => void,
): void {
  const difference = drawDifference(differenceOf(theirs, mine));
  difference.hidden = true;
  const show = button('Show what differs', () => {
    difference.hidden = !difference.hidden;
    show.setAttribute('aria-expanded', String(!difference.hidden));
  });
  show.setAttribute('aria-expanded', 'false');
  host.hidden = false;
  host.replaceChildren(
    element(
      'p',
      {},
      element('b', {}, 'This file changed on disk'),
      ' since you began. Nothing of either is lost yet.',
    ),
    element(
      'div',
      { class: 'acts' },
      show,
      button('Take theirs', () => settle('theirs')),
      button('Keep mine', () => settle('mine')),
    ),
    difference,
  );
}
