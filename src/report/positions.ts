import type { Standing } from '../analytics/standings.ts';

/** How a customer compares with the segment in one measure. */
export interface Position {
  readonly measure: Measure;
  /** Everybody in the segment of whom it is known, the customer included. */
  readonly peers: number;
  /** Peers who stand strictly lower. */
  readonly above: number;
  /** `above` of `peers` in whole percent, rounded down so that it never says too much. */
  readonly percent: number;
  /** `Spent more than 83 % of VIP customers.`, or that it is not known. */
  readonly sentence: string;
}

export const MEASURES = ['value', 'orders', 'engagement', 'response'] as const;
export type Measure = (typeof MEASURES)[number];

const WORDS: Readonly<Record<Measure, { readonly more: string; readonly less: string }>> = {
  value: { more: 'Spent more', less: 'spent less' },
  orders: { more: 'Ordered more often', less: 'ordered less often' },
  engagement: { more: 'More engaged', less: 'is less engaged' },
  response: { more: 'Answers more often', less: 'answers less often' },
};

/**
 * The four positions of a customer, in the order of `MEASURES`.
 * @param isResponseKnown whether it is known how often they answer.
 * @param segment in front of "customers": `VIP`, `“Gold members”`.
 */
export function positionsOf(
  standing: Standing,
  segment: string,
  isResponseKnown: boolean,
): readonly Position[] {
  return MEASURES.map((measure) => {
    if (measure === 'response' && !isResponseKnown) return UNKNOWN_RESPONSE;
    const { [`${measure}_above` as const]: above } = standing;
    const peers = measure === 'response' ? standing.response_peers : standing.peers;
    const percent = peers === 0 ? 0 : Math.floor((above * 100) / peers);
    return { measure, peers, above, percent, sentence: sentenceFor(measure, above, peers, percent, segment) };
  });
}

const UNKNOWN_RESPONSE: Position = {
  measure: 'response',
  peers: 0,
  above: 0,
  percent: 0,
  sentence: 'Not known: no file says how often they answer mails.',
};

function sentenceFor(measure: Measure, above: number, peers: number, percent: number, segment: string) {
  const { more, less } = WORDS[measure];
  if (peers <= 1) return `The only ${segment} customer.`;
  if (above === 0) return `No ${segment} customer ${less}.`;
  if (above === peers - 1) return `${more} than every other ${segment} customer.`;
  if (percent === 0) return `${more} than ${above} of ${number.format(peers)} ${segment} customers.`;
  return `${more} than ${percent} % of ${segment} customers.`;
}

const number = new Intl.NumberFormat('en-IN');
