import type { MailContent } from '../../pitch/pitch.ts';
import type { Finding, Rule } from '../finding.ts';

/** What a tag leaves behind that was not filled, or filled with nothing that is a word. Values of URLs have them encoded. */
const LEFTOVERS =
  /\{\{|\{%|%7B%7B|%7B%25|\[object Object\]|%5Bobject(?:%20|\+)Object%5D|\bInvalid Date\b|(?<![\p{L}\p{N}_-])(?:undefined|NaN|null)(?![\p{L}\p{N}_-])/u;

/** Somebody's name, or what else a slot prints, that is markup: harmless in a mail, and nothing a person says. */
const MARKUP = /<\/?[a-z][a-z0-9]*/iu;

/** No tag is left, and none was filled with `undefined` and its kin: not in a slot, the HTML or the text. */
export const unfilled: Rule = {
  id: 'unfilled',
  title: 'Every tag is filled',
  find({ content, message }) {
    const findings: Finding[] = [];
    const look = (place: string, text: string, isPlain = true) => {
      const found = LEFTOVERS.exec(text) ?? (isPlain ? MARKUP.exec(text) : null);
      if (!found) return;
      findings.push({
        level: 'error',
        place: place === 'HTML' ? `HTML: ${tagBefore(text, found.index)}` : place,
        fact: `it says “${found[0]}”`,
        fix: 'correct the tag in the copy or template, or the field of the customer it prints',
      });
    };
    look('subject', message.subject);
    look('preheader', message.preheader);
    for (const [place, slot] of slotsByPlace(content)) {
      if (slot !== message.subject && slot !== message.preheader) look(place, slot);
    }
    // What a slot says is named there; this is what the templates add.
    if (findings.length === 0) look('HTML', message.html.replace(STYLES, ''), false);
    if (findings.length === 0) look('text', message.text);
    return findings;
  },
};

/** A `}}` or `{%` of CSS is no tag. */
const STYLES = /<style\b[\s\S]*?<\/style\s*>/gi;

/** Every slot of a mail with its way there: `picks › items › 2 › reason`. */
function* slotsByPlace(value: object, path: readonly string[] = []): Generator<readonly [string, string]> {
  for (const [key, item] of Object.entries(value) as [keyof MailContent & string, unknown][]) {
    const way = [...path, Array.isArray(value) ? String(Number(key) + 1) : key];
    if (typeof item === 'string') yield [way.join(' › '), item];
    else if (typeof item === 'object' && item !== null && key !== 'shape') yield* slotsByPlace(item, way);
  }
}

function tagBefore(html: string, at: number): string {
  return /<[a-z][a-z0-9:]*/i.exec(html.slice(html.lastIndexOf('<', at)))?.[0].concat('>') ?? 'text';
}
