import { readFile } from 'node:fs/promises';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { PitchwrightError } from '../errors.ts';

/**
 * Reads one YAML file and checks it against a schema.
 *
 * @param label how messages name the file, e.g. `content/brand.yaml`.
 * @throws PitchwrightError `CONTENT_INVALID`, with file, line and key of everything that is wrong.
 */
export async function readYaml<T extends z.ZodType>(
  path: string,
  label: string,
  schema: T,
): Promise<z.output<T>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new PitchwrightError('CONTENT_MISSING', `${label} is missing`, {
      hint: 'restore the file; every locale needs all of them',
      cause,
    });
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const broken = document.errors[0];
  if (broken) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw new PitchwrightError('CONTENT_INVALID', `${label} line ${line}:${col}: ${broken.message}`, {
      hint: 'check indentation and quotes there',
      cause: broken,
    });
  }
  const result = schema.safeParse(document.toJS(), { reportInput: true });
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
