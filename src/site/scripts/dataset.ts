import type { ImportReport } from '../../data/import/report.ts';
import { importCommand } from '../dataset/import-command.ts';
import { kindQuestion } from '../dataset/kind-question.ts';
import type { CheckProgress, FileChoice, OpenQuestion, SeenFile } from '../dataset/protocol.ts';
import { closingWords, readyWords } from '../dataset/result-words.ts';
import { BusyMeter } from './busy-meter.ts';
import './copy-button.ts';
import { DatasetChecker } from './dataset-checker.ts';
import { showDownloads } from './dataset-downloads.ts';
import { wireDrop } from './dataset-drop.ts';
import { MailTrio } from './dataset-mails.ts';
import { MappingEditor } from './dataset-mapping.ts';
import { type FileAnswers, questionForm } from './dataset-question.ts';
import { Results } from './dataset-results.ts';
import { StatusStrip } from './dataset-status.ts';
import { CHECKED, type Storable } from './dataset-storable.ts';
import { element, part } from './element.ts';

/** Milliseconds after the last change of a mapping until it is checked: arrow keys step through many fields. */
const PATIENCE = 400;

/** The Dataset page: from files that somebody drops to a finished dataset to take along. Nothing of them leaves it. */
class DatasetDesk extends HTMLElement {
  #checker = new DatasetChecker();
  #results!: Results;
  #mails!: MailTrio;
  #status!: StatusStrip;
  #files: readonly File[] = [];
  #seen: readonly SeenFile[] = [];
  #editors: readonly MappingEditor[] = [];
  #isChanged = false;
  #asked: readonly OpenQuestion[] = [];
  #answers: FileAnswers = new Map();
  #mapping = new Blob();
  #report: ImportReport | undefined;
  #timer = 0;

  connectedCallback(): void {
    const { example = '', kit = '', base = '' } = this.dataset;
    this.#status = new StatusStrip(part(this, 'status'), part(this, 'told'), () => this.#cancel());
    this.#results = new Results(part(this, 'results'));
    this.#mails = new MailTrio(part(this, 'mails'), {
      checker: this.#checker,
      kit: new URL(kit, location.href).href,
      base,
      tell: (words) => this.#status.say(words),
    });
    wireDrop(part(this, 'drop'), (files) => void this.#open(files));
    part(this, 'try').addEventListener('click', () => void this.#openExample(example.split(' ')));
    this.dataset.ready = '';
  }

  get storable(): Storable {
    return { files: this.#files, mapping: this.#mapping, report: this.#report };
  }

  async #openExample(addresses: readonly string[]): Promise<void> {
    try {
      const files = await Promise.all(
        addresses.map(async (address) => {
          const answer = await fetch(address);
          if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
          return new File([await answer.blob()], address.slice(address.lastIndexOf('/') + 1));
        }),
      );
      await this.#open(files);
    } catch (error) {
      const { message } = error as Error;
      this.#fail({
        message: `the example cannot be fetched (${message})`,
        hint: 'check the connection and try again',
      });
    }
  }

  /** Begins anew with other files. */
  async #open(files: readonly File[]): Promise<void> {
    this.#files = files;
    this.#isChanged = false;
    [this.#asked, this.#answers] = [[], new Map()];
    this.dataset.loaded = '';
    this.#hide('error', 'files', 'question', 'results');
    this.#status.start(files.map(({ name }) => name));
    try {
      const seen = await this.#checker.ask('seen', { files });
      if (!seen) return;
      this.#seen = seen;
      this.#showFiles();
      const names = files.map(({ name }) => name);
      // A studio has a button instead.
      const command = this.querySelector('[data-part="first-command"]');
      if (command) command.textContent = importCommand(names, false);
      await this.#begin();
    } catch (error) {
      this.#fail(error);
    }
  }

  #showFiles(): void {
    const options = {
      customers: part<HTMLTemplateElement>(this, 'customers-fields'),
      orders: part<HTMLTemplateElement>(this, 'orders-fields'),
    };
    this.#editors = this.#seen.map((file, at) => new MappingEditor(file, at, options, () => this.#changed()));
    part(this, 'file-list').replaceChildren(...this.#editors.map(({ panel }) => panel));
    part(this, 'files').hidden = false;
  }

  /** Asks for what must be known first, or checks. */
  async #begin(): Promise<void> {
    const unknown = this.#seen.flatMap(({ recognised }, at) =>
      recognised === undefined && this.#answers.get(at)?.kind === undefined ? [at] : [],
    );
    const unclear = unknown.filter((at) => this.#seen[at]?.either);
    if (unclear.length > 0) this.#ask(unclear.map(kindQuestion));
    else if (unknown.length > 0) this.#askForColumns(unknown);
    else await this.#check('results');
  }

  /** No check can begin before somebody says what the columns are. */
  #askForColumns(unknown: readonly number[]): void {
    const names = unknown.map((at) => this.#seen[at]?.name);
    this.#status.end(
      `Say what the columns of ${names.join(' and ')} are: at least the e-mail address or an id.`,
    );
    this.#editors[unknown[0] ?? 0]?.focus();
  }

  #changed(): void {
    this.#isChanged = true;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#check('nothing'), PATIENCE);
  }

  /** Nothing said is nothing sent: the files are read as they were recognised. */
  #choices(): readonly FileChoice[] | undefined {
    if (!this.#isChanged && this.#answers.size === 0) return undefined;
    return this.#editors.map((editor, at) => ({ ...editor.choice(), ...this.#answers.get(at) }));
  }

  /** @param focus what gets the focus when all is well; a change in the middle of a form keeps it. */
  async #check(focus: 'results' | 'nothing'): Promise<void> {
    const started = performance.now();
    const meter = new BusyMeter();
    const results = part(this, 'results');
    this.#hide('error');
    results.setAttribute('aria-busy', 'true');
    this.#status.start(this.#files.map(({ name }) => name));
    try {
      const setting = new URL(this.dataset.setting as string, location.href).href;
      const tell = (progress: CheckProgress) => this.#status.progress(progress);
      const checked = await this.#checker.ask('checked', { choices: this.#choices(), setting }, tell);
      if (!checked) return;
      if ('questions' in checked) {
        this.#ask(checked.questions);
        return;
      }
      const seconds = (performance.now() - started) / 1000;
      results.hidden = false;
      // The same command stands among the results, with all that it needs.
      part(this, 'by-command').hidden = true;
      this.#results.show(checked);
      this.#mails.reset();
      this.#mapping = checked.files['mapping.yaml'] as Blob;
      this.#report = checked.report;
      this.dispatchEvent(new CustomEvent(CHECKED));
      const names = this.#files.map(({ name }) => name);
      showDownloads(part(this, 'downloads'), checked, names);
      await drawn();
      const { totals } = checked.report;
      const closing = closingWords(totals.rows, seconds, meter.longest());
      this.#status.end(closing, readyWords(totals));
      if (focus === 'results') part(this, 'results-title').focus();
    } catch (error) {
      this.#fail(error);
    } finally {
      meter.end();
      results.removeAttribute('aria-busy');
    }
  }

  /** Questions that were asked before stay, with their answers. */
  #ask(questions: readonly OpenQuestion[]): void {
    const isNew = ({ file, about }: OpenQuestion) =>
      !this.#asked.some((asked) => asked.file === file && asked.about === about);
    this.#asked = [...this.#asked, ...questions.filter(isNew)];
    const form = questionForm(
      this.#asked,
      this.#seen.map(({ name }) => name),
      this.#answers,
      (answers) => {
        this.#answers = answers;
        for (const [at, { kind }] of answers) if (kind) this.#editors[at]?.take(kind);
        void this.#begin();
      },
    );
    part(this, 'question-form').replaceChildren(form);
    part(this, 'question').hidden = false;
    this.#hide('results');
    this.#status.end('One thing only you can say.');
    form.querySelector('input')?.focus();
  }

  #cancel(): void {
    this.#checker.stop();
    clearTimeout(this.#timer);
    this.#hide('files', 'question', 'results');
    this.#status.end('Stopped. Choose files to begin again.');
  }

  #fail(error: unknown): void {
    const { message, hint } = error as { readonly message: string; readonly hint?: string | undefined };
    part(this, 'error-words').replaceChildren(
      ...sentences(message).map((words) => element('p', {}, words)),
      ...(hint ? sentences(hint).map((words) => element('p', { class: 'hint' }, words)) : []),
    );
    this.#hide('results');
    part(this, 'error').hidden = false;
    this.#status.clear();
    part(this, 'error-title').focus();
  }

  #hide(...names: readonly string[]): void {
    for (const name of names) part(this, name).hidden = true;
    if (names.includes('results')) part(this, 'by-command').hidden = false;
  }
}

/** Messages are written for lines of a terminal: here they are sentences. */
function sentences(text: string): readonly string[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((words) => `${capital(words)}${/[.!?]$/.test(words) ? '' : '.'}`);
}

/** Names of files keep their first letter. */
const capital = (words: string) =>
  /^[a-z]+ /.test(words) ? `${words.charAt(0).toUpperCase()}${words.slice(1)}` : words;

/** After the next frame was painted. */
function drawn(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });
}

customElements.define('dataset-desk', DatasetDesk);
