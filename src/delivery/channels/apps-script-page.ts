import type { Receipt } from './channel.ts';

/** What a page of Google's says: its title and, where that is only "Error", the words below it. */
export function wordsOfPage(html: string): string {
  const title = plain(/<title[^>]*>([\s\S]*?)<\/title>/i.exec(html)?.[1] ?? '');
  const body = plain(html.replace(/<(head|style|script)\b[\s\S]*?<\/\1>/gi, ' '));
  const words = title === '' || /^error$/i.test(title) ? `${title} ${body}`.trim() : title;
  return words.slice(0, 200) || 'an empty page';
}

/**
 * What a page in place of the web app's answer means when the script did not run, which the page alone seldom proves;
 * undefined when it says nothing. Google sends most of its failures as HTML with status 200.
 */
export function receiptOfPage(status: number, words: string): Receipt | undefined {
  const code = `HTTP ${status}`;
  if (status === 401 || status === 403 || NO_ACCESS.test(words)) {
    const reason = `the web app is not open to the channel (${words}); deploy it to be run as you, for anyone`;
    return { kind: 'stop', code, reason };
  }
  if (status === 404 || status === 410 || NOT_THERE.test(words)) {
    return { kind: 'stop', code, reason: `there is no web app at this address (${words})` };
  }
  if (NO_MORE.test(words)) return { kind: 'exhausted', code, reason: words };
  if (status === 429 || BUSY.test(words)) return { kind: 'busy', code, reason: words };
  if (status === 413)
    return { kind: 'rejected', code, reason: 'the mail is too big for it', suppress: false };
  return undefined;
}

const NO_ACCESS = /authori[sz]ation (needed|is required)|access denied|you need access|sign in/i;
const NOT_THERE = /page not found|file not found|does not exist|script function not found/i;
const NO_MORE = /too many times for one day|daily limit exceeded|too much computer time for one day/i;
const BUSY = /in a short time|running simultaneously|rate limit exceeded/i;

const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#39|apos|quot);/g, '’')
    .replace(/&amp;/g, '&')
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
