/** What goes into a `.eml` file; `to` may be masked, so the file is a draft and never a send. */
export interface Draft {
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly language: string;
  readonly html: string;
  readonly text: string;
  /** Makes the boundary: the message's SHA-256. */
  readonly digest: string;
}

/**
 * An RFC 5322 message with a text and an HTML part (RFC 2046 multipart/alternative), both in base64, header words
 * in RFC 2047 where they need it. `X-Unsent: 1` makes mail programs open it as a draft. Works in a browser.
 */
export function printEml(draft: Draft): string {
  const boundary = `pitchwright-${draft.digest.slice(0, 32)}`;
  const part = (type: string, body: string) =>
    [
      `--${boundary}`,
      `Content-Type: ${type}; charset=utf-8`,
      'Content-Transfer-Encoding: base64',
      '',
      base64(body).replace(/.{76}/g, '$&\r\n'),
    ].join('\r\n');
  return [
    `From: ${mailbox(draft.from)}`,
    `To: ${mailbox(draft.to)}`,
    `Reply-To: ${draft.replyTo}`,
    `Subject: ${words(draft.subject)}`,
    'MIME-Version: 1.0',
    `Content-Language: ${draft.language}`,
    'X-Unsent: 1',
    `Content-Type: multipart/alternative;\r\n boundary="${boundary}"`,
    '',
    part('text/plain', draft.text),
    part('text/html', draft.html),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

function mailbox({ name, address }: { readonly name: string; readonly address: string }): string {
  // A masked address has no place in a header: the draft then names the person only.
  const target = /^[\x21-\x7e]+$/.test(address) ? `<${address}>` : '<hidden@invalid.invalid>';
  return `${quoted(name)}\r\n ${target}`;
}

function quoted(name: string): string {
  return isPlain(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : words(name);
}

/** RFC 2047 encoded words, split between code points and folded: no line is longer than 76 characters, field name included. */
function words(text: string): string {
  if (isPlain(text) && text.length < 70) return text;
  const chunks: string[] = [];
  let chunk = '';
  for (const character of text) {
    if (new TextEncoder().encode(chunk + character).length > 39) {
      chunks.push(chunk);
      chunk = '';
    }
    chunk += character;
  }
  return [...chunks, chunk].map((each) => `=?utf-8?B?${base64(each)}?=`).join('\r\n ');
}

/** ASCII that nobody takes for an encoded word. */
const isPlain = (text: string) => /^[\x20-\x7e]*$/.test(text) && !text.includes('=?');

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (let from = 0; from < bytes.length; from += 8192) {
    binary += String.fromCharCode(...bytes.subarray(from, from + 8192));
  }
  return btoa(binary);
}
