import type { Problem } from '../../copy/problem.ts';
import { part } from '../../site/scripts/element.ts';
import type { Judged } from '../copy/desk.ts';
import type { EditableText } from '../copy/editable.ts';
import type { ListedFile } from '../copy/list-files.ts';
import type { Survey } from '../copy/survey.ts';
import { ask, StudioRefusal } from './ask.ts';
import { askForCampaign } from './copy-desk-begin.ts';
import { drawConflict } from './copy-desk-conflict.ts';
import { openEditor } from './copy-desk-editor.ts';
import { drawFiles, listFiles, readFile } from './copy-desk-files.ts';
import { followDisk } from './copy-desk-follow.ts';
import { openMailPane } from './copy-desk-mail.ts';
import { memory } from './copy-desk-memory.ts';
import { openPanes } from './copy-desk-panes.ts';
import { pathAt } from './copy-desk-path.ts';
import { drawPlace, drawProblems } from './copy-desk-problems.ts';

/** How long the hands rest before the draft is looked at, and before everybody's mail is. */
const LOOK = 120;
const COUNT = 900;

async function openDesk(root: HTMLElement): Promise<void> {
  const pane = openPanes(root);
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
  /** As many as are listed. */
  let problems = 0;
  /** A save is on its way; another one is wanted after it. */
  let [isSaving, isSaveWanted] = [false, false];
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
    saveButton.classList.toggle('primary', problems === 0);
    saveButton.title = problems === 0 ? '' : 'It cannot be saved until what is named below is mended';
    drawFiles(
      part(root, 'files'),
      files,
      base?.name ?? '',
      (name) => memory.draft(name) !== undefined,
      (name) => void open(name),
      () => askForCampaign(files, begun),
    );
  }

  async function begun(name: string): Promise<void> {
    files = await listFiles();
    await open(name);
    say('A file of its own. What is written here is saved with Save.', 'good');
    // The question gives the focus back to the button that asked it, which was drawn anew.
    requestAnimationFrame(() => editor.view.focus());
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
      problems = judged.problems.length;
      drawState();
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
      const there = await readFile(name);
      const listed = files.find((file) => file.name === name);
      const kept = memory.draft(name);
      const place = memory.place(name);
      base = undefined;
      problems = 0;
      editor.load(name, kept?.text ?? there.text, place?.cursor, place?.scroll);
      base = there;
      path = pathAt(editor.view.state, editor.view.state.selection.main.head);
      part(root, 'title').textContent = listed?.title ?? name;
      part(root, 'decides').textContent = listed ? `${listed.group} · ${name} · ${listed.decides}` : name;
      document.title = `${listed?.title ?? name} · Copy · Pitchwright`;
      part(root, 'conflict').hidden = true;
      if (kept && kept.digest !== there.digest && kept.text !== there.text) conflict(there);
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
    isSaveWanted = isSaving;
    if (!base || !isUnsaved() || isSaving) return;
    const { name, digest } = base;
    const text = editor.text();
    say('Saving…');
    // A button that is off holds no focus.
    if (document.activeElement === saveButton) editor.view.focus();
    saveButton.disabled = true;
    isSaving = true;
    try {
      const saved = await ask<EditableText>('copy/file', { method: 'PUT', body: { name, text, digest } });
      if (base.name !== name) return memory.keepDraft(name, undefined);
      base = saved;
      // What was typed while it was on its way stays a draft, now of the saved text.
      memory.keepDraft(name, isUnsaved() ? { text: editor.text(), digest: base.digest } : undefined);
      say('Saved. The site reads it now.', 'good');
      drawState();
      await judge();
    } catch (error) {
      const isRefused = error instanceof StudioRefusal;
      if (isRefused && error.code === 'COPY_CHANGED') {
        say('');
        conflict(await readFile(name));
      } else {
        // What is wrong stands in the list already, unless it shows in mails only.
        if (isRefused && error.code === 'COPY_BROKEN') await judge();
        if (isRefused && error.code === 'COPY_BROKEN' && problems > 0)
          say('Not saved: mend what is named above.', 'bad');
        else fail(error);
      }
    } finally {
      isSaving = false;
      drawState();
      if (isSaveWanted) void save();
    }
  }

  /** @param there the text on disk, which is neither the draft nor what it was begun from. */
  function conflict(there: EditableText): void {
    const host = part(root, 'conflict');
    if (!host.hidden && host.dataset.of === there.digest) return;
    host.dataset.of = there.digest;
    drawConflict(host, editor.text(), there.text, (choice) => {
      base = there;
      host.hidden = true;
      if (choice === 'theirs') editor.replace(there.text);
      editor.view.focus();
      changed();
    });
  }

  /** Something changed on disk: here, in another tab or in an editor. */
  async function follow(): Promise<void> {
    if (!base || isSaving) return;
    const was = base;
    try {
      files = await listFiles();
      await mail.listPeople();
      const there = await readFile(was.name);
      if (base !== was || isSaving) return;
      if (there.digest !== was.digest) {
        if (editor.text() === there.text) base = there;
        else if (isUnsaved()) conflict(there);
        else {
          base = there;
          editor.replace(there.text);
          say('This file changed on disk; its new text is shown.');
        }
      }
      drawState();
      await judge();
    } catch (error) {
      fail(error);
    }
  }

  saveButton.addEventListener('click', () => void save());
  revertButton.addEventListener('click', () => {
    if (!base) return;
    editor.replace(base.text);
    say('Discarded. Ctrl-Z brings it back.');
    editor.view.focus();
  });
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
    files = await listFiles();
    await mail.listPeople();
  } catch (error) {
    fail(error);
    return;
  }
  const wanted = query.get('file');
  const first = files.find(({ name }) => name === wanted) ?? files[0];
  const line = Number(query.get('line') ?? Number.NaN);
  if (first) await open(first.name, Number.isInteger(line) ? line : undefined);
  if (wanted !== null && first?.name !== wanted) say(`${wanted} is no file of the copy.`, 'bad');
  followDisk(() => void follow());
}

/** A hint begins small, because it follows an arrow in a terminal. */
const sentence = (hint = '') =>
  hint && `${hint.charAt(0).toUpperCase()}${hint.slice(1)}${/[.!?]$/.test(hint) ? '' : '.'}`;

const root = document.querySelector<HTMLElement>('[data-copy-desk]');
if (root) void openDesk(root);
