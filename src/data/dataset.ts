import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { PitchwrightError } from '../errors.ts';
import { dateSchema } from './fields.ts';

/** `dataset.json`: what the CSV files beside it are. */
export const datasetSchema = z.strictObject({
  /** Generated people: never mailed for real. */
  sample: z.boolean(),
  /** The analysis date: "today" for everything computed from this data. */
  as_of: dateSchema,
  /** What the generator was started with. */
  seed: z.number().int().optional(),
  customers: z.number().int().nonnegative().optional(),
  orders: z.number().int().nonnegative().optional(),
  /** What the amounts are in as the files say it, ISO 4217, the most frequent first; absent where they do not. */
  currencies: z.array(z.string().regex(/^[A-Z]{3}$/, 'use ISO 4217 codes such as EUR')).optional(),
});

export type Dataset = z.output<typeof datasetSchema>;

/** Reads `dataset.json`; `undefined` when there is none. */
export async function readDataset(path: string): Promise<Dataset | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new PitchwrightError('DATASET_UNREADABLE', `${path} cannot be read`, { cause });
  }
  const hint =
    'it looks like {"sample": false, "as_of": "2026-06-30"}; delete it to take the last order date';
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new PitchwrightError('DATASET_INVALID', `${path} is not JSON: ${(cause as Error).message}`, {
      hint,
      cause,
    });
  }
  const result = datasetSchema.safeParse(json);
  if (result.success) return result.data;
  const facts = result.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
  throw new PitchwrightError('DATASET_INVALID', `${path}: ${facts.join('; ')}`, { hint });
}
