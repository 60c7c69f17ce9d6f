import { MOST_MAIL_BYTES } from '../../delivery/mail-size.ts';
import { HEAVY_HTML } from '../../delivery/plan-words.ts';
import type { Finding, Rule } from '../finding.ts';

/** Bytes of HTML after which Gmail shows "Message clipped" and hides the rest, the unsubscribe link too. */
const CLIPPED_HTML = 102_000;
/** A mail of this size takes ten seconds on a slow telephone connection. */
const HEAVY_MAIL = 5_000_000;

/** HTML as Gmail counts it, and the whole mail with its pictures as mailboxes do. */
export const size: Rule = {
  id: 'size',
  title: 'Gmail shows the whole mail',
  find({ message, envelope }) {
    const findings: Finding[] = [];
    const html = Buffer.byteLength(message.html);
    if (html > HEAVY_HTML) {
      const isClipped = html > CLIPPED_HTML;
      findings.push({
        level: isClipped ? 'error' : 'warning',
        place: 'HTML',
        fact: `${kB(html)}; Gmail clips a mail beyond ${kB(CLIPPED_HTML)}`,
        fix: `shorten the copy or the template until the HTML is below ${kB(HEAVY_HTML)}`,
        weight: html,
      });
    }
    if ('bytes' in envelope && envelope.bytes > HEAVY_MAIL) {
      const isRefused = envelope.bytes > MOST_MAIL_BYTES;
      findings.push({
        level: isRefused ? 'error' : 'warning',
        place: 'pictures inside the mail',
        fact: `the whole mail is ${kB(envelope.bytes)}${isRefused ? `; mailboxes refuse more than ${kB(MOST_MAIL_BYTES)}` : ''}`,
        fix: 'use smaller pictures, or images: hosted in the campaign',
        weight: envelope.bytes,
      });
    }
    return findings;
  },
  measure({ message, envelope }) {
    const html = Buffer.byteLength(message.html);
    const whole = 'bytes' in envelope ? `, whole mail ${kB(envelope.bytes)}` : '';
    return { value: html, words: `${kB(html)} of HTML${whole}` };
  },
};

const number = new Intl.NumberFormat('en-IN');
const kB = (bytes: number) => `${number.format(Math.round(bytes / 1000))} kB`;
