import { underLock } from './lock.ts';
import { escapeHtml, page } from './page.ts';
import { setting } from './settings.ts';
import { writeRow } from './sheet.ts';
import { readToken, recordUnsubscribe } from './unsubscribes.ts';

/** Asks; changes nothing, because scanners and previews open every link of a mail. */
export function askToUnsubscribe(token: string) {
  if (!readToken(token, setting('UNSUBSCRIBE_SECRET'))) return strange();
  return page(
    'Unsubscribe?',
    `<p>Press the button and we will not write to you again.</p>
<form method="post" action="${escapeHtml(webAppUrl())}" target="_top">
<input type="hidden" name="action" value="unsubscribe"><input type="hidden" name="t" value="${escapeHtml(token)}">
<button type="submit">Unsubscribe</button></form>
<p class="small">Changed your mind? Just close this page; nothing has happened yet.</p>`,
  );
}

/** Records it, once; a second press gets the same answer. */
export function unsubscribe(token: string) {
  const found = readToken(token, setting('UNSUBSCRIBE_SECRET'));
  if (!found) return strange();
  try {
    if (underLock((memory) => recordUnsubscribe(memory, found))) {
      writeRow('Unsubscribes', [found.customerId, found.addressKey]);
    }
  } catch {
    return page(
      'Please try again',
      '<p>We could not write it down just now. Try again in a minute, or answer any of our mails with “unsubscribe”.</p>',
    );
  }
  return page(
    'You are unsubscribed',
    '<p>We will not write to you again. A mail that is already on its way may still arrive within two days.</p>',
  );
}

const strange = () =>
  page(
    'This link is not complete',
    '<p>It may have been cut off. Open it once more from the mail, or answer the mail with “unsubscribe”.</p>',
  );

function webAppUrl(): string {
  return setting('WEB_APP_URL') || ScriptApp.getService().getUrl();
}
