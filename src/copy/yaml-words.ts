/** What is wrong with the syntax of a text, for somebody who writes words and no programs. */
export interface SyntaxWords {
  readonly fact: string;
  readonly hint: string;
}

/** What a message of the YAML parser means; a message that is not known stays as it is. @param at where it is said of. */
export function yamlWords(message: string, text: string, at: number): SyntaxWords {
  const line = lineAt(text, at);
  for (const [pattern, words] of MEANINGS) {
    const found = pattern.exec(message);
    if (found) return words(line, found[1] ?? '');
  }
  return { fact: message, hint: 'check indentation and quotes there' };
}

/** A text that begins with a tag: YAML takes the braces for its own. */
export const TAG_WITHOUT_QUOTES: SyntaxWords = withoutQuotes(
  'a text that begins with {{',
  'title: "{{ brand.name }}"',
);

const COLON_WITHOUT_QUOTES: SyntaxWords = withoutQuotes('a text with a colon', 'title: "Today only: tea"');

const INDENTATION: SyntaxWords = {
  fact: 'this line begins further left or right than those that it belongs to',
  hint: 'begin it exactly below the key beside it, with spaces',
};

const MEANINGS: readonly (readonly [RegExp, (line: string, named: string) => SyntaxWords])[] = [
  // Two colons in one line, or a key below a text that is already whole.
  [
    /^Nested mappings are not allowed/,
    (line) => (/:\s.*:(\s|$)/.test(line) ? COLON_WITHOUT_QUOTES : INDENTATION_BELOW),
  ],
  [
    /^Missing closing (["'])/,
    (_, quote) => ({
      fact: 'a quote is opened and not closed',
      hint: `write ${quote} at the end of the text; the one that lacks it may stand in a line above`,
    }),
  ],
  [
    /^Unexpected scalar at node end/,
    (line) => {
      if (/:\s+\{[{%]/.test(line)) return TAG_WITHOUT_QUOTES;
      if (/["']/.test(line)) return WORDS_BEHIND_QUOTE;
      return INDENTATION;
    },
  ],
  [
    /^Unexpected scalar token in YAML stream/,
    () => ({
      fact: 'words that belong to no key stand above this line',
      hint: 'begin them with # to keep them as a note, or take them out',
    }),
  ],
  [
    /^Tabs are not allowed/,
    () => ({ fact: 'a tab stands where only spaces may', hint: 'indent with spaces' }),
  ],
  [
    /^(?:All mapping items must start|All collection items must start|Sequence item without|All sequence items must start)/,
    () => INDENTATION,
  ],
  [/^Unexpected block-seq-ind/, () => withoutQuotes('a text that begins with -')],
  [
    /^Map keys must be unique/,
    (line) => ({
      fact: `the key ${/^[\s-]*([^:]+):/.exec(line)?.[1] ?? 'there'} stands twice`,
      hint: 'keep one of the two',
    }),
  ],
  [
    /^Flow (?:sequence|map) in block collection .* end with a ([\]}])/,
    (_, bracket) => ({
      fact: `a list in ${bracket === ']' ? '[ ]' : '{ }'} is not closed`,
      hint: `write ${bracket} at its end`,
    }),
  ],
  [
    /^Implicit (?:map )?keys need to be/,
    (line) =>
      /["']/.test(line)
        ? WORDS_BEHIND_QUOTE
        : {
            fact: 'this line is neither a key with its words nor part of a text',
            hint: 'write a key, a colon, a space and the words; the lines of a long text are indented',
          },
  ],
  [
    /^Plain value cannot start with (?:reserved|directive indicator) character (.)/,
    (_, sign) => withoutQuotes(`a text that begins with ${sign}`),
  ],
];

const INDENTATION_BELOW: SyntaxWords = {
  fact: 'the line below begins too far right, or its key stands within a text',
  hint: 'begin a key exactly below the key beside it; put quotes around a text with a colon',
};

const WORDS_BEHIND_QUOTE: SyntaxWords = {
  fact: 'a quote is not closed, or words stand behind it',
  hint: 'a text in quotes ends with the quote that it begins with, and has none of that kind within; look at the line above, too',
};

function lineAt(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  return text.slice(start, end === -1 ? undefined : end);
}

/** @param what only stands in quotes. @param like how it is done right. */
function withoutQuotes(what: string, like?: string): SyntaxWords {
  const hint = 'put quotes around the whole text';
  return {
    fact: `${what} stands without quotes`,
    hint: like === undefined ? hint : `${hint}: ${like}`,
  };
}
