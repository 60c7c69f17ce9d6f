import { printMoment } from '../../site/campaign-words.ts';
import { element } from '../../site/scripts/element.ts';
import type { Job } from '../live/job.ts';
import { JobCard } from './job-card.ts';
import { type Work, watchWork } from './work.ts';

/** Of whoever looks. */
const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();

/** All jobs that are kept, the latest first. */
function showActivity(host: HTMLElement): void {
  const cards = new Map<string, JobCard>();
  let latest: Work | undefined;
  const cardOf = (job: Job) => {
    const known = cards.get(job.id);
    if (known) return known;
    const card = new JobCard(job);
    const when = printMoment(job.startedAt, timeZone, true);
    card.root.prepend(
      element('p', { class: 'job-when' }, element('time', { datetime: job.startedAt }, when)),
    );
    card.root.append(element('code', { class: 'job-command' }, job.command));
    cards.set(job.id, card);
    return card;
  };
  watchWork((work) => {
    latest = work;
    if (work.jobs.length === 0) {
      host.replaceChildren(
        element(
          'p',
          { class: 'hint waiting' },
          'Nothing has been started yet. Buttons such as “Plan it” on a campaign’s page start something.',
        ),
      );
      return;
    }
    for (const job of work.jobs) {
      cardOf(job).show(job, work.progress.get(job.id), work.lines.get(job.id) ?? []);
    }
    const roots = work.jobs.map((job) => cardOf(job).root);
    if (roots.some((root, at) => host.children[at] !== root)) host.replaceChildren(...roots);
  });
  setInterval(() => {
    for (const job of latest?.jobs ?? []) {
      if (job.state === 'running') cards.get(job.id)?.tick(latest?.progress.get(job.id));
    }
  }, 1000);
}

const host = document.querySelector<HTMLElement>('[data-studio-activity]');
if (host) showActivity(host);
