/** A message as a mail program reads it. */
export interface ReadMessage {
  /** Name and unfolded value, as written, in the order of the file, repeats included. */
  readonly headers: readonly (readonly [string, string])[];
  readonly parts: readonly { readonly type: string; readonly content: string }[];
}

/** Reads a message of RFC 5322 with the multipart and base64 of MIME; throws where a strict reader would object. */
export function readEml(source: string): ReadMessage {
  if (!/^(?:[\x20-\x7e\t]*\r\n)+$/.test(source))
    throw new Error('a message is ASCII in lines that end in CRLF');
  for (const line of source.split('\r\n')) {
    if (line.length > 998) throw new Error(`RFC 5322, 2.1.1: a line of ${line.length} characters`);
    if (line.length > 76 && /=\?.*\?=/.test(line))
      throw new Error(`RFC 2047, 2: more than 76 characters: ${line}`);
  }
  const { headers, body } = entity(source);
  const type = headerOf(headers, 'Content-Type');
  const boundary = /^multipart\/alternative; boundary="([\w'()+,./:=? -]{1,70})"$/.exec(type)?.[1];
  if (!boundary) throw new Error(`no boundary in ${type}`);
  const pieces = `\r\n${body}`.split(`\r\n--${boundary}`);
  if (pieces.shift() !== '' || pieces.pop() !== '--\r\n') throw new Error('the parts are not closed');
  const parts = pieces.map((piece) => {
    const part = entity(piece.replace(/^\r\n/, ''));
    if (headerOf(part.headers, 'Content-Transfer-Encoding') !== 'base64')
      throw new Error('a part is not base64');
    if (!/^(?:[\w+/=]{0,76}(?:\r\n|$))*$/.test(part.body))
      throw new Error('RFC 2045, 6.8: not base64 in lines of 76');
    return {
      type: headerOf(part.headers, 'Content-Type'),
      content: decode(part.body.replaceAll('\r\n', '')),
    };
  });
  return { headers, parts };
}

/** Display name and address of a `From` or `To`: a quoted string is taken as it stands, anything else is decoded. */
export function readMailbox(value: string): { readonly name: string; readonly address: string } {
  const at = value.lastIndexOf('<');
  const name = value.slice(0, at).replace(/ $/, '');
  const isQuoted = /^"(?:[^"\\]|\\.)*"$/.test(name);
  return {
    name: isQuoted ? name.slice(1, -1).replace(/\\(.)/g, '$1') : decodeWords(name),
    address: value.slice(at + 1, value.lastIndexOf('>')),
  };
}

export function headerOf(headers: readonly (readonly [string, string])[], name: string): string {
  const own = headers.filter(([each]) => each === name);
  if (own.length !== 1) throw new Error(`${name} stands ${own.length} times`);
  return own[0]?.[1] as string;
}

function entity(text: string): { headers: readonly (readonly [string, string])[]; body: string } {
  const end = text.indexOf('\r\n\r\n');
  const lines = text
    .slice(0, end)
    .replace(/\r\n(?=[ \t])/g, '')
    .split('\r\n');
  const headers = lines.map((line) => {
    const match = /^([!-9;-~]+): (.*)$/.exec(line);
    if (!match) throw new Error(`not a header: ${line}`);
    return [match[1] as string, match[2] as string] as const;
  });
  return { headers, body: text.slice(end + 4) };
}

/** RFC 2047: white space between two encoded words belongs to neither. */
export function decodeWords(value: string): string {
  return value
    .replace(/(=\?utf-8\?B\?[^?]*\?=)\s+(?==\?utf-8\?B\?)/g, '$1')
    .replace(/=\?utf-8\?B\?([^?]*)\?=/g, (whole, text: string) => {
      if (whole.length > 75) throw new Error(`RFC 2047, 2: an encoded word of ${whole.length} characters`);
      return decode(text);
    });
}

const decode = (text: string) =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(text, 'base64'));
