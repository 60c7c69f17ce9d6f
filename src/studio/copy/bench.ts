import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { segmentationOf } from '../../analytics/segmentation.ts';
import type { Copy } from '../../copy/copy.ts';
import { sha256Of } from '../../digest.ts';
import type { Env } from '../../env.ts';
import { type Workshop, workshopOver } from '../../render/workshop.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { leases } from './leases.ts';

/** Workshops for whatever copy comes, over a dataset that stays open. */
export interface Bench {
  /** The workshop may be used until the work is done. */
  with<R>(copy: Copy, work: (workshop: Workshop) => Promise<R>): Promise<R>;
  close(): void;
}

/** Of the saved copy and of the draft, whose rules for segments may differ. */
const MOST_STORES = 2;
const MOST_WORKSHOPS = 3;

/** @param epoch moves when something that mails are made of changed on disk. */
export function openBench(env: Env, epoch: () => number): Bench {
  const stores = leases<Store>(MOST_STORES);
  let made = new WeakMap<Store, Map<string, Promise<Workshop>>>();
  let since = epoch();

  function workshopOf(store: Store, copy: Copy): Promise<Workshop> {
    // Templates and films may be others now.
    if (since !== epoch()) made = new WeakMap();
    since = epoch();
    const known = made.get(store) ?? new Map<string, Promise<Workshop>>();
    made.set(store, known);
    const key = copy.digest;
    const workshop = known.get(key) ?? open([...known.values()].at(-1));
    known.delete(key);
    known.set(key, workshop);
    const [oldest] = known.keys();
    if (known.size > MOST_WORKSHOPS) known.delete(oldest as string);
    return workshop;

    async function open(latest: Promise<Workshop> | undefined): Promise<Workshop> {
      const before = await latest?.catch(() => undefined);
      return workshopOver(store, copy, env, { before });
    }
  }

  return {
    async with(copy, work) {
      const segmentation = segmentationOf(copy.segments);
      const key = sha256Of([await dataKey(env), segmentation?.('') ?? '']);
      return stores.use(
        key,
        () => openStore(env, segmentation),
        async (store) => work(await workshopOf(store, copy)),
      );
    },
    close: () => stores.close(),
  };
}

/** Moves when the dataset does. */
async function dataKey({ DATA_DIR }: Env): Promise<string> {
  const files = ['customers.csv', 'orders.csv', 'dataset.json'].map(async (name) => {
    const found = await stat(join(DATA_DIR, name)).catch(() => undefined);
    return found ? `${found.mtimeMs} ${found.size} ${found.ino}` : '';
  });
  return (await Promise.all(files)).join('\n');
}
