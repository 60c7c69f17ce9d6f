import type { SegmentNames } from '../../copy/segment-names.ts';
import type { Reader } from '../campaign-recipients.ts';
import { segmentName } from '../campaign-rows.ts';
import { printBytes, printCount, printMoment } from '../campaign-words.ts';
import type { MailFacts } from '../customer-view.ts';
import { printKilobytes } from '../variants.ts';

/** Addresses of a recipient's files and page, with `ID` where the id belongs. */
export interface ReaderPlaces {
  readonly html: string;
  readonly text: string;
  readonly customer: string;
  /** IANA: the zone times are shown in. */
  readonly zone: string;
  readonly names: SegmentNames;
}

/** The mail beside the list. */
export class MailReader {
  private preview: HTMLElement;

  constructor(
    private readonly root: HTMLElement,
    private readonly places: ReaderPlaces,
  ) {
    this.preview = root.querySelector('mail-preview') as HTMLElement;
  }

  /** @param place from 1; undefined when the mail is not among those listed. */
  tell(place: number | undefined, total: number): void {
    this.set('place', place === undefined ? '' : `${printCount(place)} of ${printCount(total)}`);
    for (const button of this.root.querySelectorAll<HTMLButtonElement>('[data-step]')) {
      button.disabled = place === undefined || place === (button.dataset.step === '1' ? total : 1);
    }
  }

  show(reader: Reader): void {
    const { places } = this;
    const customer = this.root.querySelector<HTMLAnchorElement>(
      '[data-show="customer"]',
    ) as HTMLAnchorElement;
    customer.href = fill(places.customer, reader.id);
    customer.textContent = reader.name;
    const tag = this.root.querySelector('.reader-who .tag') as HTMLElement;
    tag.textContent = segmentName(reader.segment, places.names);
    tag.dataset.segment = reader.segment;
    this.set('address', reader.address);
    this.set('due', printMoment(reader.due, places.zone, true));
    this.set('size', `${printBytes(reader.mailBytes)} in all`);
    const fresh = freshPreview(this.preview, reader, places);
    this.preview.replaceWith(fresh);
    this.preview = fresh;
  }

  private set(name: string, words: string): void {
    (this.root.querySelector(`[data-show="${name}"]`) as HTMLElement).textContent = words;
  }
}

/**
 * The preview of another mail. A new element, and a new frame in it: what is still on its way for the mail before goes
 * nowhere, and the browser's history stays as it was.
 */
function freshPreview(old: HTMLElement, reader: Reader, places: ReaderPlaces): HTMLElement {
  const fresh = old.cloneNode(true) as HTMLElement;
  const before = JSON.parse(old.dataset.mail as string) as MailFacts;
  const { id, name, subject, sha256, htmlBytes, locale, address } = reader;
  const facts: MailFacts = {
    ...before,
    customerId: id,
    to: address,
    subject,
    preheader: '',
    locale,
    htmlBytes,
    textBytes: 0,
    sha256,
  };
  const file = `pitch-${id}`;
  Object.assign(fresh.dataset, { mail: JSON.stringify(facts), toName: name, file });
  delete fresh.dataset.ready;
  for (const code of fresh.querySelectorAll('pre')) code.textContent = '';

  const inbox = fresh.querySelector('.inbox') as HTMLElement;
  inbox.lang = locale;
  (inbox.querySelector('b') as HTMLElement).textContent = subject;
  (inbox.querySelector('.preheader') as HTMLElement).textContent = '';
  const [html, text] = [fill(places.html, id), fill(places.text, id)];
  const [htmlLink, textLink] = fresh.querySelectorAll<HTMLAnchorElement>('.downloads a');
  Object.assign(htmlLink as HTMLAnchorElement, { href: html, download: `${file}.html` });
  Object.assign(textLink as HTMLAnchorElement, { href: text, download: `${file}.txt` });
  const [htmlSize, textSize, digest] = fresh.querySelectorAll<HTMLElement>('.proof dd');
  (htmlSize as HTMLElement).textContent = printKilobytes(htmlBytes);
  (textSize as HTMLElement).textContent = '…';
  (digest as HTMLElement).textContent = sha256;

  const frame = fresh.querySelector('iframe') as HTMLIFrameElement;
  frame.title = `Mail to ${name}: ${subject}`;
  frame.addEventListener('load', () => {
    (inbox.querySelector('.preheader') as HTMLElement).textContent = preheaderOf(frame);
  });
  frame.src = html;
  void sizeOf(text).then((bytes) => {
    (textSize as HTMLElement).textContent = bytes === undefined ? 'not read' : printKilobytes(bytes);
  });
  return fresh;
}

/** The first text of a mail, which only inboxes show, without the filler behind it. */
function preheaderOf(frame: HTMLIFrameElement): string {
  const hidden = frame.contentDocument?.body.querySelector<HTMLElement>('div[style*="display:none"]');
  return (hidden?.textContent ?? '').replace(/[\u034f\u200c\u00a0\s]+$/u, '');
}

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    const answer = await fetch(file);
    return answer.ok ? (await answer.arrayBuffer()).byteLength : undefined;
  } catch {
    return undefined;
  }
}

/** Ids are letters, digits, dots, dashes and underscores: nothing to encode. */
export const fill = (place: string, id: string) => place.replace('ID', id);
