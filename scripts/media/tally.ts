import { join } from 'node:path';
import { styleText } from 'node:util';
import type { MediaEvent } from '../../src/media/make-media.ts';
import type { Estimate } from '../../src/media/orders.ts';
import type { ProviderName } from '../../src/media/provider.ts';
import type { Purse } from '../../src/media/purse.ts';
import { mediaFolder } from '../../src/media/shelf.ts';
import { progressBar } from '../_progress-bar.ts';
import { dollars, madeBy, size } from './words.ts';

/** Up to so many customers, each medium has a line. */
const NAMED = 25;
const EXAMPLES = 3;

export interface MediaTally {
  readonly failed: number;
  /** Once it is known what is to be made. */
  open(expected: Estimate): void;
  add(event: MediaEvent): void;
  progress(customerId: string, provider: ProviderName, share: number, words: string): void;
  close(wasCancelled: boolean): void;
}

/** Says what is made while it is, and sums it up: who fell back and why, who got nothing. */
export function mediaTally(dataDir: string, purse: Purse): MediaTally {
  let started = performance.now();
  const bar = progressBar('media');
  const reasons = new Map<string, string[]>();
  const nobody = new Map<string, string[]>();
  let [customers, toMake, made, kept, failed] = [0, 0, 0, 0, 0];
  const note = (list: Map<string, string[]>, words: string, id: string) =>
    list.set(words, [...(list.get(words) ?? []), id]);
  const green = styleText('green', '✓');
  const yellow = styleText('yellow', '!');
  const red = styleText('red', '✗');

  return {
    get failed() {
      return failed;
    },
    open(expected) {
      customers = expected.customers;
      toMake = [...expected.toMake.values()].reduce((sum, { count }) => sum + count, 0);
      started = performance.now();
    },
    add(event) {
      const { customerId, order } = event;
      if ('failure' in event) {
        failed += 1;
        note(nobody, `no ${order.kind}: ${event.failure.message}`, customerId);
        return;
      }
      const { entry, isNew, attempts } = event.outcome;
      if (isNew) made += 1;
      else kept += 1;
      for (const { provider, reason, message } of attempts) {
        if (reason !== 'not-configured') note(reasons, `not ${madeBy(provider)}: ${message}`, customerId);
      }
      bar.update(made, toMake);
      if (!isNew || customers > NAMED) return;
      bar.end();
      const length = entry.seconds === undefined ? '' : `, ${Math.round(entry.seconds)} s`;
      const bytes = entry.files
        .filter(({ role }) => role !== 'sound')
        .reduce((sum, file) => sum + file.bytes, 0);
      console.log(
        `${green} ${customerId}  ${order.kind} ${order.kind === 'voice' ? '' : `${order.aspect} `}${madeBy(entry.provider)}${length}, ${size(bytes)}`,
      );
      for (const remark of entry.remarks) console.log(`    ${styleText('dim', remark)}`);
    },
    progress(customerId, provider, share, words) {
      if (process.stderr.isTTY) {
        process.stderr.write(
          `\r\u001b[2K${styleText('dim', `${customerId}  ${madeBy(provider)}  ${Math.round(share * 100)} %  ${words}`)}`,
        );
      }
    },
    close(wasCancelled) {
      bar.end();
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      for (const [words, ids] of reasons) {
        console.log(`${yellow} ${words}  ${styleText('dim', examples(ids))}`);
      }
      for (const [words, ids] of nobody) console.log(`${red} ${words}  ${styleText('dim', examples(ids))}`);
      const sums = [`${made} made`, ...(kept > 0 ? [`${kept} there before`] : [])];
      if (failed > 0) sums.push(`${failed} not made`);
      if (purse.spent > 0) sums.push(`about ${dollars(purse.spent)} spent`);
      const mark = failed > 0 ? red : wasCancelled ? yellow : green;
      console.log(`${mark} ${sums.join(', ')} in ${seconds} s  ${join(mediaFolder(dataDir), 'customers')}/`);
      if (made > 0) {
        console.log(
          `${styleText('dim', '–')} npm run build shows them; mails lead to films from the next plan on`,
        );
      }
    },
  };
}

function examples(ids: readonly string[]): string {
  const more = ids.length - EXAMPLES;
  return ids.slice(0, EXAMPLES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
