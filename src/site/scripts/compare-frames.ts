import { dressMail, type MailTheme } from './mail-dress.ts';

/** The two mails: dressed alike, and read at the same pace. */
export class CompareFrames {
  private theme: MailTheme = 'light';
  /** Where a frame was scrolled to from here: that scroll is not the reader's. */
  private readonly led = new WeakMap<HTMLIFrameElement, number>();

  constructor(private readonly frames: HTMLIFrameElement[]) {
    for (const frame of frames) this.follow(frame);
  }

  wear(theme: MailTheme): void {
    this.theme = theme;
    for (const frame of this.frames) this.dress(frame);
  }

  /** A new frame for another mail: the browser's history stays as it was. */
  show(side: number, src: string, title: string): void {
    const old = this.frames[side] as HTMLIFrameElement;
    if (old.getAttribute('src') === src) return;
    const fresh = old.cloneNode() as HTMLIFrameElement;
    fresh.src = src;
    fresh.title = title;
    this.frames[side] = fresh;
    this.follow(fresh);
    old.replaceWith(fresh);
  }

  private follow(frame: HTMLIFrameElement): void {
    const ready = () => {
      this.dress(frame);
      frame.contentDocument?.addEventListener('scroll', () => this.lead(frame), { passive: true });
    };
    frame.addEventListener('load', ready);
    const page = frame.contentDocument;
    if (page?.readyState === 'complete' && page.URL !== 'about:blank') ready();
  }

  private dress(frame: HTMLIFrameElement): void {
    if (frame.contentDocument?.body) dressMail(frame.contentDocument, this.theme);
  }

  /** Brings the other mail to the same share of its length. */
  private lead(frame: HTMLIFrameElement): void {
    const from = frame.contentDocument?.scrollingElement;
    const other = this.frames.find((each) => each !== frame);
    const to = other?.contentDocument?.scrollingElement;
    if (!from || !to || !other) return;
    const led = this.led.get(frame);
    this.led.delete(frame);
    if (led !== undefined && Math.abs(from.scrollTop - led) < 2) return;
    const share = from.scrollTop / Math.max(1, from.scrollHeight - from.clientHeight);
    const before = to.scrollTop;
    to.scrollTop = share * (to.scrollHeight - to.clientHeight);
    if (to.scrollTop !== before) this.led.set(other, to.scrollTop);
  }
}
