import type { BrandColors } from '../../src/copy/brand.ts';
import { type Behavior, type Segment, slugOf } from '../../src/data/vocabulary.ts';
import type { MailContent, MailPick } from '../../src/pitch/pitch.ts';

export interface SampleOptions {
  readonly segment?: Segment;
  readonly behavior?: Behavior;
  /** 3 to 5. */
  readonly picks?: number;
  /** 0 to 3 each. */
  readonly paragraphs?: number;
  readonly facts?: number;
  readonly rows?: number;
  /** 0 or 1. */
  readonly films?: number;
}

/** A believable mail of a shop that does not exist, for `email dev` and for tests of the templates. */
export function samplePitch(options: SampleOptions = {}): { mail: MailContent; colors: BrandColors } {
  return { mail: sampleMail(options), colors: COLORS };
}

function sampleMail({
  segment = 'VIP',
  behavior = 'loyal',
  picks = 4,
  paragraphs = 2,
  facts = 3,
  rows = 3,
  films = 0,
}: SampleOptions): MailContent {
  const items = PICKS.slice(0, picks);
  return {
    shape: { locale: 'en', dir: 'ltr', segment, behavior },
    ...WORDS[segment],
    preheader: `${picks} things for you, opening with the Stoneware mug. The reason for each is inside.`,
    brand: {
      name: 'Kachnar Lane',
      tagline: 'Good things for the home, and for the hours spent in it',
      url: 'https://kachnarlane.example/',
    },
    hero: {
      ...WORDS[segment].hero,
      imageUrl: `https://kachnarlane.example/pictures/hero-${slugOf(segment)}.png`,
      imageAlt: 'A table by the window in the morning, laid for two',
    },
    greeting: 'Hello Asha,',
    films: FILMS.slice(0, films),
    facts: FACTS.slice(0, facts),
    paragraphs: PARAGRAPHS.slice(0, paragraphs),
    picks: { ...WORDS[segment].picks, items },
    callToAction: {
      ...CALLS[behavior],
      rows: items.slice(0, rows).map((item) => ({
        label: item.name,
        value: item.price,
        note: item.listPrice === '' ? 'Your favourite aisle' : '17% below the list price of ₹1,799',
      })),
      url: `https://kachnarlane.example/${slugOf(behavior)}?c=C000417`,
    },
    closing: { line: 'Warmly,', name: 'Meera Sethi', role: 'For all of us at Kachnar Lane' },
    footer: {
      why: 'You receive this mail because you have been a customer of Kachnar Lane since 2021.',
      address: 'Kachnar Lane (a fictional shop), 12 Example Road, Namoona Nagar 000000, India',
      unsubscribeLabel: 'Unsubscribe',
      unsubscribeUrl: 'https://kachnarlane.example/unsubscribe?c=C000417',
      helpLabel: 'Help and returns',
      helpUrl: 'https://kachnarlane.example/help',
    },
  };
}

type Words = Pick<MailContent, 'subject' | 'opening'> & {
  readonly hero: Pick<MailContent['hero'], 'eyebrow' | 'headline'>;
  readonly picks: Pick<MailContent['picks'], 'title' | 'intro'>;
};

const WORDS: Readonly<Record<Segment, Words>> = {
  VIP: {
    subject: 'Asha, chosen with you in mind',
    hero: { eyebrow: 'For one of our regulars', headline: 'A small selection, chosen with you in mind' },
    opening:
      'It is a pleasure to choose for someone who looks as closely as you do. Across 14 orders you have shown us what you like, and these pieces are our answer. No noise and no hurry: only what we think deserves a place with you.',
    picks: { title: 'Your selection', intro: 'Beside each stands the reason we chose it for you.' },
  },
  Returning: {
    subject: 'Good to see you again, Asha',
    hero: { eyebrow: 'Good to see you again', headline: 'Shall we pick up where we left off?' },
    opening:
      'It is always good to write to a familiar name. We hope you are enjoying your last find, the Clay teapot. If you walked in today, this is what we would put in your hands first.',
    picks: { title: 'What might come next', intro: 'Chosen to suit what you already like.' },
  },
  New: {
    subject: 'Welcome to Kachnar Lane, Asha',
    hero: { eyebrow: 'Nice to meet you', headline: 'Welcome to Kachnar Lane' },
    opening:
      'Thank you for taking such an interest so soon. We keep 64 things for the home and for the hours spent in it, from the kitchen to the garden. If you asked us where to begin, we would say: with these.',
    picks: { title: 'A good place to start', intro: 'Each says in a line why we thought of you.' },
  },
  'At-Risk': {
    subject: 'It would be good to see you again, Asha',
    hero: { eyebrow: 'Just a hello', headline: 'It would be good to see you again' },
    opening:
      'Thank you for still reading our letters. Your last order was seven months ago, and that is perfectly fine. If you feel like looking in, this is where we would start.',
    picks: {
      title: 'Whenever you feel like it',
      intro: 'Nothing to do. Only a few things you might like, and why.',
    },
  },
};

type Call = Pick<MailContent['callToAction'], 'title' | 'body' | 'label' | 'note'>;

const CALLS: Readonly<Record<Behavior, Call>> = {
  impulse_buyer: {
    title: 'Trust your first thought',
    body: 'Our first pick for you: the Stoneware mug. One tap and you are there.',
    label: 'See it for ₹349',
    note: 'With you in 2–5 days, and 30 days to change your mind.',
  },
  researcher: {
    title: 'Compare before you decide',
    body: 'Here are the facts side by side. Read, compare, sleep on it. This mail has no deadline.',
    label: 'Compare the picks',
    note: '30 days to send it back. 12 months of warranty on everything made to last.',
  },
  bargain_hunter: {
    title: 'Real savings, plainly counted',
    body: '2 of your 4 picks are below their list price, by up to 17%.',
    label: 'See all 18 offers',
    note: 'A saving is always counted against our own list price. Delivery is free from ₹999.',
  },
  loyal: {
    title: 'Thank you for 14 orders',
    body: 'You have been part of Kachnar Lane since 2021. Your favourite aisle, Kitchen, is where you left it.',
    label: 'Go to my favourite aisle',
    note: 'Something on your mind? Reply to this mail. Our help hours are 9:00–20:00 IST.',
  },
  seasonal: {
    title: 'Ready for the monsoon',
    body: '12 things in the shop are made for the monsoon. See what suits your days now.',
    label: 'See the monsoon shelf',
    note: 'Delivery takes 2–5 days and is free from ₹999.',
  },
};

const FILMS: MailContent['films'] = [
  {
    imageUrl: 'https://kachnarlane.example/pictures/film.png',
    imageAlt: 'A short film for Asha, from Kachnar Lane',
    label: 'Watch your film',
    url: 'https://kachnarlane.example/films/C000417',
  },
];

const FACTS: MailContent['facts'] = [
  { label: 'Orders with us', value: '14' },
  { label: 'With us since', value: '2021' },
  { label: 'Most loved aisle', value: 'Kitchen' },
];

const PARAGRAPHS: MailContent['paragraphs'] = [
  {
    title: 'Judge it in your own hands',
    body: 'No picture shows how a thing feels in daily use. So you have 30 days to try it at home and send it back, and a warranty of 12 months on everything that is made to last.',
  },
  {
    title: 'At your door in 2–5 days',
    body: 'Delivery is free for orders from ₹999. If you have a question about a parcel, reply to this mail; our help hours are 9:00–20:00 IST.',
  },
  {
    title: 'Fewer things, kept longer',
    body: 'We will not decorate this mail with green promises. What you find you do not need can go back within 30 days. Buy little, and keep it long.',
  },
];

const pick = (
  id: string,
  words: Pick<MailPick, 'name' | 'category' | 'price' | 'reason'> & Partial<MailPick>,
): MailPick => ({
  listPrice: '',
  pricesInText: words.listPrice ? `now ${words.price} (was ${words.listPrice})` : words.price,
  saving: '',
  url: `https://kachnarlane.example/p/${id}`,
  imageUrl: `https://kachnarlane.example/pictures/${id}.png`,
  imageAlt: `${words.name}, illustrated`,
  linkLabel: `See the ${words.name}`,
  ...words,
});

const PICKS: readonly MailPick[] = [
  pick('stoneware-mug', {
    name: 'Stoneware mug',
    category: 'Kitchen',
    price: '₹349',
    reason: '38% of people who bought the Clay teapot also chose this',
  }),
  pick('brass-reading-lamp', {
    name: 'Brass reading lamp',
    category: 'Décor',
    price: '₹1,499',
    listPrice: '₹1,799',
    saving: '17% off',
    reason: 'For your love of reading',
  }),
  pick('linen-throw', {
    name: 'Washed linen throw',
    category: 'Décor',
    price: '₹2,199',
    reason: 'Ordered 24% more in the last 30 days than in the 30 before',
  }),
  pick('darjeeling-tea', {
    name: 'Darjeeling leaf tea',
    category: 'Kitchen',
    price: '₹549',
    listPrice: '₹599',
    saving: '8% off',
    reason: 'You last bought this 2 months ago. Running low?',
  }),
  pick('herb-planter', {
    name: 'Terracotta herb planter',
    category: 'Garden',
    price: '₹799',
    reason: 'Chosen by 41 customers much like you',
  }),
];

const COLORS: BrandColors = {
  light: {
    canvas: '#f3eee8',
    paper: '#fffdfa',
    panel: '#f8f3ed',
    ink: '#2b2227',
    muted: '#6a5d62',
    line: '#e6dcd4',
    primary: '#8c2f5d',
    on_primary: '#fffdfa',
  },
  dark: {
    canvas: '#141012',
    paper: '#1d171a',
    panel: '#272024',
    ink: '#f2eae6',
    muted: '#b8a9ab',
    line: '#3b3136',
    primary: '#e7a0bf',
    on_primary: '#2b0f1d',
  },
  segments: {
    VIP: { ground: '#23131f', text: '#f7ecdb', accent: '#d9b45f', on_accent: '#23131f' },
    Returning: { ground: '#94452c', text: '#fff5ec', accent: '#f6cfa6', on_accent: '#4a1f10' },
    New: { ground: '#d9f2df', text: '#10362a', accent: '#0b6b4b', on_accent: '#ffffff' },
    'At-Risk': { ground: '#e7ebf2', text: '#2c374a', accent: '#475c80', on_accent: '#ffffff' },
  },
};
