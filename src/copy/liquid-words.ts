import { nearestName } from './nearest-name.ts';

/** What is wrong with a tag, for somebody who writes words and no programs. */
export interface TagFault {
  readonly fact: string;
  readonly hint: string;
  /** As it is written in the text. */
  readonly near: string | undefined;
}

/** What a text may use. */
export interface LiquidNames {
  readonly tags: readonly string[];
  readonly filters: readonly string[];
}

const LIKE_THIS = 'a tag looks like {{ customer.first_name }} or {% if orders.count > 1 %}…{% endif %}';

/** What a message of LiquidJS means; a message that is not known stays as it is. @param near what it is about. */
export function liquidWords(message: string, near: string | undefined, names: LiquidNames): TagFault {
  for (const [pattern, words] of MEANINGS) {
    const found = pattern.exec(message);
    if (found) return { near: near?.trim(), ...words(found[1] ?? '', near?.trim() ?? '', names) };
  }
  return { fact: message, hint: LIKE_THIS, near };
}

type Meaning = (
  named: string,
  near: string,
  names: LiquidNames,
) => Omit<TagFault, 'near'> & Partial<TagFault>;

const MEANINGS: readonly (readonly [RegExp, Meaning])[] = [
  [
    /^output .* not closed$/s,
    (_, near) => ({
      fact: `${short(near)} is not closed`,
      hint: 'write }} behind the name: {{ customer.first_name }}',
    }),
  ],
  [
    /^tag ".*" not closed$/s,
    (_, near) => ({
      fact: `${short(near)} is not closed`,
      hint: 'write %} at its end: {% if orders.count > 1 %}',
    }),
  ],
  [
    /^tag \{%-?\s*(\w+).* not closed$/s,
    (tag, near) => ({
      fact: `${short(near)} has no end`,
      hint: `write {% end${tag} %} behind the words that it is about`,
    }),
  ],
  [
    /^tag "(else|elsif|when)" not found$/,
    (tag) => ({
      fact: `{% ${tag} %} stands alone`,
      hint:
        tag === 'when'
          ? 'it belongs between {% case … %} and {% endcase %}'
          : 'it belongs between {% if … %} and {% endif %}',
    }),
  ],
  [
    /^tag "end(if|unless|case|for|capture|comment|raw|tablerow)" not found$/,
    (tag) => ({
      fact: `{% end${tag} %} ends nothing`,
      hint: `take it out, or write {% ${tag} … %} before it; whatever begins in between has to end before it`,
    }),
  ],
  [
    /^tag "(\w+)" not found$/,
    (tag, _, { tags }) => ({
      fact: `the tag {% ${tag} %} is not known`,
      hint: didYouMean(nearestName(tag, tags), LIKE_THIS),
    }),
  ],
  [
    /^undefined filter: (\w+)$/,
    (filter, _, { filters }) => ({
      fact: `the filter "${filter}" is not known`,
      hint: didYouMean(
        nearestName(filter, filters),
        'a filter changes how a value is written: {{ customer.city | upcase }}',
      ),
      near: filter,
    }),
  ],
  [
    /^expected "\|" before filter$/,
    (_, near) => ({
      fact: `"${short(near)}" does not belong there in a tag`,
      hint: 'a tag holds one name: {{ customer.first_name }}; two values are compared with == or >: {% if orders.count == 1 %}',
    }),
  ],
  [
    /^expected filter name$/,
    () => ({
      fact: 'a filter has no name',
      hint: 'write one "|" and the name behind it: {{ customer.city | upcase }}',
    }),
  ],
  [
    /^invalid value expression: ""$/,
    () => ({ fact: 'a tag is empty', hint: `write a name in it; ${LIKE_THIS}` }),
  ],
  [
    /^invalid value expression: "(.*)"$/s,
    (value) => ({
      fact: `"${short(value)}" cannot stand in a tag`,
      hint: /[“”„‘’]/.test(value) ? 'write straight quotes in tags: "…"' : LIKE_THIS,
    }),
  ],
  [/^illegal tag: (.*)$/s, (tag) => ({ fact: `${short(tag)} is not complete`, hint: LIKE_THIS })],
];

const didYouMean = (near: string | undefined, otherwise: string) =>
  near === undefined ? otherwise : `did you mean ${near}?`;

/** A tag that is not closed goes on to the end of its text. */
const short = (words: string) => (words.length > 40 ? `${words.slice(0, 40).trimEnd()}…` : words);
