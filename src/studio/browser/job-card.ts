import { button, element } from '../../site/scripts/element.ts';
import type { Job, JobLine, JobProgress } from '../live/job.ts';
import { StudioRefusal } from './ask.ts';
import { standing } from './job-words.ts';
import { readLog, stop } from './work.ts';

const SECOND_WISH_MS = 5000;

/** One job: how far it is, its log, and what can be done about it. */
export class JobCard {
  readonly root: HTMLElement;
  private readonly state = element('p', { class: 'job-state' });
  private readonly bar = element('progress', { class: 'job-bar' });
  private readonly last = element('p', { class: 'job-last' });
  private readonly log = element('pre', {
    class: 'job-log',
    tabindex: 0,
    role: 'region',
    hidden: true,
  });
  private readonly stopper = button('Stop', () => void this.stop(), 'button small');
  private readonly opener = button('Log', () => void this.toggle(), 'button small');
  private readonly leads: HTMLAnchorElement;
  private readonly dismisser: HTMLButtonElement | undefined;
  private stoppedAt: number | undefined;
  private shown = 0;
  private job: Job;

  constructor(job: Job, onDismiss?: () => void) {
    this.job = job;
    this.bar.setAttribute('aria-label', job.title);
    this.log.setAttribute('aria-label', `Log of ${job.title}`);
    this.leads = element('a', { class: 'button small', href: job.page }, 'Look at it');
    this.dismisser = onDismiss && button('×', onDismiss, 'job-dismiss');
    this.dismisser?.setAttribute('aria-label', `Put away: ${job.title}`);
    this.root = element(
      'article',
      { class: 'job' },
      element('header', {}, element('h3', {}, job.title), ...(this.dismisser ? [this.dismisser] : [])),
      this.state,
      this.bar,
      this.last,
      element('div', { class: 'job-acts' }, this.leads, this.opener, this.stopper),
      this.log,
    );
  }

  /** Its log is shown. */
  get isOpen(): boolean {
    return !this.log.hidden;
  }

  show(job: Job, progress: JobProgress | undefined, lines: readonly JobLine[]): void {
    this.job = job;
    const isRunning = job.state === 'running';
    this.root.dataset.state = job.state;
    this.tick(progress);
    this.bar.hidden = !isRunning;
    if (progress && progress.total > 0) {
      this.bar.max = progress.total;
      this.bar.value = progress.done;
    } else this.bar.removeAttribute('value');
    this.last.textContent = this.sentence(lines);
    this.last.hidden = this.last.textContent === '';
    this.stopper.hidden = !isRunning;
    if (this.dismisser) this.dismisser.hidden = isRunning;
    this.leads.hidden = isRunning || job.page === location.pathname;
    if (!this.log.hidden) this.append(lines);
  }

  /** The time that has gone. */
  tick(progress: JobProgress | undefined): void {
    this.state.textContent = standing(this.job, progress, Date.now());
    const isSlow = this.stoppedAt !== undefined && Date.now() - this.stoppedAt > SECOND_WISH_MS;
    this.stopper.textContent = isSlow ? 'End it at once' : this.job.isStopping ? 'Stopping…' : 'Stop';
    this.stopper.disabled = this.job.isStopping && !isSlow;
  }

  private sentence(lines: readonly JobLine[]): string {
    if (this.job.state === 'stopped' || this.job.isStopping) return this.job.whenStopped;
    return this.job.state === 'running' ? (lines.at(-1)?.text.trim() ?? '') : this.job.result;
  }

  private append(lines: readonly JobLine[]): void {
    const fresh = lines.filter(({ at }) => at > this.shown);
    if (fresh.length === 0) return;
    this.shown = fresh.at(-1)?.at ?? this.shown;
    const isAtEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 24;
    this.log.append(fresh.map(({ text }) => `${text}\n`).join(''));
    if (isAtEnd) this.log.scrollTop = this.log.scrollHeight;
  }

  private async toggle(): Promise<void> {
    this.log.hidden = !this.log.hidden;
    this.opener.setAttribute('aria-expanded', String(!this.log.hidden));
    if (this.log.hidden) return;
    try {
      const text = await readLog(this.job.id);
      this.log.textContent = text === '' ? 'It has not said anything yet.\n' : text;
      this.shown = text.split('\n').length - 1;
    } catch (error) {
      this.log.textContent = (error as StudioRefusal).message;
    }
    this.log.scrollTop = this.log.scrollHeight;
  }

  private async stop(): Promise<void> {
    try {
      await stop(this.job.id);
      this.stoppedAt ??= Date.now();
    } catch (error) {
      if (error instanceof StudioRefusal && error.code !== 'JOB_ENDED') this.last.textContent = error.message;
    }
  }
}
