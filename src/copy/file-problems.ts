import type { z } from 'zod';
import { schemaProblems, syntaxProblems } from './parse-yaml.ts';
import { type Problem, printKey } from './problem.ts';
import { textFaults } from './text.ts';
import { VARIABLES, type VariableSet } from './variables.ts';
import { openYaml, type YamlSource } from './yaml-source.ts';

/** The variables that the text at a path may use; undefined where it is no text of the copy. */
export type SetAt = (path: readonly string[]) => VariableSet | undefined;

/**
 * Everything that is wrong with one file by itself, in the order of its lines: keys and values, and the Liquid tags of
 * its texts, also while a key is missing elsewhere.
 *
 * @param label how messages name the file.
 */
export function fileProblems(
  text: string,
  label: string,
  schema: z.ZodType,
  setAt: SetAt,
): readonly Problem[] {
  const source = openYaml(text);
  if (source.faults.length > 0) return syntaxProblems(source, label);
  const result = schema.safeParse(source.value, { reportInput: true });
  const problems = [
    ...(result.success ? [] : schemaProblems(source, label, result.error)),
    ...textProblems(source, label, setAt),
  ];
  return problems.sort((a, b) => a.line - b.line || a.column - b.column);
}

function textProblems(source: YamlSource, label: string, setAt: SetAt): readonly Problem[] {
  const problems: Problem[] = [];
  const visit = (value: unknown, path: readonly (string | number)[]): void => {
    if (typeof value === 'string') problems.push(...problemsOf(value, path));
    else if (Array.isArray(value)) value.forEach((item, index) => void visit(item, [...path, index]));
    else if (value !== null && typeof value === 'object')
      for (const [key, item] of Object.entries(value)) visit(item, [...path, key]);
  };
  const problemsOf = (text: string, path: readonly (string | number)[]): readonly Problem[] => {
    const printed = path.map(printKey);
    const set = setAt(printed);
    // A key that is not known is told as such.
    if (set === undefined || !Object.hasOwn(VARIABLES, set)) return [];
    return textFaults(text, set).map(({ fact, hint, near }) => ({
      file: label,
      ...source.placeOf(path, near),
      path: printed,
      message: `${printed.join(' › ')}: ${fact}`,
      hint,
    }));
  };
  visit(source.value, []);
  return problems;
}
