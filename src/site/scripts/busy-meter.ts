/** What browsers call a long task, in milliseconds: below it they tell nothing. */
const LONG = 50;

/** Measures how long the page could not answer anybody. */
export class BusyMeter {
  readonly #observer: PerformanceObserver | undefined;
  #longest = 0;

  constructor() {
    if (!PerformanceObserver.supportedEntryTypes.includes('longtask')) return;
    this.#observer = new PerformanceObserver((list) => this.#note(list.getEntries()));
    this.#observer.observe({ type: 'longtask' });
  }

  /** Milliseconds of the longest task so far, `LONG` at least; `undefined` where the browser does not tell. */
  longest(): number | undefined {
    if (!this.#observer) return undefined;
    this.#note(this.#observer.takeRecords());
    return Math.max(LONG, Math.ceil(this.#longest));
  }

  #note(entries: readonly PerformanceEntry[]): void {
    for (const { duration } of entries) this.#longest = Math.max(this.#longest, duration);
  }

  end(): void {
    this.#observer?.disconnect();
  }
}
