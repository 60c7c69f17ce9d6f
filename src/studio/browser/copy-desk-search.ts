import { getSearchQuery, type SearchQuery, searchPanelOpen, setSearchQuery } from '@codemirror/search';
import type { EditorState, Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { element } from '../../site/scripts/element.ts';

/** So many are counted; beyond that nobody goes through them one by one. */
const MOST_COUNTED = 999;

/** While somebody types what they look for, the next place is shown, and how many there are is said. */
export const findAsTyped: Extension = EditorView.updateListener.of((update) => {
  const { view, state, transactions } = update;
  const panel = searchPanelOpen(state) && view.dom.querySelector('.cm-search');
  if (!panel) return;
  const isAsked = transactions.some(({ effects }) => effects.some((effect) => effect.is(setSearchQuery)));
  const isNew = panel.querySelector('.matches') === null;
  if (!isAsked && !isNew && !update.docChanged && !update.selectionSet) return;
  const query = getSearchQuery(state);
  if (panel) count(panel, state, query);
  if (!isAsked || !query.valid || document.activeElement?.getAttribute('name') !== 'search') return;
  const { from } = state.selection.main;
  const next = query.getCursor(state, from).next();
  const found = next.done ? query.getCursor(state).next() : next;
  if (found.done) return;
  // An update may not begin another one.
  queueMicrotask(() => {
    if (view.state !== state) return;
    view.dispatch({
      selection: { anchor: found.value.from, head: found.value.to },
      effects: EditorView.scrollIntoView(found.value.from, { y: 'center' }),
      userEvent: 'select.search',
    });
  });
});

/** `2 of 14`: the place that is selected, among all. */
function count(panel: Element, state: EditorState, query: SearchQuery): void {
  const host = panel.querySelector('.matches') ?? element('span', { class: 'matches', role: 'status' });
  if (!host.isConnected) panel.querySelector('[name="search"]')?.after(host);
  if (!query.valid) {
    host.textContent = '';
    return;
  }
  const { from, to } = state.selection.main;
  let [all, at] = [0, 0];
  const cursor = query.getCursor(state);
  for (let next = cursor.next(); !next.done && all < MOST_COUNTED; next = cursor.next()) {
    all += 1;
    if (next.value.from === from && next.value.to === to) at = all;
  }
  const most = all === MOST_COUNTED ? `${all}+` : String(all);
  host.textContent = all === 0 ? 'None' : at === 0 ? most : `${at} of ${most}`;
}
