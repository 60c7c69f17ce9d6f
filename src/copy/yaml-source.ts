import { LineCounter, parseDocument } from 'yaml';
import { plainValue, syntaxFaults, type YamlFault } from './plain-yaml.ts';

/** A place in a text, both from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** A YAML text that knows where its values stand. */
export interface YamlSource {
  /** What is wrong with its syntax; then there is no value. */
  readonly faults: readonly YamlFault[];
  readonly value: unknown;
  placeAt(offset: number): TextPlace;
  /** Of a value, or of the nearest key above it that exists; of `words` within it, when it is written there. */
  placeOf(path: readonly PropertyKey[], words?: string): TextPlace;
}

/** After that many faults of syntax the rest is most likely their echo. */
const MOST_FAULTS = 20;

export function openYaml(text: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const plain = plainValue(document, text);
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  return {
    faults: 'fault' in plain ? [plain.fault, ...furtherFaults(plain.fault)] : [],
    value: 'fault' in plain ? undefined : plain.value,
    placeAt,
    placeOf(path, words) {
      for (let depth = path.length; depth >= 0; depth -= 1) {
        const node = document.getIn(path.slice(0, depth), true) as
          | { range?: [number, number, number] }
          | undefined;
        if (!node?.range) continue;
        const [from, to] = node.range;
        const within = words ? indexOfWords(text.slice(from, to), words) : -1;
        return placeAt(from + Math.max(0, within));
      }
      return { line: 1, column: 1 };
    },
  };

  /** What else the parser objects to, one a line. */
  function furtherFaults({ at }: YamlFault): readonly YamlFault[] {
    const [first, ...rest] = syntaxFaults(document, text);
    if (first?.at !== at) return [];
    const seen = new Set([placeAt(at).line]);
    return rest.slice(0, MOST_FAULTS).filter((fault) => {
      const { line } = placeAt(fault.at);
      const isNew = !seen.has(line);
      seen.add(line);
      return isNew;
    });
  }
}

/** Where words stand by themselves in a text, not as a part of longer ones; where they stand at all, otherwise. */
function indexOfWords(text: string, words: string): number {
  const isPart = (sign: string | undefined) => sign !== undefined && /[\w.]/.test(sign);
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1))
    if (!isPart(text[at - 1]) && !isPart(text[at + words.length])) return at;
  return text.indexOf(words);
}
