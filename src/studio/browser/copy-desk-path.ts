import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';

type Node = ReturnType<ReturnType<typeof syntaxTree>['resolveInner']>;

/** The keys that a place of a YAML text stands in; entries of a list are counted from 1. */
export function pathAt(state: EditorState, at: number): readonly string[] {
  const tree = ensureSyntaxTree(state, Math.min(state.doc.length, at + 1), 50) ?? syntaxTree(state);
  const path: string[] = [];
  // A cursor in the indentation, or behind the last letter of a line, belongs to that line.
  const line = state.doc.lineAt(at);
  const first = line.from + (/\S/.exec(line.text)?.index ?? 0);
  let node: Node | null = tree.resolveInner(Math.max(at, first), at <= first ? 1 : -1);
  for (; node; node = node.parent) {
    if (node.name === 'Pair') {
      const key = node.getChild('Key');
      if (key) path.unshift(state.sliceDoc(key.from, key.to).replace(/^["']|["']$/g, ''));
    } else if (node.name === 'Item' || node.parent?.name === 'FlowSequence') {
      path.unshift(String(placeAmong(node)));
    }
  }
  return path;
}

function placeAmong(node: Node): number {
  let place = 1;
  for (let before = node.prevSibling; before; before = before.prevSibling)
    if (before.name === node.name) place += 1;
  return place;
}
