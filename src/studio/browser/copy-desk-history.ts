import {
  Annotation,
  type ChangeSet,
  type EditorSelection,
  type Extension,
  StateField,
  Transaction,
} from '@codemirror/state';
import { type Command, type EditorView, keymap } from '@codemirror/view';

/** What takes a change back. */
interface Step {
  readonly changes: ChangeSet;
  readonly selection: EditorSelection;
}

interface Steps {
  readonly undo: readonly Step[];
  readonly redo: readonly Step[];
  /** When the latest step was typed; typing that goes on belongs to it. */
  readonly typedAt: number;
}

const way = Annotation.define<'undo' | 'redo'>();

/** Typing within that many milliseconds is one step. */
const PAUSE = 600;
const MOST_STEPS = 500;

const steps = StateField.define<Steps>({
  create: () => ({ undo: [], redo: [], typedAt: 0 }),
  update(value, change) {
    if (!change.docChanged) return change.selection ? { ...value, typedAt: 0 } : value;
    const step = {
      changes: change.changes.invert(change.startState.doc),
      selection: change.startState.selection,
    };
    const taken = change.annotation(way);
    if (taken === 'undo') return { undo: value.undo.slice(0, -1), redo: [...value.redo, step], typedAt: 0 };
    if (taken === 'redo') return { undo: [...value.undo, step], redo: value.redo.slice(0, -1), typedAt: 0 };
    const now = change.annotation(Transaction.time) ?? 0;
    const last = value.undo.at(-1);
    const isTyping = change.isUserEvent('input.type') || change.isUserEvent('delete');
    if (last && isTyping && now - value.typedAt < PAUSE) {
      const joined = { changes: step.changes.compose(last.changes), selection: last.selection };
      return { undo: [...value.undo.slice(0, -1), joined], redo: [], typedAt: now };
    }
    return { undo: [...value.undo, step].slice(-MOST_STEPS), redo: [], typedAt: isTyping ? now : 0 };
  },
});

const take =
  (direction: 'undo' | 'redo'): Command =>
  (view: EditorView) => {
    const step = view.state.field(steps)[direction].at(-1);
    if (!step) return true;
    const { changes, selection } = step;
    view.dispatch({
      changes,
      selection,
      scrollIntoView: true,
      annotations: way.of(direction),
      userEvent: direction,
    });
    return true;
  };

/** Undo and redo, under the usual keys. */
export const history: Extension = [
  steps,
  keymap.of([
    { key: 'Mod-z', run: take('undo'), preventDefault: true },
    { key: 'Mod-Shift-z', run: take('redo'), preventDefault: true },
    { key: 'Mod-y', run: take('redo'), preventDefault: true },
  ]),
];
