import type { WireMail, WirePayload } from '../src/delivery/wire.ts';
import { attempt } from './attempts.ts';
import type { Files } from './files.ts';
import { findKey, putKey, type State, shortKey } from './keys.ts';
import type { Memory } from './memory.ts';
import { quotaLeft } from './quota.ts';
import { Refusal, wordsOf } from './refusal.ts';
import { count } from './tally.ts';
import { hasUnsubscribed } from './unsubscribes.ts';

/**
 * Sends a mail once. With the lock in hand.
 * @throws Refusal
 */
export function send(
  { key, segment, addressKey, again, mail }: Extract<WirePayload, { action: 'send' }>,
  files: Files,
  memory: Memory,
  log: string[],
): { readonly already: boolean } {
  const id = shortKey(key);
  const state = findKey(memory, id)?.state;
  if (state === 'sent') {
    log.push('✅ It was sent before; nothing to do.');
    return { already: true };
  }
  if ((state === 'attempting' || state === 'unknown') && !again) {
    throw new Refusal('unknown', 'An earlier run broke off while sending it: it may have been delivered.');
  }
  check(mail);
  if (hasUnsubscribed(memory, addressKey)) throw new Refusal('unsubscribed', 'They unsubscribed.');
  if (quotaLeft() === 0) throw new Refusal('quota_exhausted', 'Today’s recipients are used up.', true);

  putKey(memory, id, 'attempting');
  const { to, subject, fromName: name, replyTo, text: body, html: htmlBody } = mail;
  try {
    attempt(() => MailApp.sendEmail({ to, subject, body, htmlBody, name, replyTo, ...files }), log);
  } catch (error) {
    const { code, retryable } = error as Refusal;
    note(memory, id, code === 'unknown' ? 'unknown' : 'failed', log, () => {
      if (!retryable && code !== 'quota_exhausted') count(memory, 'failed', segment);
    });
    throw error;
  }
  note(memory, id, 'sent', log, () => count(memory, 'sent', segment));
  log.push('✅ Sent.');
  return { already: false };
}

/** What happened has happened, whether or not it can be written down; without the note, the key stays `attempting`. */
function note(memory: Memory, id: string, state: State, log: string[], tally: () => void): void {
  try {
    tally();
    putKey(memory, id, state);
  } catch (error) {
    log.push(`⚠️ The result could not be written down: ${wordsOf(error)}`);
  }
}

function check({ to, replyTo, subject, fromName, text, html, inline, attachments }: WireMail): void {
  if (!isAddress(to)) throw new Refusal('invalid_address', 'This is not one address.');
  if (!isAddress(replyTo)) throw new Refusal('bad_request', 'The reply address is not one address.');
  const names = [...inline, ...attachments].map(({ filename }) => filename);
  if ([subject, fromName, ...names].some((line) => /\p{Cc}/u.test(line))) {
    throw new Refusal('bad_request', 'A subject or a name holds a line end.');
  }
  if (subject.length > 250)
    throw new Refusal('too_big', `The subject has ${subject.length} characters of 250.`);
  // A consumer account takes half of it; Google then says so itself.
  for (const part of [text, html]) {
    const size = Utilities.newBlob(part).getBytes().length;
    if (size > 400_000) throw new Refusal('too_big', `The text has ${Math.ceil(size / 1000)} kB of 400.`);
  }
  if (names.length > 250) throw new Refusal('too_big', `There are ${names.length} files of 250.`);
}

const isAddress = (text: string) =>
  /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+$/.test(text) && text.length <= 254;
