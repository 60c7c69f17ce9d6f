import { fillPlaces, isToken } from '../unsubscribe-form.ts';

/** Takes the token from the page's address into the form and the mailbox's subject. Sends nothing by itself. */
class UnsubscribeRequest extends HTMLElement {
  connectedCallback(): void {
    const token = new URLSearchParams(location.search).get('t') ?? '';
    const isComplete = isToken(token);
    for (const part of this.querySelectorAll<HTMLElement>('[data-when]')) {
      part.hidden = (part.dataset.when === 'complete') !== isComplete;
    }
    if (isComplete) this.fill(token);
    this.dataset.ready = '';
  }

  private fill(token: string): void {
    for (const form of this.querySelectorAll('form')) {
      // Not `form.action`: that is the field of this name.
      form.setAttribute('action', fillPlaces(form.getAttribute('action') ?? '', token));
      for (const field of form.querySelectorAll('input')) field.value = fillPlaces(field.value, token);
    }
    for (const link of this.querySelectorAll<HTMLAnchorElement>('a[href^="mailto:"]')) {
      link.href = `${link.href.split('?')[0]}?subject=${encodeURIComponent(`unsubscribe-${token}`)}`;
    }
  }
}

customElements.define('unsubscribe-request', UnsubscribeRequest);
