import type { SegmentNames } from '../copy/segment-names.ts';
import type { Behavior, Segment } from '../data/vocabulary.ts';
import type { Choice } from '../pitch/pitch.ts';
import { slot } from '../pitch/slot.ts';
import type { Piece } from '../render/workshop.ts';
import { LANGUAGES } from './customer-view.ts';
import { printKilobytes } from './variants.ts';

/** What two mails are compared by, in the order of the table. */
export const ASPECTS = [
  'segment',
  'behavior',
  'engagement',
  'language',
  'subject',
  'preheader',
  'opening',
  'paragraphs',
  'products',
  'offer',
  'call to action',
  'film',
  'size',
] as const;
export type AspectName = (typeof ASPECTS)[number];

/** One mail as the compare page needs it: plain data, the same in a file and in the page. */
export interface Side {
  readonly id: string;
  readonly name: string;
  readonly segment: Segment;
  readonly segmentName: string;
  readonly behavior: Behavior;
  readonly locale: string;
  readonly subject: string;
  readonly preheader: string;
  readonly htmlBytes: number;
  readonly aspects: Readonly<Record<AspectName, Aspect>>;
}

export interface Aspect {
  readonly says: readonly Saying[];
  /** Why it was chosen; a sentence without its full stop, or `''`. */
  readonly because: string;
}

export interface Saying {
  readonly words: string;
  /** Said of this saying alone. Two sayings with the same words are the same, whatever their notes. */
  readonly note?: string;
}

export function sideOf({ customer, message, pitch }: Piece, names: SegmentNames): Side {
  const { mail, choices, segment, behavior, tier, recommendations } = pitch;
  const { locale } = mail.shape;
  const htmlBytes = Buffer.byteLength(message.html);
  const because = (part: Choice['part']) => choices.find((each) => each.part === part)?.because ?? '';
  const reasons = choices.filter(({ part }) => part === 'recommendations').map((each) => each.because);
  const reduced = mail.picks.items.filter(({ saving }) => saving !== '');
  return {
    id: customer.customer_id,
    name: slot(customer.name),
    segment,
    segmentName: names[segment],
    behavior,
    locale,
    subject: message.subject,
    preheader: message.preheader,
    htmlBytes,
    aspects: {
      segment: { ...say(names[segment]), because: because('segment') },
      behavior: say(behavior.replaceAll('_', ' ')),
      engagement: say(tier),
      language: { ...say(LANGUAGES[locale] ?? locale), because: because('locale') },
      subject: { ...say(message.subject), because: because('subject') },
      preheader: say(message.preheader),
      opening: { ...say(mail.opening), because: because('opening') },
      paragraphs: { ...say(...mail.paragraphs.map(({ title }) => title)), because: because('paragraphs') },
      products: {
        says: recommendations.map((_, at) => ({
          words: mail.picks.items[at]?.name ?? '',
          note: reasons[at] ?? '',
        })),
        because: '',
      },
      offer: say(...reduced.map(({ name, saving }) => `${name}: ${saving}`)),
      'call to action': {
        ...say(mail.callToAction.title, mail.callToAction.label),
        because: because('call to action'),
      },
      film: say(...mail.films.map(({ label }) => label)),
      size: say(printKilobytes(htmlBytes)),
    },
  };
}

const say = (...words: readonly string[]): Aspect => ({
  says: words.map((each) => ({ words: each })),
  because: '',
});
