import { LEVELS } from '../../checks/finding.ts';
import type { MailChecks, MailFinding, MailRule } from '../live/mail-checks-desk.ts';
import { ask, StudioRefusal } from './ask.ts';

/** Fills a place of a customer's page with what the checks say about their mail. */
export async function showMailChecks(host: HTMLElement, id: string): Promise<void> {
  host.className = 'panel mail-checks';
  host.setAttribute('aria-live', 'polite');
  host.setAttribute('aria-busy', 'true');
  host.replaceChildren(head('Checks', 'looking through the mail…'), make('div', 'waiting'));
  try {
    host.replaceChildren(...(await answered(host, id)));
  } catch (error) {
    if (!(error instanceof StudioRefusal)) throw error;
    const again = button('Check again', () => void showMailChecks(host, id));
    const words = make('div', 'inner refused');
    words.append(make('p', '', error.message), ...(error.hint ? [make('p', 'hint', error.hint)] : []), again);
    host.replaceChildren(head('Checks', 'not checked'), words);
  } finally {
    host.removeAttribute('aria-busy');
  }
}

async function answered(host: HTMLElement, id: string): Promise<readonly Node[]> {
  const { rules } = await ask<MailChecks>(`mails/${encodeURIComponent(id)}/checks`);
  const broken = rules.filter(({ findings }) => findings.length > 0);
  const findings = broken.flatMap((rule) => rule.findings);
  const count = (level: MailFinding['level']) => findings.filter((each) => each.level === level).length;
  const words = LEVELS.filter((level) => count(level) > 0).map(
    (level) => `${count(level)} ${level}${count(level) === 1 ? '' : 's'}`,
  );
  host.dataset.level = findings[0] ? worstOf(findings) : 'none';
  const list = make('ul', 'findings');
  for (const level of LEVELS) {
    for (const rule of broken) {
      for (const finding of rule.findings)
        if (finding.level === level) list.append(findingItem(rule, finding));
    }
  }
  const all = document.createElement('details');
  const kept = rules.length - broken.length;
  all.append(
    make('summary', '', broken.length === 0 ? 'What was asked' : `${kept} rules hold`),
    ruleList(rules),
  );
  return [
    head('Checks', words.length === 0 ? `nothing found, ${rules.length} rules hold` : words.join(', ')),
    ...(broken.length > 0 ? [list] : []),
    all,
  ];
}

const worstOf = (findings: readonly MailFinding[]) =>
  LEVELS.find((level) => findings.some((each) => each.level === level));

function findingItem(rule: MailRule, { level, place, fact, fix }: MailFinding): HTMLElement {
  const item = make('li');
  item.dataset.level = level;
  const against = make('p', 'hint against');
  against.append(make('span', 'level', level), ` ${rule.title}`);
  const where = make('p', 'place', place);
  const source = sourceChoice();
  if (source && place.startsWith('HTML')) {
    where.append(
      ' ',
      button('Show source', () => {
        source.click();
        source.closest('mail-preview')?.scrollIntoView({ block: 'start' });
      }),
    );
  }
  const mend = make('p', 'fix');
  mend.append(make('b', '', 'Fix'), ` ${fix}`);
  item.append(against, make('p', 'fact', fact), where, mend);
  return item;
}

/** The preview's switch to the source, on a page that has one preview. */
function sourceChoice(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>('mail-preview input[name="view"][value="source"]');
}

/** Rules that hold, with what was measured. */
function ruleList(rules: readonly MailRule[]): HTMLElement {
  const list = make('ul', 'held');
  for (const { title, findings, measure, clients } of rules) {
    if (findings.length > 0) continue;
    const item = make('li', '', title);
    const more = measure ?? clients?.join(', ');
    if (more) item.append(make('span', 'hint', more));
    list.append(item);
  }
  return list;
}

function head(title: string, words: string): HTMLElement {
  const header = document.createElement('header');
  header.append(make('h2', '', title), make('p', 'hint state', words));
  return header;
}

function button(words: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button';
  made.textContent = words;
  made.addEventListener('click', act);
  return made;
}

function make(tag: string, className = '', words = ''): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (words) element.textContent = words;
  return element;
}
