import type { Problem } from '../../copy/problem.ts';
import { VARIABLES } from '../../copy/variables.ts';
import { button, element, part } from '../../site/scripts/element.ts';
import { setAt } from '../copy/set-at.ts';

/** What is wrong, below the editor: each with its keys and line, and how to put it right. */
export function drawProblems(
  host: HTMLElement,
  name: string,
  problems: readonly Problem[],
  goTo: (problem: Problem) => void,
): void {
  if (problems.length === 0) {
    host.replaceChildren();
    return;
  }
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  host.replaceChildren(
    element('h3', {}, count),
    element(
      'ul',
      {},
      ...problems.map((problem) => {
        const { file, line, message, hint } = problem;
        const isHere = file === name;
        const place = `${isHere ? '' : `${file} `}${line > 0 ? `line ${line}` : ''}`.trim();
        const act = button('', () => goTo(problem), 'problem');
        act.append(
          element('span', { class: 'where' }, place || file),
          element('span', { class: 'what' }, message),
        );
        if (hint) act.append(element('span', { class: 'fix' }, hint));
        return element('li', {}, act);
      }),
    ),
  );
}

/** Files with texts that hold variables. */
const HAS_TEXTS = /^(?:campaigns|locales)\//;

/** The keys under the cursor, and the variables that may stand there. */
export function drawPlace(
  root: HTMLElement,
  name: string,
  path: readonly string[],
  insert: (words: string) => void,
): void {
  const set = setAt(name, path);
  const names: readonly string[] = set === undefined ? [] : (VARIABLES[set] ?? []);
  const place = path.join(' › ');
  part(root, 'place').textContent =
    names.length === 0 && HAS_TEXTS.test(name)
      ? `${place}${place && ' · '}in a text, its variables are listed below`
      : place;
  const host = part(root, 'names');
  part(root, 'variables').hidden = names.length === 0;
  if (host.dataset.set === set) return;
  host.dataset.set = set ?? '';
  const groups = Map.groupBy(names, (each) => each.split('.')[0] as string);
  host.replaceChildren(
    ...[...groups].map(([group, list]) =>
      element(
        'div',
        { role: 'group', 'aria-label': group },
        ...list.map((each) => button(each, () => insert(`{{ ${each} }}`), 'name')),
      ),
    ),
  );
}
