import { button, element } from '../../site/scripts/element.ts';
import type { Job } from '../live/job.ts';
import { JobCard } from './job-card.ts';
import { forgetful } from './memory.ts';
import { type Work, watchWork } from './work.ts';

/** Ended longer ago, a job is on the page of activity only; one that went well leaves the work soon. */
const RECENT_MS = 10 * 60_000;
const DONE_MS = 20_000;
const MOST_CARDS = 4;
const GONE = 'The studio does not answer. Look whether npm start still runs; this page goes on by itself.';

/**
 * What goes on, at the edge of every page: it comes when something is started, and stays until it is put away. What it shows
 * is the studio's, so it is the same after a reload and in every tab.
 */
export function openDock(activityPage: string): void {
  const list = element('div', { class: 'dock-jobs' });
  const broken = element('p', { class: 'dock-broken', role: 'alert', hidden: true });
  const spoken = element('p', { class: 'visually-hidden', role: 'status' });
  const all = element('a', { href: activityPage }, 'All activity');
  const root = element(
    'section',
    { class: 'dock', 'aria-label': 'Work in progress', hidden: true },
    broken,
    list,
    element(
      'footer',
      {},
      all,
      button('Put all away', () => putAway((work?.jobs ?? []).map(({ id }) => id)), 'link'),
    ),
  );
  document.body.append(root, spoken);
  const cards = new Map<string, JobCard>();
  const away = forgetful('studio away');
  let work: Work | undefined;

  const putAway = (ids: readonly string[]) => {
    const jobs = (work?.jobs ?? []).filter(({ id }) => ids.includes(id));
    away.write([...away.read(), ...jobs.filter(({ state }) => state !== 'running').map(({ id }) => id)]);
    draw();
  };
  const draw = () => {
    if (!work) return;
    const gone = new Set(away.read());
    const shown = work.jobs
      .filter((job) => !gone.has(job.id) && (isRecent(job) || isInUse(cards.get(job.id))))
      .slice(0, MOST_CARDS);
    const isHereAlready = document.querySelector('[data-studio-activity]') !== null;
    root.hidden = isHereAlready || (shown.length === 0 && broken.hidden);
    for (const job of shown) {
      let card = cards.get(job.id);
      if (!card) {
        card = new JobCard(job, () => putAway([job.id]));
        cards.set(job.id, card);
      }
      card.show(job, work.progress.get(job.id), work.lines.get(job.id) ?? []);
    }
    const wanted = shown.map(({ id }) => (cards.get(id) as JobCard).root);
    if (wanted.some((each, at) => list.children[at] !== each) || list.children.length !== wanted.length) {
      list.replaceChildren(...wanted);
    }
  };
  watchWork((next, ended) => {
    work = next;
    broken.hidden = next.refused === undefined && (next.isHeard || next.jobs.length === 0);
    broken.textContent = next.refused ?? GONE;
    if (ended) spoken.textContent = `${ended.title}: ${ended.state === 'done' ? 'done' : ended.state}`;
    draw();
  });
  setInterval(() => {
    for (const job of work?.jobs ?? []) {
      if (job.state === 'running') cards.get(job.id)?.tick(work?.progress.get(job.id));
    }
    if (list.childElementCount > 0) draw();
  }, 1000);
}

function isRecent({ endedAt, state }: Job): boolean {
  return endedAt === undefined || Date.now() - Date.parse(endedAt) < (state === 'done' ? DONE_MS : RECENT_MS);
}

/** Somebody reads its log, or is about to do something with it. */
const isInUse = (card: JobCard | undefined) =>
  card !== undefined && (card.isOpen || card.root.matches(':hover, :focus-within'));
