/** Whether an order in this state was bought; completes `status "voided" …`. */
type Meaning = { readonly isPurchase: true } | { readonly isPurchase: false; readonly reason: string };

const BOUGHT: Meaning = { isPurchase: true };

const MEANINGS = new Map<string, Meaning>();
const means = (words: string, meaning: Meaning) => {
  for (const word of words.split('|')) MEANINGS.set(word, meaning);
};
means(
  '|paid|partially paid|completed|complete|processing|succeeded|success|captured|fulfilled|shipped|delivered|closed|done|authorized|partially refunded|partial refund|betald|bezahlt|paye|pagado',
  BOUGHT,
);
means(
  'cancelled|canceled|voided|void|failed|declined|expired|trash|abandoned|storniert|annule|cancelado|avbruten',
  {
    isPurchase: false,
    reason: 'the order was cancelled or failed',
  },
);
means('refunded|fully refunded|chargeback|disputed', {
  isPurchase: false,
  reason: 'the order was paid back in full',
});
means(
  'pending|pending payment|on hold|unpaid|draft|checkout draft|requires payment method|requires action|requires confirmation|open',
  {
    isPurchase: false,
    reason: 'the order is not paid',
  },
);

/** What the word says, in any letter case; `undefined` when it is not known. */
export function statusOf(word: string): Meaning | undefined {
  return MEANINGS.get(word.toLowerCase().replace(/^wc-/, '').replace(/[_-]+/g, ' ').trim());
}
