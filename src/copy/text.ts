import { Liquid } from 'liquidjs';
import { PitchwrightError } from '../errors.ts';
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
    return [
      {
        // LiquidJS counts lines within the text; beside the name of a file that would mislead.
        fact: TOO_MUCH.test(message)
          ? 'it repeats or grows more than a text of a mail may'
          : message.replace(/, line:\d+, col:\d+/, ''),
        hint: 'a tag looks like {{ customer.first_name }} or {% if orders.count > 1 %}…{% endif %}',
        near: token?.getText?.(),
        cause,
      },
    ];
  }
  const known: readonly string[] = VARIABLES[set];
  return named
    .filter((name) => !known.includes(name))
    .map((name) => ({
      fact: `{{ ${name} }} does not exist`,
      hint:
        known.length === 0
          ? 'this text stands inside others: use plain words'
          : `use one of: ${known.join(', ')}`,
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
