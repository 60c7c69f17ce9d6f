import { MediaFailure } from './provider.ts';

/** What one run spends at services, in US dollars by the price list, and how much it may. */
export interface Purse {
  /** Also for orders that failed, when they may stand on the bill. */
  readonly spent: number;
  /** Before a run spends anything: what was agreed to. */
  allow(most: number): void;
  /** @throws MediaFailure `quota` when that is more than what is left. */
  take(cost: number): void;
  giveBack(cost: number): void;
}

export function openPurse(budget: number): Purse {
  let [most, spent] = [budget, 0];
  return {
    get spent() {
      return spent;
    },
    allow(sum) {
      most = sum;
    },
    take(cost) {
      if (cost > 0 && spent + cost > most + DUST) {
        throw new MediaFailure('quota', 'the budget is used up', {
          hint: 'raise MEDIA_BUDGET, or run the same again: what is done is kept',
        });
      }
      spent += cost;
    },
    giveBack(cost) {
      spent = Math.max(0, spent - cost);
    },
  };
}

/** Prices are in hundredths of a cent; sums of them in binary are off by less than this. */
const DUST = 1e-6;
