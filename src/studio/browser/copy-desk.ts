import type { Problem } from '../../copy/problem.ts';
import { button, element, part } from '../../site/scripts/element.ts';
import type { Judged } from '../copy/desk.ts';
import type { EditableText } from '../copy/editable.ts';
import type { ListedFile } from '../copy/list-files.ts';
import type { Survey } from '../copy/survey.ts';
import { ask, StudioRefusal } from './ask.ts';
import { differenceOf, drawDifference } from './copy-desk-difference.ts';
import { openEditor } from './copy-desk-editor.ts';
import { drawFiles } from './copy-desk-files.ts';
import { openMailPane } from './copy-desk-mail.ts';
import { memory } from './copy-desk-memory.ts';
import { pathAt } from './copy-desk-path.ts';
import { drawPlace, drawProblems } from './copy-desk-problems.ts';

/** How long the hands rest before the draft is looked at, and before everybody's mail is. */
const LOOK = 120;
const COUNT = 900;

async function openDesk(root: HTMLElement): Promise<void> {
  const status = part(root, 'status');
  const [saveButton, revertButton] = [
    part<HTMLButtonElement>(root, 'save'),
    part<HTMLButtonElement>(root, 'revert'),
  ];
  let files: readonly ListedFile[] = [];
  /** As it was on disk when the draft was begun. */
  let base: EditableText | undefined;
  let path: readonly string[] = [];
  let asking = new AbortController();
  let [looking, counting] = [0, 0];
  const editor = openEditor(part(root, 'editor'), { changed, moved, save: () => void save() });
  const mail = openMailPane(root, () => {
    remember();
    void judge();
  });

  const isUnsaved = () => base !== undefined && editor.text() !== base.text;
  const say = (words: string, tone = '') => {
    status.textContent = words;
    status.dataset.tone = tone;
  };
  const fail = (error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    if (error instanceof StudioRefusal)
      say(`${error.message.replace(/\.?$/, '.')} ${sentence(error.hint)}`.trim(), 'bad');
    else throw error;
  };

  function changed(): void {
    if (!base) return;
    memory.keepDraft(base.name, isUnsaved() ? { text: editor.text(), digest: base.digest } : undefined);
    say('');
    drawState();
    clearTimeout(looking);
    looking = window.setTimeout(() => void judge(), LOOK);
  }

  function moved(): void {
    if (!base) return;
    remember();
    const next = pathAt(editor.view.state, editor.view.state.selection.main.head);
    const isElsewhere = next.slice(0, 2).join('\n') !== path.slice(0, 2).join('\n');
    path = next;
    drawPlace(root, base.name, path, editor.insert);
    if (!isElsewhere) return;
    clearTimeout(looking);
    looking = window.setTimeout(() => void judge(), LOOK);
  }

  function remember(): void {
    if (!base) return;
    const { state, scrollDOM } = editor.view;
    memory.keepPlace(base.name, { cursor: state.selection.main.head, scroll: scrollDOM.scrollTop });
    const query = new URLSearchParams({ file: base.name });
    const customer = mail.customer();
    if (customer !== undefined) query.set('customer', customer);
    window.history.replaceState(null, '', `?${query}`);
  }

  function drawState(): void {
    saveButton.disabled = revertButton.disabled = !isUnsaved();
    drawFiles(
      part(root, 'files'),
      files,
      base?.name ?? '',
      (name) => memory.draft(name) !== undefined,
      (name) => void open(name),
    );
  }

  /** Asks what the draft does; only the latest answer counts. */
  async function judge(): Promise<void> {
    if (!base) return;
    asking.abort();
    asking = new AbortController();
    clearTimeout(counting);
    const { signal } = asking;
    const draft = { name: base.name, text: editor.text(), customer: mail.customer(), at: path };
    try {
      const judged = await ask<Judged>('copy/draft', { method: 'POST', body: draft, signal });
      editor.mark(judged.problems.filter(({ file, line }) => file === draft.name && line > 0));
      drawProblems(part(root, 'problems'), draft.name, judged.problems, goTo);
      mail.judged(judged, !isUnsaved());
      mail.surveyed(undefined);
      if (judged.problems.length === 0 && isUnsaved())
        counting = window.setTimeout(() => void count(draft, signal), COUNT);
    } catch (error) {
      fail(error);
    }
  }

  async function count(draft: object, signal: AbortSignal): Promise<void> {
    mail.surveyed('counting');
    try {
      mail.surveyed(await ask<Survey>('copy/survey', { method: 'POST', body: draft, signal }));
    } catch (error) {
      mail.surveyed(undefined);
      fail(error);
    }
  }

  async function goTo({ file, line, column }: Problem): Promise<void> {
    if (file !== base?.name) {
      if (!files.some(({ name }) => name === file)) return;
      await open(file);
    }
    pane('text');
    if (line > 0) editor.goTo(line, column);
  }

  async function open(name: string, line?: number): Promise<void> {
    try {
      const there = await ask<EditableText>(`copy/file?name=${encodeURIComponent(name)}`);
      const listed = files.find((file) => file.name === name);
      const kept = memory.draft(name);
      const place = memory.place(name);
      base = undefined;
      editor.load(name, kept?.text ?? there.text, place?.cursor, place?.scroll);
      base = there;
      path = pathAt(editor.view.state, editor.view.state.selection.main.head);
      part(root, 'title').textContent = listed?.title ?? name;
      part(root, 'decides').textContent = listed ? `${listed.group} · ${name} · ${listed.decides}` : name;
      document.title = `${listed?.title ?? name} · Copy · Pitchwright`;
      conflict(
        kept && kept.digest !== there.digest && kept.text !== there.text ? kept.text : undefined,
        there,
      );
      say('');
      drawState();
      drawPlace(root, name, path, editor.insert);
      if (line !== undefined) editor.goTo(line);
      remember();
      pane('text');
      await judge();
    } catch (error) {
      fail(error);
    }
  }

  async function save(): Promise<void> {
    if (!base || !isUnsaved()) return;
    const { name, digest } = base;
    const text = editor.text();
    say('Saving…');
    saveButton.disabled = true;
    try {
      base = await ask<EditableText>('copy/file', { method: 'PUT', body: { name, text, digest } });
      // What was typed while it was on its way stays a draft, now of the saved text.
      memory.keepDraft(name, isUnsaved() ? { text: editor.text(), digest: base.digest } : undefined);
      say('Saved. The site reads it now.', 'good');
      drawState();
      await judge();
    } catch (error) {
      drawState();
      if (error instanceof StudioRefusal && error.code === 'COPY_CHANGED') {
        const there = await ask<EditableText>(`copy/file?name=${encodeURIComponent(name)}`);
        say('');
        conflict(editor.text(), there);
      } else fail(error);
    }
  }

  /** Somebody else wrote the file: both are kept until a person decides. */
  function conflict(mine: string | undefined, there: EditableText): void {
    const host = part(root, 'conflict');
    host.hidden = mine === undefined;
    if (mine === undefined) return;
    const settle = (text: string) => {
      base = there;
      host.hidden = true;
      if (text !== editor.text()) editor.replace(text);
      changed();
    };
    const difference = drawDifference(differenceOf(there.text, mine));
    difference.hidden = true;
    const show = button('Show what differs', () => {
      difference.hidden = !difference.hidden;
      show.setAttribute('aria-expanded', String(!difference.hidden));
    });
    show.setAttribute('aria-expanded', 'false');
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
        button('Take theirs', () => settle(there.text)),
        button('Keep mine', () => settle(editor.text())),
      ),
      difference,
    );
  }

  function pane(name: string): void {
    root.dataset.pane = name;
    for (const each of root.querySelectorAll<HTMLElement>('[data-show]'))
      each.setAttribute('aria-pressed', String(each.dataset.show === name));
  }

  for (const each of root.querySelectorAll<HTMLElement>('[data-show]'))
    each.addEventListener('click', () => pane(each.dataset.show as string));
  saveButton.addEventListener('click', () => void save());
  revertButton.addEventListener('click', () => base && editor.replace(base.text));
  root.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== 's' || event.defaultPrevented) return;
    event.preventDefault();
    void save();
  });
  editor.view.scrollDOM.addEventListener('scrollend', remember);
  window.addEventListener('pagehide', remember);
  window.addEventListener('beforeunload', (event) => {
    // A draft that the tab keeps is there again after a reload; only one that it cannot keep is lost.
    if (base && isUnsaved() && memory.draft(base.name) === undefined) event.preventDefault();
  });

  const query = new URLSearchParams(location.search);
  mail.begin(query.get('customer') ?? undefined);
  try {
    files = (await ask<{ files: readonly ListedFile[] }>('copy/files')).files;
    await mail.listPeople();
  } catch (error) {
    fail(error);
    return;
  }
  const wanted = query.get('file');
  const first =
    files.find(({ name }) => name === wanted) ?? files.find(({ name }) => name.endsWith('/subjects.yaml'));
  const line = Number(query.get('line') ?? Number.NaN);
  if (first) await open(first.name, Number.isInteger(line) ? line : undefined);
  if (wanted !== null && first?.name !== wanted) say(`${wanted} is no file of the copy.`, 'bad');
}

/** A hint begins small, because it follows an arrow in a terminal. */
const sentence = (hint = '') =>
  hint && `${hint.charAt(0).toUpperCase()}${hint.slice(1)}${/[.!?]$/.test(hint) ? '' : '.'}`;

const root = document.querySelector<HTMLElement>('[data-copy-desk]');
if (root) void openDesk(root);
