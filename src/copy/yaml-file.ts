import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { PitchwrightError } from '../errors.ts';
import { parseYaml } from './parse-yaml.ts';

/**
 * Reads one YAML file and checks it against a schema.
 *
 * @param label how messages name the file, e.g. `content/brand.yaml`.
 * @throws PitchwrightError `CONTENT_MISSING`, or as `parseYaml` does.
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
  return parseYaml(text, label, schema);
}
