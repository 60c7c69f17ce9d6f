export interface Eml {
  /** Names in lower case; values unfolded, encoded words decoded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly parts: readonly { readonly type: string; readonly body: string }[];
}

/**
 * Reads a multipart/alternative message with base64 parts (RFC 5322, 2045, 2046, 2047): no more than the product
 * writes, and strict about it.
 */
export function parseEml(eml: string): Eml {
  if (/[^\r]\n|\r[^\n]|[^\t\r\n\x20-\x7e]/.test(eml)) throw new Error('not ASCII with CRLF line ends');
  const tooLong = eml.split('\r\n').find((line) => line.length > 78);
  if (tooLong) throw new Error(`a line is longer than 78 characters: ${tooLong}`);
  const { headers, body } = entity(eml);
  const [, boundary] = headers.get('content-type')?.match(/^multipart\/alternative; boundary="(.+)"$/) ?? [];
  if (!boundary) throw new Error('not multipart/alternative');
  const [before, ...sections] = `\r\n${body}`.split(`\r\n--${boundary}`);
  if (before?.trim() !== '' || sections.pop() !== '--\r\n') throw new Error('the parts are not closed');
  const parts = sections.map((section) => {
    const part = entity(section.replace(/^\r\n/, ''));
    if (part.headers.get('content-transfer-encoding') !== 'base64') throw new Error('a part is not base64');
    const text = Buffer.from(part.body.replaceAll('\r\n', ''), 'base64').toString('utf8');
    return { type: part.headers.get('content-type') ?? '', body: text };
  });
  return { headers, parts };
}

function entity(text: string): { headers: Map<string, string>; body: string } {
  const at = text.indexOf('\r\n\r\n');
  const lines = text
    .slice(0, at)
    .replace(/\r\n[ \t]/g, ' ')
    .split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(': ');
    return [line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 2))] as const;
  });
  return { headers: new Map(headers), body: text.slice(at + 4) };
}

/** Blanks between two encoded words are only there for folding. */
function decodeWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?B\?([^?]*)\?=/g, (_, base64: string) =>
      Buffer.from(base64, 'base64').toString('utf8'),
    );
}
