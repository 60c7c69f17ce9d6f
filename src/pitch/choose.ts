import { type Copy, type LocaleCopy, localeFor } from '../copy/copy.ts';
import type { SegmentNames } from '../copy/segment-names.ts';
import type { Customer } from '../data/customer.ts';
import { TIERS, type Tier } from '../data/vocabulary.ts';
import { hash32 } from '../digest.ts';
import type { CustomerRecord } from '../store/store.ts';
import { callToActionRows } from './call-to-action.ts';
import { type History, historyOf } from './history.ts';
import { refuseHoles } from './holes.ts';
import { explainPicks, mailPick } from './mail-pick.ts';
import type { Model } from './model.ts';
import type { Occasion } from './occasion.ts';
import { relevantPainPoints, whyFirst } from './pain-points.ts';
import type { Choice, MailContent, MailFact, Pitch, Place } from './pitch.ts';
import { recommend } from './recommend.ts';
import { segmentChoice } from './segment-choice.ts';
import { oneLine, slot } from './slot.ts';
import { unsubscribeToken } from './unsubscribe-token.ts';
import { type ItemWords, itemWords, type Words, wordsFor } from './words.ts';

/**
 * Chooses everything one customer's mail says, each choice with its reason. A pure function of the record, the model
 * and the copy: no clock, no chance. Variants are picked by hash of the customer id, never by position.
 * @param occasion a campaign's own words; it changes what it names and nothing else.
 */
export function choosePitch(
  record: CustomerRecord,
  model: Model,
  copy: Copy,
  place: Place,
  occasion?: Occasion,
): Pitch {
  const { customer } = record;
  const { segment, buying_behavior: behavior, customer_id: customerId } = customer;
  const locale = localeFor(copy, customer.locale);
  const text = locale.copy;
  const history = historyOf(record, model);
  const tier = tierOf(customer.engagement_score);
  const painPoints = relevantPainPoints(customer);
  const recommendations = recommend(customer, history, model);
  const words = wordsFor(record, history, recommendations, model, copy, text);
  const items = recommendations.map((pick) => itemWords(pick, words, model, copy, text));

  const own = occasion?.words.get(text.locale);
  const subjects = own?.subjects ?? text.subjects[segment];
  const variant = hash32(`${customerId}:subject`) % subjects.length;
  const { subject, preheader } = subjects[variant] as (typeof subjects)[number];
  const opening = text.openings[segment];
  const { labels } = text;
  const { brand, links } = copy;
  const say = (compiled: (words: Words) => string) => oneLine(compiled(words));

  const cta = text.callsToAction[behavior];
  const firstItem = items[0] as ItemWords;
  const { picks, reasons } = explainPicks(
    recommendations,
    items,
    behavior,
    model,
    text,
    copy.segments.names,
    (pick, item, reason) => mailPick(pick, item, reason, model, copy, text, place),
  );
  const mail: MailContent = {
    shape: { locale: text.locale, dir: text.dir, segment, behavior },
    subject: say(subject),
    preheader: say(preheader),
    brand: { name: slot(brand.name), tagline: slot(brand.tagline), url: links.home(words) },
    hero: {
      eyebrow: say(own?.eyebrow ?? opening.eyebrow),
      headline: say(own?.headline ?? opening.headline),
      imageUrl: `${place.siteUrl}/art/hero-${segment.toLowerCase()}.png`,
      imageAlt: say(labels.hero_image),
    },
    greeting: say(labels.greeting),
    films: [],
    opening: say(own?.opening ?? opening[tier]),
    facts: factsOf(record, history, text, words),
    paragraphs: painPoints.map((point) => ({
      title: say(text.painPoints[point].title),
      body: say(text.painPoints[point].body),
    })),
    picks: { title: say(opening.picks_title), intro: say(opening.picks_intro), items: picks },
    callToAction: {
      title: say(cta.title),
      body: say(cta.body),
      rows: callToActionRows(behavior, { recommendations, picks, items, history, words, model, text }),
      label: say(cta.label),
      url: links[behavior](firstItem),
      note: say(cta.note),
    },
    closing: { line: say(labels.closing), name: slot(brand.signature), role: say(labels.role) },
    footer: {
      why: say(labels.footer.why),
      address: slot(brand.postal_address),
      unsubscribeLabel: say(labels.footer.unsubscribe),
      unsubscribeUrl: links.unsubscribe({
        ...words,
        unsubscribe: { token: tokenFor(customer, place) },
      }),
      helpLabel: say(labels.footer.help),
      helpUrl: links.help(words),
    },
  };

  refuseHoles(mail, customerId, `${copy.folder}/locales/${text.locale}`);

  const file = (part: string) => `${copy.folder}/locales/${text.locale}/${part}.yaml`;
  const name = copy.segments.names[segment];
  const choices: Choice[] = [
    segmentChoice(customer, history.orders > 0, copy.segments, `${copy.folder}/segments.yaml`),
    { part: 'locale', chosen: text.locale, because: locale.because },
    own?.subjects
      ? {
          part: 'subject',
          chosen: `subject ${variant + 1} of ${subjects.length} of the campaign`,
          because: `the campaign has subjects of its own; which of the ${subjects.length} is drawn by the customer id`,
          source: `${occasion?.source} › words › ${text.locale} › subjects › ${variant + 1}`,
        }
      : {
          part: 'subject',
          chosen: `${name} subject ${variant + 1} of ${subjects.length}`,
          because: `the segment is ${name}; which of the ${subjects.length} is drawn by the customer id, so it stays the same`,
          source: `${file('subjects')} › ${segment} › ${variant + 1}`,
        },
    own?.opening
      ? {
          part: 'opening',
          chosen: 'the campaign’s',
          because: 'the campaign has an opening of its own',
          source: `${occasion?.source} › words › ${text.locale} › opening`,
        }
      : {
          part: 'opening',
          chosen: `${name}, ${tier} engagement`,
          because: `the engagement score is ${customer.engagement_score} of 100 (${TIER_WORDS[tier]})`,
          source: `${file('openings')} › ${segment} › ${tier}`,
        },
    paragraphsChoice(painPoints, record, copy.segments.names, file('pain-points')),
    ...recommendations.map(
      (pick, index): Choice => ({
        part: 'recommendations',
        chosen: model.byId.get(pick.productId)?.name ?? pick.productId,
        because: (reasons[index] as { because: string }).because,
        source: `${file('reasons')} › ${(reasons[index] as { kind: string }).kind}`,
      }),
    ),
    {
      part: 'call to action',
      chosen: behavior.replace('_', ' '),
      because: `the buying behaviour is ${behavior.replace('_', ' ')}`,
      source: `${file('calls-to-action')} › ${behavior}`,
    },
  ];
  return { customerId, segment, tier, behavior, painPoints, mail, recommendations, choices };
}

const TIER_WORDS: Readonly<Record<Tier, string>> = {
  high: 'high is 70 and more',
  medium: 'medium is 40 to below 70',
  low: 'low is below 40',
};

export function tierOf(engagementScore: number): Tier {
  return engagementScore >= 70 ? TIERS[0] : engagementScore >= 40 ? TIERS[1] : TIERS[2];
}

/** Numbers that please the reader: for people who have bought for a while. */
function factsOf(
  record: CustomerRecord,
  history: History,
  text: LocaleCopy,
  words: Words,
): readonly MailFact[] {
  const { segment } = record.customer;
  if (history.orders === 0 || (segment !== 'VIP' && segment !== 'Returning')) return [];
  const { facts } = text.labels;
  const list = [{ label: oneLine(facts.orders(words)), value: String(history.orders) }];
  const { since } = words.customer;
  if (since !== '') list.push({ label: oneLine(facts.member_since(words)), value: since });
  const favourite = words.orders.favourite_category;
  if (favourite !== '') list.push({ label: oneLine(facts.favourite(words)), value: favourite });
  return list;
}

/** Nobody can be unsubscribed who has no address: their link names nobody. */
function tokenFor({ customer_id, email }: Customer, { unsubscribeSecret }: Place): string {
  return email === '' ? '' : unsubscribeToken(customer_id, email, unsubscribeSecret);
}

function paragraphsChoice(
  points: Pitch['painPoints'],
  { customer }: CustomerRecord,
  names: SegmentNames,
  source: string,
): Choice {
  const [first] = points;
  if (!first) {
    return { part: 'paragraphs', chosen: 'none', because: 'the customer has no pain points on file' };
  }
  const all = customer.pain_points.length;
  const left = all > points.length ? `; ${all - points.length} less relevant left out` : '';
  return {
    part: 'paragraphs',
    chosen: points.join(', ').replaceAll('_', ' '),
    because:
      all === 1
        ? 'it is the one pain point on file'
        : `${first.replace('_', ' ')} comes first: ${whyFirst(customer, first, names)}${left}`,
    source: `${source} › ${points.join(', ')}`,
  };
}
