import { FONT, wrap } from './frame.ts';
import type { Palette } from './palette.ts';

/** A drawing as part of a page: no namespaces, no background. */
export function printInline(drawing: SVGSVGElement): string {
  return drawing.outerHTML;
}

/** A drawing as a file of its own, with the finding as its title. */
export function printFile(drawing: SVGSVGElement, title: string): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('role', 'img');
  copy.removeAttribute('aria-hidden');
  copy.prepend(element(drawing.ownerDocument, 'title', {}, title));
  return xml(copy);
}

/** What stands around a drawing that is shown without its page. */
export interface Surroundings {
  readonly title: string;
  readonly finding: string;
  /** Whom and when it is about, and where it comes from. */
  readonly note: string;
}

/** A drawing as a file that can be shown anywhere: its title and finding above it, below it what it is about. */
export function printSheet(
  drawing: SVGSVGElement,
  { title, finding, note }: Surroundings,
  palette: Palette,
): string {
  const document = drawing.ownerDocument;
  const [width, height] = ['width', 'height'].map((name) => Number(drawing.getAttribute(name))) as [
    number,
    number,
  ];
  const lines = wrap(finding, width / BOLD, FINDING);
  const notes = wrap(note, width, SMALL);
  const top = MARGIN + SMALL + 8 + lines.length * FINDING * LEADING + 16;
  const bottom = top + height + 18;
  const size = {
    width: width + 2 * MARGIN,
    height: Math.round(bottom + notes.length * SMALL * LEADING + MARGIN - 8),
  };
  const sheet = element(document, 'svg', {
    role: 'img',
    ...size,
    viewBox: `0 0 ${size.width} ${size.height}`,
    'font-family': FONT,
  }) as SVGSVGElement;
  const line = (words: string, y: number, style: Readonly<Record<string, string | number>>) =>
    element(document, 'text', { x: MARGIN, y: Math.round(y), ...style }, words);
  const inner = drawing.cloneNode(true) as SVGSVGElement;
  inner.setAttribute('x', String(MARGIN));
  inner.setAttribute('y', String(Math.round(top)));
  sheet.append(
    element(document, 'title', {}, finding),
    element(document, 'rect', { width: size.width, height: size.height, fill: palette.ground }),
    line(title, MARGIN + SMALL - 2, { fill: palette.muted, 'font-size': SMALL }),
    ...lines.map((words, at) =>
      line(words, MARGIN + SMALL + 8 + (at + 0.85) * FINDING * LEADING, {
        fill: palette.ink,
        'font-size': FINDING,
        'font-weight': 600,
      }),
    ),
    inner,
    ...notes.map((words, at) =>
      line(words, bottom + (at + 0.85) * SMALL * LEADING, { fill: palette.muted, 'font-size': SMALL }),
    ),
  );
  return xml(sheet);
}

/** An element as XML, whose readers know no `&nbsp;` and refuse characters that HTML lets pass. */
function xml(drawing: SVGElement): string {
  const { XMLSerializer } = drawing.ownerDocument.defaultView as unknown as typeof globalThis;
  return new XMLSerializer().serializeToString(drawing).replace(NOT_XML, '').toWellFormed();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it removes
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 28;
const SMALL = 12;
const FINDING = 16;
const LEADING = 1.4;
/** How much wider semibold letters are than the regular ones that are measured. */
const BOLD = 1.06;

function element(
  document: Document,
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text?: string,
): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, String(value));
  }
  if (text !== undefined) made.textContent = text;
  return made;
}
