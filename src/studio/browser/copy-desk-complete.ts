import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { VARIABLES } from '../../copy/variables.ts';
import { setAt } from '../copy/set-at.ts';
import { pathAt } from './copy-desk-path.ts';

/** After `{{`, and where a tag asks for a value: `{% if `. */
const VARIABLE = /(?:\{\{-?\s*|\{%-?\s*(?:if|elsif|unless|case)\s(?:[^%}|]*\s)?)([\w.]*)$/;
const KEY = /^(\s*(?:- +)?)([\w-]*)$/;

/** Offers the variables that may stand at a place of a file, and the keys that the file has at the same depth. */
export const completionOf =
  (name: string) =>
  (context: CompletionContext): CompletionResult | null =>
    variablesAt(name, context) ?? keysAt(context);

function variablesAt(name: string, { state, pos }: CompletionContext): CompletionResult | null {
  const line = state.doc.lineAt(pos);
  const found = VARIABLE.exec(line.text.slice(0, pos - line.from));
  if (!found) return null;
  const isOutput = found[0].startsWith('{{');
  const options = namesAt(name, state, pos).map((label): Completion => {
    const completion = { label, type: 'variable' };
    return isOutput ? { ...completion, apply: applyOutput } : completion;
  });
  if (options.length === 0) return null;
  return { from: pos - (found[1] as string).length, options, validFor: /^[\w.]*$/ };
}

/** Without quotes the braces themselves are read as keys: then what is above them counts. */
function namesAt(name: string, state: EditorState, pos: number): readonly string[] {
  const path = pathAt(state, pos);
  for (let depth = path.length; depth > 0; depth--) {
    const set = setAt(name, path.slice(0, depth));
    if (set !== undefined && Object.hasOwn(VARIABLES, set)) return VARIABLES[set];
  }
  return [];
}

/** Leaves `{{ name }}`, whatever of the braces is there, and the cursor behind it. */
function applyOutput(view: EditorView, { label }: Completion, from: number, to: number): void {
  const [closed = ''] = /^[ \t]*-?\}\}/.exec(view.state.sliceDoc(to, to + 8)) ?? [];
  const isTight = view.state.sliceDoc(from - 1, from) === '{';
  const insert = `${isTight ? ' ' : ''}${label} ${closed.trim() || '}}'}`;
  view.dispatch({
    changes: { from, to: to + closed.length, insert },
    selection: { anchor: from + insert.length },
    scrollIntoView: true,
    userEvent: 'input.complete',
  });
}

function keysAt({ state, pos, explicit }: CompletionContext): CompletionResult | null {
  const line = state.doc.lineAt(pos);
  const [, before = '', word = ''] = KEY.exec(line.text.slice(0, pos - line.from)) ?? [];
  const isBegun = explicit || word !== '';
  if (!isBegun || !/^\S*\s*$/.test(line.text.slice(before.length)) || isInText(state, pos)) return null;
  const own = line.text.slice(before.length).trim();
  const keys = new Set<string>();
  for (const text of state.doc.iterLines()) {
    const [, indent = '', key] = /^(\s*(?:- +)?)([\w-]+):(?:\s|$)/.exec(text) ?? [];
    if (key !== undefined && key !== own && indent.length === before.length) keys.add(key);
  }
  if (keys.size === 0) return null;
  const options = [...keys].map((key) => ({ label: key, apply: `${key}: `, type: 'property' }));
  return { from: pos - word.length, options, validFor: /^[\w-]*$/ };
}

/** Whether the words of a text over several lines stand there. */
function isInText(state: EditorState, pos: number): boolean {
  for (let node = syntaxTree(state).resolveInner(pos, -1); ; node = node.parent as typeof node) {
    if (/Block(Literal|Folded)|Quoted|Comment/.test(node.name)) return true;
    if (!node.parent) return false;
  }
}
