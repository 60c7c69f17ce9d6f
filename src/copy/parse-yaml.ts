import type { z } from 'zod';
import { ContentError, type Problem, printKey } from './problem.ts';
import { openYaml, type YamlSource } from './yaml-source.ts';

/**
 * Reads the text of one YAML file and checks it against a schema.
 *
 * @param label how messages name the file, e.g. `content/brand.yaml`.
 * @throws ContentError `CONTENT_INVALID`, with file, line and key of everything that is wrong.
 */
export function parseYaml<T extends z.ZodType>(text: string, label: string, schema: T): z.output<T> {
  const source = openYaml(text);
  const [fault] = source.faults;
  if (fault) {
    const { line, column } = source.placeAt(fault.at);
    throw new ContentError(
      'CONTENT_INVALID',
      `${label} line ${line}:${column}: ${fault.fact}`,
      syntaxProblems(source, label),
      { hint: fault.hint },
    );
  }
  const result = schema.safeParse(source.value, { reportInput: true });
  if (result.success) return result.data;
  const problems = schemaProblems(source, label, result.error);
  throw new ContentError(
    'CONTENT_INVALID',
    problems.map(({ line, message }) => `${label} line ${line}: ${message}`).join('\n'),
    problems,
    { hint: `${problems.length} problem${problems.length === 1 ? '' : 's'} in ${label}` },
  );
}

export function syntaxProblems(source: YamlSource, label: string): readonly Problem[] {
  return source.faults.map(({ fact, hint, at }) => ({
    file: label,
    ...source.placeAt(at),
    path: [],
    message: fact,
    hint,
  }));
}

export function schemaProblems(
  source: YamlSource,
  label: string,
  error: z.core.$ZodError,
): readonly Problem[] {
  return error.issues.flatMap((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    return keys.map((extra) => {
      const path = extra === undefined ? issue.path : [...issue.path, extra];
      const printed = path.map(printKey);
      return {
        file: label,
        ...source.placeOf(path),
        path: printed,
        message: `${printed.join(' › ') || 'the file'} ${words(issue, extra)}.`,
      };
    });
  });
}

function words(issue: z.core.$ZodIssue, extra: string | undefined): string {
  if (extra !== undefined) return 'is not known here; remove it or correct its spelling';
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'is missing; add it';
  if (issue.code === 'invalid_type' && issue.input === null) return 'is empty; write what belongs there';
  const wanted =
    issue.code === 'invalid_type' && issue.message.startsWith('Invalid input') && WANTED[issue.expected];
  return `is not right: ${wanted || issue.message}`;
}

/** What belongs there, where a schema has no words of its own. */
const WANTED: Readonly<Record<string, string>> = {
  string: 'write a text, in quotes where it looks like a number',
  number: 'write a number',
  boolean: 'write true or false',
  array: 'write a list',
  object: 'write names and values below it',
  record: 'write names and values below it',
};
