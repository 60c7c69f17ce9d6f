import { join } from 'node:path';
import { readDataset } from '../../data/dataset.ts';
import type { Env } from '../../env.ts';
import { isPitchwrightError } from '../../errors.ts';
import { hashAddress } from '../../pitch/unsubscribe-token.ts';
import { openStore } from '../../store/open-store.ts';
import type { Segmentation, Store } from '../../store/store.ts';
import type { AddressBook } from './opt-out.ts';

/** The addresses of the dataset, as hashes. It is opened when first asked; one that cannot be opened knows nobody. */
export function datasetHashes(
  env: Pick<Env, 'DATA_DIR' | 'DATABASE_URL'>,
  segmentation: Segmentation | undefined,
): {
  readonly hashOf: AddressBook['hashOf'];
  close(): Promise<void>;
} {
  let opened: Promise<Store | undefined> | undefined;
  const open = () =>
    openStore(env, segmentation).catch((error: unknown) => {
      if (isPitchwrightError(error)) return undefined;
      throw error;
    });
  return {
    async hashOf(customerId) {
      opened ??= open();
      const [record] = (await (await opened)?.find([customerId])) ?? [];
      const address = record?.customer.email ?? '';
      return address === '' ? undefined : hashAddress(address);
    },
    async close() {
      (await opened)?.close();
    },
  };
}

/** Whether these people are made up, as far as `dataset.json` can be read. */
export async function isSample(dataDir: string): Promise<boolean> {
  const dataset = await readDataset(join(dataDir, 'dataset.json')).catch(() => undefined);
  return dataset?.sample ?? false;
}
