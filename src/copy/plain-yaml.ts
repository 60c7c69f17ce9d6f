import { type Document, isScalar, type Node, visit } from 'yaml';
import { TAG_WITHOUT_QUOTES, yamlWords } from './yaml-words.ts';

/** What is wrong with a document, in words. */
export interface YamlFault {
  readonly fact: string;
  readonly hint: string;
  /** Where, counted in characters. */
  readonly at: number;
}

/**
 * The value of a document that is nothing but maps, lists, texts and numbers. What YAML can do beyond that is a fault
 * here: aliases that grow without end, keys that JavaScript takes for something else, tags that nobody reads, characters
 * that nobody sees.
 */
export function plainValue(
  document: Document,
  text: string,
): { readonly value: unknown } | { readonly fault: YamlFault } {
  const fault = brokenSyntax(document, text) ?? attempt(() => oddNode(document, text));
  if (fault) return { fault };
  let value: unknown;
  const tooMuch = attempt(() => {
    value = document.toJS();
    return undefined;
  });
  return tooMuch ? { fault: { ...tooMuch, at: firstAlias(document) } } : { value };
}

/** The faults that the parser found, in plain words. */
export const syntaxFaults = (document: Document, text: string): readonly YamlFault[] =>
  document.errors.map(({ message, pos: [offset] }) => {
    const at = /^Missing closing/.test(message) ? openQuote(document, offset) : offset;
    return { ...yamlWords(message, text, at), at };
  });

/** The parser misses a quote where the text ends; what is to be mended begins at the quote that was opened last. */
function openQuote(document: Document, end: number): number {
  let at = end;
  visit(document, {
    Scalar(_, { type, range }) {
      if (type?.startsWith('QUOTE') && range && range[1] >= end) at = range[0];
    },
  });
  return at;
}

function brokenSyntax(document: Document, text: string): YamlFault | undefined {
  const [broken] = document.errors;
  if (broken && /call stack/i.test(broken.message)) return TOO_DEEP;
  if (broken) return syntaxFaults(document, text)[0];
  const [odd] = document.warnings;
  return odd && { fact: odd.message, hint: 'write the value without a tag (!…)', at: odd.pos[0] };
}

/** Control characters, except those between words, and halves of characters. */
const UNWRITABLE = /[^\P{Cc}\n\t]|\p{Cs}/u;

function oddNode(document: Document, text: string): YamlFault | undefined {
  let fault: YamlFault | undefined;
  const stop = (node: unknown, fact: string, hint: string) => {
    fault = { fact, hint, at: startOf(node) };
    return visit.BREAK;
  };
  visit(document, {
    Pair(_, { key }) {
      if (key !== null && !isScalar(key)) {
        if (text.startsWith('{{', startOf(key) - 1))
          return stop(key, TAG_WITHOUT_QUOTES.fact, TAG_WITHOUT_QUOTES.hint);
        return stop(
          key,
          'a list, a map or an alias stands where a name belongs',
          'write a plain name before the colon',
        );
      }
      if (String(key?.value) !== '__proto__') return undefined;
      return stop(key, '__proto__ cannot be a name', 'choose another one');
    },
    Scalar(_, scalar) {
      const [odd] = UNWRITABLE.exec(String(scalar.value)) ?? [];
      if (odd === undefined) return undefined;
      const code = odd.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
      return stop(
        scalar,
        `U+${code} stands in a text, which no mail can show`,
        'take it out, and type what is meant',
      );
    },
    Alias(_, alias, path) {
      const target = alias.resolve(document);
      if (target === undefined) {
        return stop(
          alias,
          `*${alias.source} names nothing above it`,
          `write &${alias.source} before what it stands for`,
        );
      }
      if (!path.includes(target)) return undefined;
      return stop(alias, `*${alias.source} stands inside of what it names`, 'write out what is meant');
    },
  });
  return fault;
}

const TOO_DEEP: YamlFault = {
  fact: 'lists and maps are nested too deeply',
  hint: 'look for a bracket or an indentation that is repeated',
  at: 0,
};

/** What the library throws: too many aliases, or too deep for the machine. */
function attempt(work: () => YamlFault | undefined): YamlFault | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ReferenceError)) return TOO_DEEP;
    return {
      fact: 'aliases (*name) within aliases make it grow beyond measure',
      hint: 'write out what they stand for',
      at: 0,
    };
  }
}

function firstAlias(document: Document): number {
  let at = 0;
  visit(document, {
    Alias(_, alias) {
      at = startOf(alias);
      return visit.BREAK;
    },
  });
  return at;
}

const startOf = (node: unknown) => (node as Node | undefined)?.range?.[0] ?? 0;
