import { PitchwrightError } from '../../errors.ts';
import type { ModelCounts } from '../../pitch/counts.ts';
import type { Piece } from '../../render/workshop.ts';
import type { CustomerRecord } from '../../store/store.ts';
import type { Answer, Question } from './pitch-preview-worker.ts';

/** The browser's own workshop, in a thread of its own so that the page stays free. */
export interface PitchPreview {
  /**
   * The mails that a build of this data would hold.
   * @param counts of the whole dataset: `createTally` makes them.
   * @throws PitchwrightError `PREVIEW_UNAVAILABLE` when the kit or the worker cannot be fetched, or as `PreviewKit`.
   */
  preview(records: readonly CustomerRecord[], counts: ModelCounts): Promise<readonly Piece[]>;
  close(): void;
}

/**
 * Starts the worker; it fetches the renderer and the kit while the page does something else.
 * @param kit the address of the kit: `/dataset/kit.json` below the site's base.
 */
export function openPitchPreview(kit: string): PitchPreview {
  const worker = new Worker(new URL('./pitch-preview-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, PromiseWithResolvers<readonly Piece[]>>();
  let asked = 0;
  let broken: PitchwrightError | undefined;
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    const promise = waiting.get(data.id);
    waiting.delete(data.id);
    if ('pieces' in data) promise?.resolve(data.pieces);
    else promise?.reject(new PitchwrightError(data.code, data.message, data.hint ? { hint: data.hint } : {}));
  });
  worker.addEventListener('error', () => {
    broken = new PitchwrightError('PREVIEW_UNAVAILABLE', 'the preview could not be loaded', {
      hint: 'check the connection and reload the page',
    });
    for (const { reject } of waiting.values()) reject(broken);
    waiting.clear();
  });
  const post = (question: Question) => worker.postMessage(question);
  post({ kit: new URL(kit, location.href).href });
  return {
    preview(records, counts) {
      if (broken) return Promise.reject(broken);
      const promise = Promise.withResolvers<readonly Piece[]>();
      asked += 1;
      waiting.set(asked, promise);
      post({ id: asked, records, counts });
      return promise.promise;
    },
    close: () => worker.terminate(),
  };
}
