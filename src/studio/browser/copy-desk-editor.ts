import { isolateHistory } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, keymap, MatchDecorator, ViewPlugin } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { basicSetup } from 'codemirror';
import type { Problem } from '../../copy/problem.ts';
import { completionOf } from './copy-desk-complete.ts';
import { findAsTyped } from './copy-desk-search.ts';

const colors = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)', fontWeight: '560' },
  { tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator, tags.meta], color: 'var(--muted)' },
]);

/** Liquid tags stand out from the words around them. */
const liquid = new MatchDecorator({
  regexp: /\{\{.*?\}\}|\{%.*?%\}/g,
  decoration: (found) =>
    Decoration.mark({ class: found[0].startsWith('{{') ? 'desk-variable' : 'desk-logic' }),
});
const liquidTags = ViewPlugin.define(
  (view) => ({
    marks: liquid.createDeco(view),
    update(change) {
      this.marks = liquid.updateDeco(change, this.marks);
    },
  }),
  { decorations: ({ marks }) => marks },
);

/** An answer is dropped when it comes from another function than the one that is there by then: it is made once. */
function completing(name: string): Extension {
  const sources = [{ autocomplete: completionOf(name) }];
  return EditorState.languageData.of(() => sources);
}

export interface Hears {
  changed(): void;
  moved(): void;
  save(): void;
}

/** The editor of one text at a time. */
export function openEditor(parent: HTMLElement, hears: Hears) {
  const extensions = (name: string, text: string): Extension => [
    // A file keeps the line breaks that it has.
    isCrLf(text) ? EditorState.lineSeparator.of('\r\n') : [],
    // Tab is not among its keys: it leaves the editor.
    keymap.of([{ key: 'Mod-s', run: saves, preventDefault: true }]),
    basicSetup,
    lintGutter(),
    EditorView.lineWrapping,
    yaml(),
    syntaxHighlighting(colors),
    liquidTags,
    completing(name),
    findAsTyped,
    EditorView.contentAttributes.of({ 'aria-label': 'Text of the file', spellcheck: 'false', tabindex: '0' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) hears.changed();
      if (update.docChanged || update.selectionSet) hears.moved();
    }),
  ];
  const saves = () => {
    hears.save();
    return true;
  };
  // Words written before a file is there would be lost with it.
  const empty = EditorState.create({ extensions: EditorView.editable.of(false) });
  const view = new EditorView({ parent, state: empty });
  const lineOf = (number: number) => view.state.doc.line(Math.max(1, Math.min(number, view.state.doc.lines)));

  return {
    view,
    /** The text with the line breaks of its file. */
    text: () => view.state.sliceDoc(),
    load(name: string, text: string, cursor = 0, scroll = 0): void {
      view.setState(EditorState.create({ doc: text, extensions: extensions(name, text) }));
      view.dispatch({ selection: { anchor: Math.min(cursor, view.state.doc.length) } });
      requestAnimationFrame(() => {
        view.scrollDOM.scrollTop = scroll;
        view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main.head) });
      });
    },
    /** Puts another text in the place of the one that is there; it can be taken back. The cursor stays where it can. */
    replace(text: string): void {
      const doc = view.state.toText(text);
      const [was, now] = [view.state.doc.toString(), doc.toString()];
      let [start, end] = [0, 0];
      const shorter = Math.min(was.length, now.length);
      while (start < shorter && was[start] === now[start]) start += 1;
      while (end < shorter - start && was.at(-1 - end) === now.at(-1 - end)) end += 1;
      view.dispatch({
        changes: { from: start, to: was.length - end, insert: doc.slice(start, now.length - end) },
        annotations: isolateHistory.of('full'),
      });
    },
    insert(words: string): void {
      view.dispatch(view.state.replaceSelection(words), { scrollIntoView: true, userEvent: 'input' });
      view.focus();
    },
    mark(problems: readonly Problem[]): void {
      const marks = problems.map((problem): Diagnostic => {
        const line = lineOf(problem.line);
        const from = Math.min(line.from + Math.max(0, problem.column - 1), line.to);
        const word =
          /^(?:[\w.-]+|\{\{.*?\}\}|\{%.*?%\})/.exec(view.state.sliceDoc(from, line.to))?.[0].length ?? 0;
        return {
          from,
          to: word > 0 ? from + word : line.to,
          severity: 'error',
          message: problem.hint ? `${problem.message}\n${problem.hint}` : problem.message,
        };
      });
      view.dispatch(setDiagnostics(view.state, marks));
      // The list of problems takes room: what is being written stays in sight.
      if (view.hasFocus)
        requestAnimationFrame(() => {
          view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main.head) });
        });
    },
    goTo(number: number, column = 1): void {
      const line = lineOf(number);
      const anchor = Math.min(line.from + Math.max(0, column - 1), line.to);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      view.focus();
    },
  };
}

export type Editor = ReturnType<typeof openEditor>;

const isCrLf = (text: string) => text.includes('\r\n') && !/(^|[^\r])\n/.test(text);
