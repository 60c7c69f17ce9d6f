import { element } from '../../site/scripts/element.ts';
import type { Check } from '../doctor.ts';
import { ask, type StudioRefusal } from './ask.ts';

const TITLES: Readonly<Record<Check['area'], string>> = {
  here: 'This machine',
  data: 'Data and content',
  delivery: 'Delivery',
  video: 'Films, in the order they are asked',
  voice: 'Voices',
  image: 'Pictures',
};

const STATES: Readonly<Record<Check['state'], string>> = {
  ready: 'works',
  off: 'not configured',
  broken: 'broken',
};

/** What `npm run doctor` says, on the page. */
async function examine(host: HTMLElement): Promise<void> {
  const status = host.querySelector('[role="status"]') as HTMLElement;
  const again = host.querySelector('[data-again]') as HTMLButtonElement;
  again.disabled = true;
  status.textContent = 'Looking…';
  try {
    const { checks } = await ask<{ readonly checks: readonly Check[] }>('doctor');
    const broken = checks.filter(({ state }) => state === 'broken').length;
    status.textContent =
      broken === 0
        ? 'Everything that is configured works. Nothing was asked of a service.'
        : `${broken} ${broken === 1 ? 'thing is' : 'things are'} broken.`;
    const areas = [...Map.groupBy(checks, ({ area }) => area)].map(([area, list]) =>
      element(
        'section',
        { class: 'panel' },
        element('header', {}, element('h3', {}, TITLES[area])),
        element('ul', { class: 'inner' }, ...list.map(line)),
      ),
    );
    (host.querySelector('[data-areas]') as HTMLElement).replaceChildren(...areas);
  } catch (error) {
    status.textContent = (error as StudioRefusal).message;
  } finally {
    again.disabled = false;
  }
}

function line({ name, state, detail, hint }: Check): HTMLElement {
  return element(
    'li',
    { 'data-state': state },
    element('b', {}, name),
    element('span', { class: 'doctor-state' }, STATES[state]),
    element('span', { class: 'hint' }, detail),
    ...(hint === undefined ? [] : [element('span', { class: 'hint fix' }, hint)]),
  );
}

const host = document.querySelector<HTMLElement>('[data-studio-doctor]');
if (host) {
  host.querySelector('[data-again]')?.addEventListener('click', () => void examine(host));
  void examine(host);
}
