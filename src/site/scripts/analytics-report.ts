import { isFiltered, type ReportFacts, readFilter, writeFilter } from '../report-query.ts';
import type { LiveReport } from './live-report.ts';

/**
 * The filter of the report. Until it is used, the page is what was built; then the cube and the drawing code are
 * fetched, and the figures are drawn anew for the chosen customers and months.
 */
class AnalyticsReport extends HTMLElement {
  private live: Promise<LiveReport> | undefined;

  connectedCallback(): void {
    const form = this.querySelector('form') as HTMLFormElement;
    const { span, usual } = this.dataset as { span: string; usual: string };
    const facts: ReportFacts = { span: JSON.parse(span), usual: JSON.parse(usual), cities: citiesOf(form) };
    for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
      button.addEventListener('click', () => print());
    }
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('change', (event) => {
      if ((event.target as HTMLSelectElement).name === 'preset') takePreset(form);
      const filter = readFilter(new URLSearchParams(new FormData(form) as never), facts);
      history.pushState(null, '', writeFilter(location.pathname, filter, facts));
      void this.apply(form, facts);
    });
    form.addEventListener('reset', (event) => {
      event.preventDefault();
      history.pushState(null, '', location.pathname);
      void this.apply(form, facts);
      (form.elements.namedItem('segment') as HTMLElement).focus();
    });
    addEventListener('popstate', () => void this.apply(form, facts));
    void this.apply(form, facts);
  }

  /** Shows what the address says. */
  private async apply(form: HTMLFormElement, facts: ReportFacts): Promise<void> {
    const filter = readFilter(new URLSearchParams(location.search), facts);
    const { from, to } = filter.period;
    const values = { segment: filter.segment, behavior: filter.behavior, city: filter.city, from, to };
    for (const [name, value] of Object.entries(values)) {
      const field = form.elements.namedItem(name) as HTMLSelectElement | null;
      if (field) field.value = value;
    }
    const preset = form.elements.namedItem('preset') as HTMLSelectElement;
    preset.value = `${from}..${to}`;
    if (preset.selectedIndex === -1) preset.value = 'own';
    const filtered = isFiltered(filter, facts);
    (form.querySelector('[type="reset"]') as HTMLElement).hidden = !filtered;
    const trouble = this.querySelector('[data-trouble]') as HTMLElement;
    trouble.hidden = true;
    if (!filtered && !this.live) return;
    this.dataset.busy = '';
    let live: LiveReport | undefined;
    try {
      this.live ??= import('./live-report.ts').then(({ openLiveReport }) => openLiveReport(this, facts));
      live = await this.live;
      live.show(filter);
    } catch {
      if (live) live.restore();
      else this.live = undefined;
      trouble.hidden = false;
    } finally {
      delete this.dataset.busy;
    }
  }
}

function takePreset(form: HTMLFormElement): void {
  const preset = form.elements.namedItem('preset') as HTMLSelectElement;
  const [from, to] = preset.value.split('..');
  if (!from || !to) return;
  (form.elements.namedItem('from') as HTMLSelectElement).value = from;
  (form.elements.namedItem('to') as HTMLSelectElement).value = to;
}

function citiesOf(form: HTMLFormElement): readonly string[] {
  const field = form.elements.namedItem('city') as HTMLSelectElement | null;
  return [...(field?.options ?? [])].map(({ value }) => value).slice(1);
}

customElements.define('analytics-report', AnalyticsReport);
