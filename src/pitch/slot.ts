/**
 * A string as a mail can print it anywhere: Unicode NFC, no lone surrogates, no control characters, white space
 * collapsed to single spaces and trimmed. Everything a person typed passes through here once.
 */
export function slot(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.toWellFormed().normalize('NFC').replace(INVISIBLE, '').replace(SPACES, ' ').trim();
}

/** Printable ASCII without runs of spaces: nothing to do. */
const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/;
/** Controls, zero-width space, byte order mark, and the override marks that can turn a line of text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes
const INVISIBLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u200b\u202a-\u202e\u2066-\u2069\ufeff]/g;
const SPACES = /[\s\u0085]+/g;
