import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Catalogue, catalogueSchema } from '../../src/copy/catalogue.ts';
import { parseYaml } from '../../src/copy/parse-yaml.ts';
import { PitchwrightError } from '../../src/errors.ts';

/** Product id → tags. */
export function productsOf({ products }: Catalogue): ReadonlyMap<string, readonly string[]> {
  return new Map(products.map(({ id, tags }) => [id, tags]));
}

/** The products of the catalogue that an import made; none when there is no such file. */
export async function ownProducts(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const path = join(folder, 'catalogue.yaml');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new PitchwrightError('CATALOGUE_UNREADABLE', `${path} cannot be read: ${error.message}`, {
      hint: 'it holds the products of the dataset that is there: mend it, or move it away',
      cause: error,
    });
  });
  return text === undefined ? new Map() : productsOf(parseYaml(text, path, catalogueSchema));
}
