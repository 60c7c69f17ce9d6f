import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { PitchwrightError } from '../errors.ts';
import { plainValue } from './plain-yaml.ts';

/**
 * Reads the text of one YAML file and checks it against a schema.
 *
 * @param label how messages name the file, e.g. `content/brand.yaml`.
 * @throws PitchwrightError `CONTENT_INVALID`, with file, line and key of everything that is wrong.
 */
export function parseYaml<T extends z.ZodType>(text: string, label: string, schema: T): z.output<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const plain = plainValue(document);
  if ('fault' in plain) {
    const { fact, hint, at } = plain.fault;
    const { line, col } = lines.linePos(at);
    throw new PitchwrightError('CONTENT_INVALID', `${label} line ${line}:${col}: ${fact}`, { hint });
  }
  const result = schema.safeParse(plain.value, { reportInput: true });
  if (result.success) return result.data;
  const facts = result.error.issues.flatMap((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    return keys.map((extra) => {
      const path = extra === undefined ? issue.path : [...issue.path, extra];
      return `${label} line ${lineOf(path)}: ${path.map(printKey).join(' › ') || 'the file'} ${words(issue, extra)}.`;
    });
  });
  throw new PitchwrightError('CONTENT_INVALID', facts.join('\n'), {
    hint: `${facts.length} problem${facts.length === 1 ? '' : 's'} in ${label}`,
  });

  /** The line of a key, or of the nearest key above it that exists. */
  function lineOf(path: readonly PropertyKey[]): number {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true) as
        | { range?: [number, number, number] }
        | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  }
}

/** Entries of a list are counted from 1, as people count. */
const printKey = (key: PropertyKey) => (typeof key === 'number' ? String(key + 1) : String(key));

function words(issue: z.core.$ZodIssue, extra: string | undefined): string {
  if (extra !== undefined) return 'is not known here; remove it or correct its spelling';
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'is missing; add it';
  return `is not right: ${issue.message}`;
}
