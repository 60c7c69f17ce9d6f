import type { MailFacts } from '../customer-view.ts';
import { printEml } from '../eml.ts';
import { localized, type MailTheme, wearTheme } from './mail-dress.ts';
import './shortcuts-mail.ts';

/**
 * Brings the preview's switches to life. The frame holds the mail's own bytes; nothing here changes the file. Themes
 * and pictures are switched inside the loaded document only.
 */
class MailPreview extends HTMLElement {
  connectedCallback(): void {
    const frame = this.querySelector('iframe') as HTMLIFrameElement;
    frame.addEventListener('load', () => this.dress(frame));
    if (mailIn(frame)?.readyState === 'complete') this.dress(frame);
    new ResizeObserver(() => this.fit(frame)).observe(frame);

    for (const input of this.querySelectorAll('input')) {
      const kept = sessionStorage.getItem(`preview ${input.name}`);
      if (kept !== null) input.checked = input.type === 'checkbox' ? kept === 'true' : kept === input.value;
      input.addEventListener('change', () => {
        sessionStorage.setItem(
          `preview ${input.name}`,
          String(input.type === 'checkbox' ? input.checked : input.value),
        );
        void this.show(frame);
      });
    }
    this.querySelector('[data-download="eml"]')?.addEventListener('click', () => void this.downloadEml());
    this.dataset.ready = '';
    void this.show(frame);
  }

  private value(name: string): string {
    return this.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`)?.value ?? '';
  }

  private async show(frame: HTMLIFrameElement): Promise<void> {
    const view = this.value('view');
    frame.hidden = view !== 'mail';
    for (const tool of this.querySelectorAll<HTMLElement>('[data-tool]:not([data-tool="view"])')) {
      tool.hidden = view !== 'mail';
    }
    for (const pre of this.querySelectorAll<HTMLElement>('pre[data-view]')) {
      pre.hidden = pre.dataset.view !== view;
      if (!pre.hidden && pre.textContent === '')
        pre.textContent = await this.read(view === 'text' ? 'text' : 'html');
    }
    if (view === 'mail') this.dress(frame);
  }

  private dress(frame: HTMLIFrameElement): void {
    const page = mailIn(frame);
    if (!page?.body) return;
    wearTheme(page, this.value('theme') as MailTheme);
    showImages(page, this.querySelector<HTMLInputElement>('input[name="images"]')?.checked !== false);
    this.fit(frame);
  }

  private fit(frame: HTMLIFrameElement): void {
    const page = mailIn(frame)?.documentElement;
    if (!page || frame.hidden) return;
    frame.style.height = '0';
    frame.style.height = `${page.scrollHeight}px`;
  }

  private async read(part: 'html' | 'text'): Promise<string> {
    const link = this.querySelectorAll<HTMLAnchorElement>('.downloads a')[part === 'html' ? 0 : 1];
    try {
      const answer = await fetch(link?.href ?? '');
      if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
      return await answer.text();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      (this.querySelector('[role="status"]') as HTMLElement).textContent =
        `${link?.getAttribute('href')} could not be read (${reason}). Open the site through a web server, not as a file.`;
      return '';
    }
  }

  private async downloadEml(): Promise<void> {
    const mail = JSON.parse(this.dataset.mail as string) as MailFacts;
    const [html, text] = [await this.read('html'), await this.read('text')];
    if (html === '') return;
    const eml = printEml({
      from: { name: mail.from, address: mail.fromAddress },
      replyTo: mail.replyTo,
      to: { name: this.dataset.toName as string, address: mail.to },
      subject: mail.subject,
      language: mail.locale,
      html,
      text,
      digest: mail.sha256,
    });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([eml], { type: 'message/rfc822' }));
    link.download = `${this.dataset.file}.eml`;
    link.click();
    URL.revokeObjectURL(link.href);
  }
}

/** Until the mail has come whole, its frame holds less: to fit that would make everything below jump twice. */
function mailIn({ contentDocument: page }: HTMLIFrameElement): Document | null {
  return page?.URL === 'about:blank' || page?.readyState === 'loading' ? null : page;
}

function showImages(page: Document, isOn: boolean): void {
  for (const image of page.images) {
    const source = image.dataset.source ?? image.getAttribute('src') ?? '';
    image.dataset.source = source;
    if (isOn) image.setAttribute('src', localized(source));
    else image.removeAttribute('src');
  }
}

customElements.define('mail-preview', MailPreview);
