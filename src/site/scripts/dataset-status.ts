import type { CheckProgress } from '../dataset/protocol.ts';
import { part } from './element.ts';

/** Milliseconds between two words about progress to who cannot see the bar. */
const TOLD_EVERY = 8000;

/** One line that always says where things stand: a bar while something goes on, a sentence afterwards. */
export class StatusStrip {
  readonly #strip: HTMLElement;
  readonly #told: HTMLElement;
  readonly #bar: HTMLProgressElement;
  readonly #cancel: HTMLButtonElement;
  #started = 0;
  #toldAt = 0;
  #clock = 0;
  #words = '';

  /** @param told what a screen reader reads out when it changes. */
  constructor(strip: HTMLElement, told: HTMLElement, cancel: () => void) {
    this.#strip = strip;
    this.#told = told;
    this.#bar = part<HTMLProgressElement>(strip, 'bar');
    this.#cancel = part<HTMLButtonElement>(strip, 'cancel');
    this.#cancel.addEventListener('click', cancel);
  }

  start(names: readonly string[]): void {
    this.#strip.hidden = false;
    this.#started = performance.now();
    this.#toldAt = this.#started;
    this.#words = `Looking at ${names.join(' and ')}`;
    this.#bar.removeAttribute('value');
    this.#busy(true);
    this.say(`${this.#words}.`);
    this.#tick();
    clearInterval(this.#clock);
    this.#clock = window.setInterval(() => this.#tick(), 100);
  }

  progress({ share, words }: CheckProgress): void {
    this.#bar.value = share;
    this.#words = words;
    const now = performance.now();
    if (now - this.#toldAt < TOLD_EVERY) return;
    this.#toldAt = now;
    this.say(`${Math.round(share * 100)} %`);
  }

  /** @param said for who cannot see it, when that is another sentence. */
  end(words: string, said = words): void {
    this.#strip.hidden = false;
    this.#busy(false);
    part(this.#strip, 'words').textContent = words;
    this.say(said);
  }

  clear(): void {
    this.#busy(false);
    this.#strip.hidden = true;
    this.#told.textContent = '';
  }

  say(words: string): void {
    this.#told.textContent = words;
  }

  #tick(): void {
    const seconds = (performance.now() - this.#started) / 1000;
    part(this.#strip, 'words').textContent = `${this.#words} · ${seconds.toFixed(1)} s`;
  }

  #busy(isBusy: boolean): void {
    if (!isBusy) clearInterval(this.#clock);
    this.#bar.hidden = !isBusy;
    this.#cancel.hidden = !isBusy;
    this.#strip.toggleAttribute('data-done', !isBusy);
  }
}
