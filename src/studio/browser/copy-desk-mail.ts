import { element, part } from '../../site/scripts/element.ts';
import type { Judged } from '../copy/desk.ts';
import type { Person, Preset } from '../copy/people.ts';
import type { Survey } from '../copy/survey.ts';
import { ask } from './ask.ts';

/** The right side of the desk: whose mail, and the mail with the draft. */
export function openMailPane(root: HTMLElement, chose: () => void) {
  const people = part<HTMLSelectElement>(root, 'people');
  const search = part<HTMLInputElement>(root, 'search');
  const stage = part(root, 'stage');
  const note = part(root, 'note');
  const widths = [...root.querySelectorAll<HTMLInputElement>('[name="desk-width"]')];
  let customer: string | undefined;
  let shown = '';

  const choose = (id: string) => {
    customer = id;
    chose();
  };
  people.addEventListener('change', () => choose(people.value));
  search.addEventListener('input', () => void find());
  search.addEventListener('change', () => {
    const id = search.value.split(' · ')[0]?.trim() ?? '';
    if (id === '') return;
    search.value = '';
    choose(id);
  });
  for (const width of widths) width.addEventListener('change', rescale);
  new ResizeObserver(rescale).observe(stage);

  async function find(): Promise<void> {
    const words = search.value.trim();
    if (words.length < 2 || words.includes(' · ')) return;
    const { people: found } = await ask<{ people: readonly Person[] }>(
      `copy/people?like=${encodeURIComponent(words)}`,
    );
    part(root, 'found').replaceChildren(
      ...found.map(({ id, name, segment }) => element('option', { value: `${id} · ${name} · ${segment}` })),
    );
  }

  /** A mail wider than its place is shown smaller, not cut. */
  function rescale(): void {
    const width = Number(widths.find(({ checked }) => checked)?.value ?? 600);
    const room = stage.clientWidth - 24;
    const zoom = room > 0 ? Math.min(1, room / width) : 1;
    for (const frame of stage.querySelectorAll('iframe')) {
      frame.style.width = `${width}px`;
      frame.style.height = `${Math.floor((stage.clientHeight - 24) / zoom)}px`;
      frame.style.zoom = String(zoom);
    }
  }

  /** The next mail is laid under the one that is there until it is ready, at the same height. */
  function show(html: string, title: string): void {
    if (html === shown) return;
    shown = html;
    const before = [...stage.querySelectorAll('iframe')];
    const frame = element('iframe', { title, sandbox: 'allow-same-origin', class: 'coming', tabindex: 0 });
    frame.addEventListener('load', () => {
      const scroll = before.at(-1)?.contentWindow?.scrollY ?? 0;
      frame.contentWindow?.scrollTo(0, scroll);
      frame.classList.remove('coming');
      for (const old of before) old.remove();
    });
    frame.srcdoc = html;
    stage.append(frame);
    rescale();
  }

  return {
    customer: () => customer,
    begin: (id: string | undefined) => {
      customer = id;
    },
    async listPeople(): Promise<void> {
      const { people: list } = await ask<{ people: readonly Preset[] }>('copy/people');
      const was = people.value;
      people.replaceChildren(
        ...list.map(({ id, name, why }) => element('option', { value: id }, `${why}: ${name || id}`)),
      );
      people.value = customer ?? was;
    },
    judged({ problems, mail, hole }: Judged, isSaved: boolean): void {
      stage.classList.toggle('stale', problems.length > 0 || hole !== undefined);
      if (problems.length > 0) {
        note.textContent =
          shown === ''
            ? 'No mail while the file has problems.'
            : 'The last mail that could be made; the file has problems.';
        note.dataset.tone = 'warn';
        part(root, 'verdict').textContent = '';
        return;
      }
      if (hole) {
        note.textContent = `${hole.message}. ${hole.hint ?? ''}`;
        note.dataset.tone = 'bad';
        part(root, 'verdict').textContent = '';
        return;
      }
      if (!mail) {
        note.textContent = 'There is nobody in the dataset to write to.';
        return;
      }
      const { id, name, segment, locale } = mail.customer;
      note.textContent = mail.instead ? `${mail.instead} Shown: ${name || id}.` : '';
      note.dataset.tone = '';
      if (![...people.options].some(({ value }) => value === id))
        people.append(element('option', { value: id }, `${name || id} · ${segment}`));
      people.value = id;
      part(root, 'inbox').lang = locale;
      part(root, 'subject').textContent = mail.subject;
      part(root, 'preheader').textContent = mail.preheader;
      part(root, 'verdict').textContent =
        `${isSaved ? 'As saved' : mail.changed ? 'Changed by this draft' : 'Not changed by this draft'} · ${(mail.bytes / 1000).toFixed(1)} kB · ${mail.sha256.slice(0, 12)}…`;
      part(root, 'verdict').title = `SHA-256 ${mail.sha256}`;
      show(mail.shown, `Mail to ${name || id}: ${mail.subject}`);
    },
    surveyed(survey: Survey | 'counting' | undefined): void {
      const host = part(root, 'survey');
      if (survey === undefined) host.replaceChildren();
      else if (survey === 'counting') host.textContent = 'Counting what it changes…';
      else {
        const { changed, looked, customers, first, broken } = survey;
        const among = looked < customers ? `${looked} looked at` : `${customers}`;
        host.textContent = `Changes ${changed} of ${among} mails${broken > 0 ? `, leaves a hole in ${broken}` : ''}`;
        if (first !== undefined && first !== people.value) {
          const link = element('button', { type: 'button', class: 'link' }, 'Show one');
          link.addEventListener('click', () => choose(first));
          host.append(' · ', link);
        }
      }
    },
  };
}
