import type { Copy, LocaleCopy } from '../copy/copy.ts';
import { beforeNoun, type SegmentNames } from '../copy/segment-names.ts';
import type { Product } from '../data/product.ts';
import type { Behavior } from '../data/vocabulary.ts';
import { type Model, percentOff } from './model.ts';
import type { Claim, MailPick, Place, Recommendation, ScorePart } from './pitch.ts';
import { WEIGHTS } from './recommend.ts';
import { oneLine } from './slot.ts';
import type { ItemWords } from './words.ts';

/**
 * Turns recommendations into what the mail prints, giving each the strongest reason that no earlier item has used, so
 * that four products do not say the same sentence four times.
 */
export function explainPicks(
  recommendations: readonly Recommendation[],
  items: readonly ItemWords[],
  behavior: Behavior,
  model: Model,
  text: LocaleCopy,
  names: SegmentNames,
  toPick: (pick: Recommendation, item: ItemWords, reason: string) => MailPick,
): { readonly picks: readonly MailPick[]; readonly reasons: readonly { kind: string; because: string }[] } {
  const said = new Set<string>();
  const picks: MailPick[] = [];
  const reasons: { kind: string; because: string }[] = [];
  recommendations.forEach((pick, index) => {
    const item = items[index] as ItemWords;
    const sentences = byStrength(pick, behavior).map((claim) => ({
      claim,
      sentence: oneLine(text.reasons[claim.kind](item)),
    }));
    const chosen = (sentences.find(({ sentence }) => !said.has(sentence)) ??
      sentences[0]) as (typeof sentences)[number];
    said.add(chosen.sentence);
    picks.push(toPick(pick, item, chosen.sentence));
    reasons.push({ kind: chosen.claim.kind, because: because(chosen.claim, pick, model, names) });
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
  const { now, was } = text.labels.prices;
  return {
    name: item.product.name,
    category: item.product.category,
    price: item.product.price,
    listPrice: isReduced ? item.discount.list_price : '',
    pricesInText: isReduced
      ? `${oneLine(now(item))} ${item.product.price} (${oneLine(was(item))} ${item.discount.list_price})`
      : item.product.price,
    saving: isReduced ? oneLine(text.labels.saving(item)) : '',
    reason,
    url: copy.links.product(item),
    imageUrl: `${place.siteUrl}/art/${pick.productId}.png`,
    imageAlt: oneLine(text.labels.image(item)),
    linkLabel: oneLine(text.labels.link(item)),
  };
}

/** The claims of an item, the one that weighed most in its score first. */
function byStrength({ claims, parts }: Recommendation, behavior: Behavior): readonly Claim[] {
  const strength = (claim: Claim): number => {
    const { kind } = claim;
    switch (kind) {
      case 'refill':
        return 3;
      case 'again':
        return 2;
      // "3 % of its buyers chose this" is true and convinces nobody.
      case 'together':
        return claim.buyersOfBoth >= claim.buyersOfOther * 0.1 ? WEIGHTS.together * parts.together : 0.001;
      case 'interest':
      case 'trend':
        return WEIGHTS[kind] * parts[kind];
      // The saving stands beside the price anyway: it is the reason only for those who look for one.
      case 'discount':
        return behavior === 'bargain_hunter' ? WEIGHTS.behavior * parts.behavior : 0.002;
      case 'popular':
        return 0.003;
      case 'bought':
        return 0.001;
      case 'shelf':
      case 'shop':
        return 0;
    }
  };
  return [...claims].sort((a, b) => strength(b) - strength(a));
}

function because(claim: Claim, { score, parts }: Recommendation, model: Model, names: SegmentNames): string {
  const nameOf = (id: string) => model.byId.get(id)?.name ?? id;
  const strongest = (Object.keys(parts) as ScorePart[])
    .filter((part) => parts[part] > 0)
    .sort((a, b) => WEIGHTS[b] * parts[b] - WEIGHTS[a] * parts[a])
    .slice(0, 3)
    .map((part) => `${PART_WORDS[part]} ${(WEIGHTS[part] * parts[part]).toFixed(2)}`);
  return `${claimWords(claim, nameOf, names)}. Score ${score.toFixed(2)}: ${strongest.join(', ')}`;
}

const PART_WORDS: Readonly<Record<ScorePart, string>> = {
  interest: 'interest',
  together: 'bought together',
  trend: 'trend',
  priceFit: 'price fit',
  behavior: 'buying behaviour',
  margin: 'margin',
  variety: 'variety',
};

/** A claim in the words of a marketer, with the numbers that prove it. */
function claimWords(claim: Claim, nameOf: (productId: string) => string, names: SegmentNames): string {
  switch (claim.kind) {
    case 'refill':
      return `It runs out and is bought again: last bought ${claim.lastBought}, ${claim.daysAgo} days before the analysis date`;
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
      return `${claim.buyers} ${beforeNoun(names, claim.segment)} customers bought it`;
    case 'shelf':
      return `Nothing stronger is known to speak for it; it is on the shelf ${claim.category.replaceAll('_', ' ')}`;
    case 'bought':
      return `${claim.buyers === 1 ? 'One customer' : `${claim.buyers} customers`} bought it`;
    case 'shop':
      return `Nothing stronger is known to speak for it, of ${claim.products} products`;
  }
}
