import type { Copy, LocaleCopy } from '../copy/copy.ts';
import type { Product } from '../data/product.ts';
import type { Place } from './choose.ts';
import type { Model } from './model.ts';
import type { Claim, MailPick, Recommendation, ScorePart } from './pitch.ts';
import { percentOff, WEIGHTS } from './recommend.ts';
import { slot } from './slot.ts';
import type { ItemWords } from './words.ts';

/** Which part of the score a claim speaks for; the claim of the strongest part becomes the printed reason. */
const SPEAKS_FOR: Readonly<Record<Claim['kind'], ScorePart | undefined>> = {
  refill: 'together',
  together: 'together',
  interest: 'interest',
  trend: 'trend',
  discount: 'behavior',
  popular: undefined,
  again: undefined,
  shelf: undefined,
};

/**
 * Turns recommendations into what the mail prints, giving each the strongest reason that no earlier item has used, so
 * that four products do not say the same sentence four times.
 */
export function explainPicks(
  recommendations: readonly Recommendation[],
  items: readonly ItemWords[],
  model: Model,
  text: LocaleCopy,
  toPick: (pick: Recommendation, item: ItemWords, reason: string) => MailPick,
): { readonly picks: readonly MailPick[]; readonly reasons: readonly { kind: string; because: string }[] } {
  const said = new Set<string>();
  const picks: MailPick[] = [];
  const reasons: { kind: string; because: string }[] = [];
  recommendations.forEach((pick, index) => {
    const item = items[index] as ItemWords;
    const sentences = byStrength(pick).map((claim) => ({ claim, sentence: slot(text.reasons[claim.kind](item)) }));
    const chosen = (sentences.find(({ sentence }) => !said.has(sentence)) ?? sentences[0]) as (typeof sentences)[number];
    said.add(chosen.sentence);
    picks.push(toPick(pick, item, chosen.sentence));
    reasons.push({ kind: chosen.claim.kind, because: because(chosen.claim, pick, model) });
  });
  return { picks, reasons };
}

export function mailPick(
  pick: Recommendation,
  item: ItemWords,
  reason: string,
  model: Model,
  copy: Copy,
  text: LocaleCopy,
  place: Place,
): MailPick {
  const isReduced = percentOff(model.byId.get(pick.productId) as Product) >= 1;
  return {
    name: item.product.name,
    category: item.product.category,
    price: item.product.price,
    listPrice: isReduced ? item.discount.list_price : '',
    saving: isReduced ? slot(text.labels.saving(item)) : '',
    reason,
    url: copy.links.product(item),
    imageUrl: `${place.siteUrl}/art/${pick.productId}.png`,
    imageAlt: slot(text.labels.image(item)),
    linkLabel: slot(text.labels.link(item)),
  };
}

function byStrength({ claims, parts }: Recommendation): readonly Claim[] {
  const strength = (claim: Claim) => {
    if (claim.kind === 'refill') return 3;
    if (claim.kind === 'again') return 2;
    const part = SPEAKS_FOR[claim.kind];
    return part ? WEIGHTS[part] * parts[part] : claim.kind === 'popular' ? 0.001 : 0;
  };
  // A discount only speaks where the behaviour looks for one; otherwise it comes before nothing but the shelf.
  return [...claims].sort((a, b) => strength(b) - strength(a));
}

function because(claim: Claim, { score, parts }: Recommendation, model: Model): string {
  const nameOf = (id: string) => model.byId.get(id)?.name ?? id;
  const strongest = (Object.keys(parts) as ScorePart[])
    .filter((part) => parts[part] > 0)
    .sort((a, b) => WEIGHTS[b] * parts[b] - WEIGHTS[a] * parts[a])
    .slice(0, 3)
    .map((part) => `${PART_WORDS[part]} ${(WEIGHTS[part] * parts[part]).toFixed(2)}`);
  return `${claimWords(claim, nameOf)}. Score ${score.toFixed(2)}: ${strongest.join(', ')}`;
}

const PART_WORDS: Readonly<Record<ScorePart, string>> = {
  interest: 'interest',
  together: 'bought together',
  trend: 'trend',
  priceFit: 'price fit',
  behavior: 'buying behaviour',
  margin: 'margin',
};

/** A claim in the words of a marketer, with the numbers that prove it. */
export function claimWords(claim: Claim, nameOf: (productId: string) => string): string {
  switch (claim.kind) {
    case 'refill':
      return `It is used up by now: last bought ${claim.lastBought}, ${claim.daysAgo} days before the analysis date`;
    case 'again':
      return `They own nearly everything: this was bought on ${claim.lastBought}`;
    case 'together':
      return `They own ${nameOf(claim.withProductId)}: ${claim.buyersOfBoth} of its ${claim.buyersOfOther} buyers also bought this, ${claim.lift.toFixed(1)} times as many as chance`;
    case 'interest':
      return `It serves their interest in ${claim.interest.replaceAll('_', ' ')}`;
    case 'trend':
      return `Its orders rose from ${claim.previous} to ${claim.recent} in ${claim.windowDays} days`;
    case 'discount':
      return `It costs ${claim.percent} % less than its list price`;
    case 'popular':
      return `${claim.buyers} ${claim.segment} customers bought it`;
    case 'shelf':
      return `It fits their usual price and buying behaviour (${claim.category.replaceAll('_', ' ')})`;
  }
}
