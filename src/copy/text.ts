import { Liquid } from 'liquidjs';
import { PitchwrightError } from '../errors.ts';
import { liquidWords } from './liquid-words.ts';
import { nearestName } from './nearest-name.ts';
import { VARIABLES, type VariableSet } from './variables.ts';

export type Variables = Readonly<
  Record<string, Readonly<Record<string, string | number | null | undefined>>>
>;

/** A text of the copy, ready to be filled. Plain text in, plain text out: escaping belongs to the renderer. */
export type Text = (variables: Variables) => string;

// No file of the machine can be brought into a mail: there are neither templates to name nor tags that name one. A text of
// a mail needs neither big loops nor much time; a mistake must not stop the machine.
const liquid = new Liquid({
  strictFilters: true,
  cache: false,
  templates: {},
  memoryLimit: 100_000,
  renderLimit: 1000,
});

// Neither the clock nor chance: the same customer must read the same mail tomorrow.
for (const name of Object.keys(liquid.filters))
  if (/^date|^sample$|^shuffle$/.test(name)) delete liquid.filters[name];
for (const name of ['include', 'render', 'layout', 'block']) delete liquid.tags[name];

/**
 * Compiles a text with Liquid tags.
 *
 * Texts that only print variables (nearly all) are joined from parts directly; the rest goes through LiquidJS. A
 * property test holds the two equal.
 *
 * @param place how a message names it: `content/locales/en/subjects.yaml › VIP › 2 › subject`.
 * @throws PitchwrightError `COPY_INVALID` for a tag that does not parse or run, or a variable that does not exist.
 */
export function compileText(written: string, set: VariableSet, place: string): Text {
  const [fault] = textFaults(written, set);
  if (fault) {
    const { fact, hint, cause } = fault;
    throw new PitchwrightError('COPY_INVALID', `${place}: ${fact}`, { hint, cause });
  }
  const source = written.normalize('NFC');
  const parts = joinedParts(source);
  if (parts) return parts;
  const templates = liquid.parse(source);
  return (variables) => liquid.renderSync(templates, variables) as string;
}

/** What keeps a text from being compiled. */
export interface TextFault {
  readonly fact: string;
  readonly hint: string;
  /** As it is written in the text, when it is one tag or variable that is wrong. */
  readonly near: string | undefined;
  readonly cause: unknown;
}

const TOO_MUCH = /(memory alloc|template render) limit exceeded/;
const ENDLESS = {
  fact: 'it repeats or grows more than a text of a mail may',
  hint: 'make its lists shorter, or leave the repetition out',
};

const NAMES = { tags: Object.keys(liquid.tags), filters: Object.keys(liquid.filters) };

/** A list of that many names is told whole. */
const FEW = 8;

/** What may stand in the place of a variable that does not exist: the one that was most likely meant, then its like. */
function hintFor(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'this text stands inside others: use plain words';
  const near = nearestName(name, known);
  const [object] = (near ?? name).split('.');
  const alike = known.filter((each) => each.split('.')[0] === object);
  const listed = alike.length === 0 || known.length <= FEW ? known : alike;
  const rest = known.length - listed.length;
  const list = `use one of: ${listed.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return near === undefined ? list : `did you mean ${near}? Else ${list}`;
}

/** Everything that is wrong with a text: a tag that does not parse or run, or each variable that does not exist. */
export function textFaults(written: string, set: VariableSet): readonly TextFault[] {
  let named: string[];
  try {
    const templates = liquid.parse(written.normalize('NFC'));
    named = liquid.fullVariablesSync(templates);
    // Once without any values: what loops too long or calls a filter wrongly shows here, not in the middle of a run.
    liquid.renderSync(templates, {});
  } catch (cause) {
    const { message, token } = cause as Error & { readonly token?: { getText?(): string } };
    if (TOO_MUCH.test(message)) return [{ ...ENDLESS, near: token?.getText?.(), cause }];
    // LiquidJS counts lines within the text; beside the name of a file that would mislead.
    const said = message.replace(/, line:\d+, col:\d+/, '');
    return [{ ...liquidWords(said, token?.getText?.(), NAMES), cause }];
  }
  const known: readonly string[] = VARIABLES[set];
  return named
    .filter((name) => !known.includes(name))
    .map((name) => ({
      fact: `{{ ${name} }} does not exist`,
      hint: hintFor(name, known),
      near: name,
      cause: undefined,
    }));
}

const TAG = /\{\{-?|\{%-?|-?%\}|-?\}\}/;
const PRINT = /\{\{\s*([a-z_]+)\.([a-z_]+)\s*\}\}/g;

/** The quick form of a text without logic, filters or white-space control; `undefined` for any other. */
function joinedParts(source: string): Text | undefined {
  const parts: (string | readonly [string, string])[] = [];
  let from = 0;
  for (const match of source.matchAll(PRINT)) {
    parts.push(source.slice(from, match.index), [match[1] as string, match[2] as string]);
    from = match.index + match[0].length;
  }
  parts.push(source.slice(from));
  if (parts.some((part) => typeof part === 'string' && TAG.test(part))) return undefined;
  return (variables) => {
    let text = '';
    for (const part of parts) text += typeof part === 'string' ? part : (variables[part[0]]?.[part[1]] ?? '');
    return text;
  };
}
