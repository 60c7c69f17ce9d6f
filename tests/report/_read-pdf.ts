import { inflateSync } from 'node:zlib';

/** What a test asks of a PDF: no more than pdfkit writes, and strict about it. */
export interface ReadPdf {
  /** The dictionaries of all objects, as text. */
  readonly objects: readonly string[];
  readonly pages: number;
  /** Base names of the embedded fonts, without the tag of the subset. */
  readonly fonts: readonly string[];
  /** What a reader copies, page by page: glyphs by the fonts' maps, and ActualText in the place of what it stands for. */
  readonly text: string;
  /** Types of structure elements, in the order of writing. */
  readonly tags: readonly string[];
  /** Alternative texts of figures. */
  readonly alts: readonly string[];
}

export function readPdf(bytes: Uint8Array): ReadPdf {
  const raw = Buffer.from(bytes).toString('latin1');
  const found = [...raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)];
  const all = new Map(found.map(([, id = '', body = '']) => [id, body]));
  const objects = [...all.values()].map((body) => body.replace(/\nstream\n[\s\S]*$/, ''));
  const maps = fontMaps(all);
  const pages = objects.filter((body) => /\/Type \/Page\b(?!s)/.test(body));
  return {
    objects,
    pages: pages.length,
    fonts: objects.flatMap(
      (body) => body.match(/\/Type \/FontDescriptor\n\/FontName \/\w+\+([\w-]+)/)?.[1] ?? [],
    ),
    text: pages.map((page) => textOf(page, all, maps)).join('\n'),
    tags: objects.flatMap((body) => body.match(/^<<\n\/S \/(\w+)/)?.[1] ?? []),
    alts: objects.flatMap((body) => stringOf(body, 'Alt') ?? []),
  };
}

/** The value of `/Title` and the like. */
export function stringOf(body: string, key: string): string | undefined {
  const [, text] = body.match(new RegExp(`/${key} \\(((?:\\\\.|[^\\\\)])*)\\)`, 's')) ?? [];
  return text === undefined ? undefined : decode(text);
}

function decode(text: string): string {
  const plain = text.replace(/\\([nrtbf()\\]|\d{3})/g, (_, sign: string) => {
    const named = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }[sign];
    return named ?? (sign.length === 3 ? String.fromCharCode(Number.parseInt(sign, 8)) : sign);
  });
  if (!plain.startsWith('\xfe\xff')) return plain;
  return Buffer.from(plain.slice(2), 'latin1').swap16().toString('utf16le');
}

function streamOf(body: string): string {
  const from = body.indexOf('\nstream\n') + 8;
  const bytes = Buffer.from(body.slice(from, body.lastIndexOf('\nendstream')), 'latin1');
  return body.includes('/FlateDecode') ? inflateSync(bytes).toString('latin1') : bytes.toString('latin1');
}

/** Object id of a font → glyph → letters. */
function fontMaps(all: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const maps = new Map<string, readonly string[]>();
  for (const [id, body] of all) {
    const [, map] = body.match(/\/ToUnicode (\d+) 0 R/) ?? [];
    if (map === undefined) continue;
    const glyphs: string[] = [];
    for (const [, low = '', list = ''] of streamOf(all.get(map) ?? '').matchAll(/<(\w+)> <\w+> \[(.*?)\]/g)) {
      [...list.matchAll(/<([\w ]*)>/g)].forEach(([, codes = ''], at) => {
        const units = codes.split(' ').map((code) => Number.parseInt(code, 16));
        glyphs[Number.parseInt(low, 16) + at] = String.fromCharCode(...units);
      });
    }
    maps.set(id, glyphs);
  }
  return maps;
}

function textOf(
  page: string,
  all: ReadonlyMap<string, string>,
  maps: ReadonlyMap<string, readonly string[]>,
): string {
  const resources = all.get(page.match(/\/Resources (\d+) 0 R/)?.[1] ?? '') ?? '';
  const content = streamOf(all.get(page.match(/\/Contents (\d+) 0 R/)?.[1] ?? '') ?? '');
  const names = new Map([...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [name, id]));
  let glyphs: readonly string[] = [];
  let text = '';
  let actual = '';
  const words = /\/ActualText \(((?:\\.|[^\\)])*)\)|^EMC|^\/(F\d+) [\d.]+ Tf|^\[([^\]]*)\] TJ/gm;
  for (const [whole, spoken, font, shown] of content.matchAll(words)) {
    if (spoken !== undefined) actual = decode(spoken);
    else if (whole === 'EMC') {
      text += actual;
      actual = '';
    } else if (font !== undefined) glyphs = maps.get(names.get(font) ?? '') ?? [];
    else if (actual === '') {
      for (const [, hex = ''] of (shown ?? '').matchAll(/<(\w*)>/g)) {
        for (const [code] of hex.matchAll(/.{4}/g)) text += glyphs[Number.parseInt(code, 16)] ?? '\uFFFD';
      }
    }
  }
  return text;
}
