import type { Segment } from '../../../src/data/vocabulary.ts';
import type { MediaBrief, Scene, ScenePick } from '../../../src/media/brief.ts';

const SURFACES = {
  VIP: { ground: '#23131f', text: '#f7ecdb', accent: '#d9b45f', on_accent: '#23131f' },
  Returning: { ground: '#94452c', text: '#fff5ec', accent: '#f6cfa6', on_accent: '#4a1f10' },
  New: { ground: '#d9f2df', text: '#10362a', accent: '#0b6b4b', on_accent: '#ffffff' },
  'At-Risk': { ground: '#e7ebf2', text: '#2c374a', accent: '#475c80', on_accent: '#ffffff' },
} as const;

const TEAPOT: ScenePick = {
  productId: 'clay-teapot',
  name: 'Clay teapot',
  category: 'Kitchen',
  price: '₹1,299',
  listPrice: '₹1,599',
  saving: '19% off',
  reason: 'For your love of cooking',
  art: { shape: 'teapot', color: '#a65f45', accent: '#e3c9a8' },
};
const LAMP: ScenePick = {
  ...TEAPOT,
  productId: 'paper-lamp',
  name: 'Handmade paper lamp',
  price: '₹1,899',
  art: { shape: 'lamp', color: '#c9a27a', accent: '#7f5526' },
};

/** Every kind of scene once, as a brief of ours says it. */
export function briefFor(firstName = 'Chandni', segment: Segment = 'Returning'): MediaBrief {
  const scenes: readonly Scene[] = [
    {
      kind: 'greeting',
      eyebrow: 'Good to be in touch',
      headline: 'Shall we pick up where we left off?',
      spoken: `Hello ${firstName}, good to see you again.`,
    },
    {
      kind: 'numbers',
      title: 'You and Kachnar Lane',
      facts: [
        { label: 'orders', value: '9' },
        { label: 'with us since', value: '2023' },
        { label: 'your favourite aisle', value: 'Kitchen' },
      ],
      spoken: '9 orders since 2023: thank you.',
    },
    { kind: 'pick', pick: TEAPOT, spoken: 'First, the Clay teapot.' },
    {
      kind: 'picks',
      title: 'What might come next',
      picks: [LAMP, { ...LAMP, productId: 'second' }, { ...TEAPOT, productId: 'third' }],
      spoken: 'And more that we chose for you.',
    },
    {
      kind: 'offer',
      title: 'Real savings, plainly counted',
      rows: [
        { label: 'Clay teapot', value: '₹1,299', note: '19% below the list price of ₹1,599' },
        { label: 'Handmade paper lamp', value: '₹1,899', note: '' },
      ],
      note: 'Delivery is free from ₹999.',
      spoken: 'Up to 19% below the list price.',
    },
    {
      kind: 'action',
      line: 'Good things for the home, and for the hours spent in it',
      label: 'See all 30 offers',
      spoken: 'Come and have a look.',
    },
  ];
  return {
    customerId: 'C0000001',
    locale: 'en',
    dir: 'ltr',
    segment,
    behavior: 'bargain_hunter',
    brand: { name: 'Kachnar Lane', tagline: 'Good things for the home', host: 'kachnarlane.example' },
    surface: SURFACES[segment],
    firstName,
    title: `A short film for ${firstName}, from Kachnar Lane`,
    watch: 'Watch your film',
    scenes,
  };
}

/** A film of two scenes: enough to pass from one to the other. */
export const shortBrief = (firstName?: string, segment?: Segment): MediaBrief => {
  const brief = briefFor(firstName, segment);
  return { ...brief, scenes: [brief.scenes[0]!, brief.scenes[2]!] };
};

/** The first scene in Hindi, and a product with a Hindi name. */
export function hindiBrief(): MediaBrief {
  const brief = briefFor('राजलक्ष्मी', 'New');
  const [greeting, , pick] = brief.scenes;
  if (greeting?.kind !== 'greeting' || pick?.kind !== 'pick')
    throw new Error('the scenes are in another order');
  return {
    ...brief,
    locale: 'hi',
    scenes: [
      {
        ...greeting,
        eyebrow: 'आपसे मिलकर अच्छा लगा',
        headline: 'Kachnar Lane में आपका स्वागत है',
        spoken: 'राजलक्ष्मी जी, आपका स्वागत है!',
      },
      {
        ...pick,
        pick: { ...pick.pick, name: 'ग्लेज़्ड डेस्क गमला', reason: 'क्योंकि आपको बाग़वानी पसंद है', saving: '19% छूट' },
        spoken: 'सबसे पहले, ग्लेज़्ड डेस्क गमला।',
      },
    ],
  };
}

/** Names that people have, and names that people try. */
export const NAMES = {
  quotes: '"; rm -rf ~; "',
  percent: '%{pts}',
  markup: '<script>alert(1)</script> & ]]>',
  option: '-i /etc/passwd',
  direction: '\u202eivaR\u202c \u2066x\u2069',
  endless: 'x'.repeat(500),
  words: 'Maximilian Alexander Wolfeschlegelsteinhausenbergerdorff '.repeat(9),
  emoji: 'Zoë 🎉👨‍👩‍👧‍👦',
  marks: 'Z̸̢̛͔̖̗̃̾̓̿̾̐͆̚a̷̡̛͍͙̺̰̞̎͌̿͊l̶̢g̷o',
  hindi: 'राजलक्ष्मीश्रीवास्तव',
  chinese: '陳大文',
  tamil: 'தமிழ்ச்செல்வி',
  arabic: 'محمد',
  controls: 'A\u0000B\u001b[31m\nC\ud800',
  none: '',
} as const;
