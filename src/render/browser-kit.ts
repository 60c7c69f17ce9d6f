import type { Content } from '../copy/content.ts';
import { type Copy, compileCopy } from '../copy/copy.ts';
import type { Order } from '../data/order.ts';
import type { Env } from '../env.ts';
import { choosePitch } from '../pitch/choose.ts';
import type { ModelCounts } from '../pitch/counts.ts';
import { compare } from '../pitch/history.ts';
import { learnModel } from '../pitch/model.ts';
import type { CustomerRecord } from '../store/store.ts';
import { pitchTemplate } from './react-template.ts';
import { createRenderer } from './renderer.ts';
import type { Piece } from './workshop.ts';

/** What a browser needs to make the mails that the build makes: plain data, published with the site. */
export interface BrowserKit {
  readonly content: Content;
  /** Where pictures in mails point; `''` for addresses from the root. */
  readonly siteUrl: string;
}

/** The kit of what a build is made from. The secret of unsubscribe links is no part of it. */
export function kitOf(copy: Copy, env: Pick<Env, 'SITE_URL'>): BrowserKit {
  return { content: copy.content, siteUrl: env.SITE_URL ?? '' };
}

export interface PreviewKit {
  /**
   * Customers with their pitch and mail, as a build of the same data makes them: byte for byte, when the build has no
   * `UNSUBSCRIBE_SECRET`; with one, the two differ in the signature of the unsubscribe link.
   *
   * @param records in any order, their orders too.
   * @param counts of the whole dataset, not only of these customers.
   * @throws PitchwrightError `COPY_EMPTY`, as `choosePitch` does.
   */
  preview(records: readonly CustomerRecord[], counts: ModelCounts): Promise<readonly Piece[]>;
}

/**
 * The workshop of a browser: the same choosing, templates and renderer, with its proofs, on a kit in place of files
 * and on counts in place of a store.
 *
 * @throws PitchwrightError `COPY_INVALID`, as `compileCopy` does.
 */
export function createPreviewKit({ content, siteUrl }: BrowserKit): PreviewKit {
  const copy = compileCopy(content);
  const renderer = createRenderer([pitchTemplate(copy.brand.colors)]);
  return {
    async preview(records, counts) {
      const model = learnModel(counts, copy.catalogue.products);
      const pieces: Piece[] = [];
      for (const { customer, orders } of records) {
        const record = { customer, orders: [...orders].sort(byDateThenId) };
        const pitch = choosePitch(record, model, copy, { siteUrl });
        pieces.push({ ...record, pitch, message: await renderer.render(pitch.mail) });
      }
      return pieces;
    },
  };
}

const byDateThenId = (a: Order, b: Order) =>
  compare(a.order_date, b.order_date) || compare(a.order_id, b.order_id);
