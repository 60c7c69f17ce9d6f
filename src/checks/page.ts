import { parseHtml } from 'caniemail';

/** An element of a mail's HTML. */
export interface PageElement {
  /** Lower-case. */
  readonly tag: string;
  /** Names in lower-case, values without character references. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (PageElement | string)[];
}

/** A mail's HTML as a client reads it; what stands in comments is not part of it. */
export interface Page {
  readonly roots: readonly PageElement[];
  /** All of them, in the order of their start tags. */
  readonly elements: readonly PageElement[];
}

/** Reads HTML as caniemail does, so that both see the same mail. */
export function readPage(html: string): Page {
  const elements: PageElement[] = [];
  const convert = (node: Node): PageElement | string | undefined => {
    if (node.type === 'text') return node.data ?? '';
    if (node.name === undefined || node.attribs === undefined) return undefined;
    const children: (PageElement | string)[] = [];
    const element = { tag: node.name, attributes: node.attribs, children };
    elements.push(element);
    for (const child of node.children ?? []) {
      const converted = convert(child);
      if (converted !== undefined) children.push(converted);
    }
    return element;
  };
  const document = parseHtml(html).document as Node;
  const roots = (document.children ?? []).map(convert).filter((root) => typeof root === 'object');
  return { roots, elements };
}

/** What the parser's nodes have in common. */
interface Node {
  readonly type: string;
  readonly data?: string;
  readonly name?: string;
  readonly attribs?: Readonly<Record<string, string>>;
  readonly children?: readonly Node[];
}

/** The words an element shows: its text and what its pictures say, white space collapsed. */
export function wordsOf(element: PageElement): string {
  const say = (node: PageElement | string): string => {
    if (typeof node === 'string') return node;
    if (node.tag === 'img') return ` ${node.attributes.alt ?? ''} `;
    return node.children.map(say).join('');
  };
  return say(element).replace(/\s+/g, ' ').trim();
}

/** An element as a place of the mail: a link by its words, a picture by its text or file, others by tag and class. */
export function placeOf(element: PageElement): string {
  const { tag, attributes } = element;
  if (tag === 'a' && wordsOf(element) !== '') return `HTML: link “${cut(wordsOf(element))}”`;
  if (tag === 'img') {
    const file = attributes.src?.split(/[?#]/)[0]?.split('/').at(-1);
    return `HTML: picture ${attributes.alt ? `“${cut(attributes.alt)}”` : file || 'without address'}`;
  }
  return `HTML: <${tag}${attributes.class ? ` class="${attributes.class}"` : ''}>`;
}

/** The beginning of a text, for a line of a report. */
export const cut = (text: string, most = 60): string =>
  text.length <= most ? text : `${[...text].slice(0, most - 1).join('')}…`;
