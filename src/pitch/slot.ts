/**
 * What a person typed, as a mail can print it anywhere: Unicode NFC, no lone surrogates, no control or direction
 * override characters, white space collapsed to single spaces and trimmed.
 */
export function slot(text: string): string {
  if (PLAIN.test(text)) return text;
  return oneLine(text.toWellFormed().normalize('NFC').replace(INVISIBLE, ''));
}

/** White space collapsed to single spaces and trimmed: all that a text of the copy needs once it is filled. */
export function oneLine(text: string): string {
  return UNEVEN.test(text) ? text.replace(SPACES, ' ').trim() : text;
}

/** Printable ASCII without runs of spaces: nothing to do. */
const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/;
/** Controls, zero-width space, byte order mark, and the override marks that can turn a line of text around. */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it removes
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u200b\u202a-\u202e\u2066-\u2069\ufeff]/g;
const UNEVEN = /[^\S ]|\u0085| {2}|^ | $/;
const SPACES = /[\s\u0085]+/g;
