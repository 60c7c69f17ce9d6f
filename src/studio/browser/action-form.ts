import { SEGMENTS } from '../../data/vocabulary.ts';
import { ASPECTS, MEDIA_KINDS } from '../../media/provider.ts';

/** A question of a dialog; its answer is the field of that name in the action's input. */
export interface Question {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'email' | 'number' | 'date' | 'check' | 'select' | 'checks';
  readonly hint?: string;
  readonly value?: string | boolean | readonly string[];
  readonly options?: readonly (readonly [value: string, label: string])[];
  /** The answer is kept in this browser for the next time. */
  readonly isKept?: boolean;
}

export interface ActionForm {
  readonly title: string;
  readonly words?: string;
  readonly submit: string;
  /** Real people are reached: said in the colour of danger. */
  readonly isGrave?: boolean;
  readonly questions: readonly Question[];
}

const KINDS: Readonly<Record<string, string>> = { video: 'Film', voice: 'Voice', image: 'Picture' };
const SHAPES: Readonly<Record<string, string>> = { '16:9': 'Wide', '9:16': 'Tall', '1:1': 'Square' };

/** Is a choice that was made before the form was opened. */
const chosen = (given: unknown, otherwise: readonly string[]): readonly string[] =>
  Array.isArray(given) ? given.map(String) : otherwise;

const makeQuestions = ({ kinds, aspects }: Readonly<Record<string, unknown>>): readonly Question[] => [
  {
    name: 'kinds',
    label: 'What',
    kind: 'checks',
    value: chosen(kinds, ['video']),
    options: MEDIA_KINDS.map((kind) => [kind, KINDS[kind] ?? kind]),
  },
  {
    name: 'aspects',
    label: 'Shape',
    kind: 'checks',
    value: chosen(aspects, ['16:9']),
    options: ASPECTS.map((aspect) => [aspect, `${SHAPES[aspect] ?? ''} ${aspect}`.trim()]),
  },
  {
    name: 'provider',
    label: 'Made by',
    kind: 'select',
    value: '',
    options: [
      ['', 'Gemini when a key is set, else this machine'],
      ['slideshow', 'This machine: films of slides'],
      ['veo', 'Google Veo first'],
      ['omni', 'Gemini Omni first'],
    ],
  },
  {
    name: 'dryRun',
    label: 'Only say what would be made, and what it costs',
    kind: 'check',
    value: false,
  },
];

/** What is asked before an action starts. An action without a form starts at once. */
export const FORMS: Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => ActionForm>> = {
  generate: () => ({
    title: 'Make a sample',
    words:
      'People who are made up, with orders, at addresses that do not exist. It takes the place of the sample that is there; a dataset of your own is never replaced by it.',
    submit: 'Make it',
    questions: [
      { name: 'customers', label: 'Customers', kind: 'number', value: '1000' },
      {
        name: 'seed',
        label: 'Seed',
        kind: 'number',
        value: '42',
        hint: 'The same seed gives the same people.',
      },
      { name: 'asOf', label: 'As of', kind: 'date', value: '2026-06-30' },
    ],
  }),
  'undo-import': () => ({
    title: 'Bring the other dataset back?',
    words:
      'The dataset from before the last change takes its place again, and so do its withdrawals. The one that is there is kept for the way back.',
    submit: 'Bring it back',
    questions: [],
  }),
  test: ({ campaign, customer }) => ({
    title: 'Send one to yourself',
    words: `One mail of ${campaign}, exactly as ${customer ?? 'a recipient'} would get it. Nobody counts as mailed.`,
    submit: 'Send the test',
    questions: [
      {
        name: 'to',
        label: 'Your address',
        kind: 'email',
        isKept: true,
        hint: 'The only address that gets anything.',
      },
      ...(customer === undefined
        ? ([
            {
              name: 'customer',
              label: 'As which customer',
              kind: 'text',
              hint: 'An id of the plan; left empty, the first one.',
            },
          ] as const)
        : []),
      {
        name: 'live',
        label: 'Through the campaign’s own channel',
        kind: 'check',
        value: true,
        hint: 'Otherwise it is written to a file in the outbox.',
      },
    ],
  }),
  send: ({ campaign, people, through }) => ({
    title: `Send ${campaign} for real`,
    words: `${people ?? 'Its recipients'} will get mail${through ? ` through ${through}` : ''}. What was sent cannot be called back; stopping ends it after the mail that is on its way.`,
    submit: 'Send it',
    isGrave: true,
    questions: [
      { name: 'confirm', label: `Type ${campaign} to confirm`, kind: 'text' },
      {
        name: 'due',
        label: 'Only what is due now',
        kind: 'check',
        value: false,
        hint: 'Otherwise it stays for the later waves, for as long as the studio runs.',
      },
      { name: 'retryFailed', label: 'Try again those that were given up', kind: 'check', value: false },
      {
        name: 'resendUnknown',
        label: 'Send again to those whose mail may have arrived',
        kind: 'check',
        value: false,
      },
    ],
  }),
  media: ({ customer, segment, ...given }) => ({
    title: customer === undefined ? 'Make films, voices and pictures' : `Make something for ${customer}`,
    words: 'What was made before is kept. Nothing is asked of a service above MEDIA_BUDGET.',
    submit: 'Make it',
    questions: [
      ...(customer === undefined
        ? ([
            {
              name: 'segment',
              label: 'For',
              kind: 'select',
              value: typeof segment === 'string' ? segment : 'VIP',
              options: [...SEGMENTS.map((each) => [each, each] as const), ['all', 'Everybody'] as const],
            },
            { name: 'limit', label: 'The first', kind: 'number', value: '3', hint: 'Empty: all of them.' },
          ] as const)
        : []),
      ...makeQuestions(given),
    ],
  }),
  'forget-media': ({ customer }) => ({
    title: `Remove everything made for ${customer}?`,
    words:
      'Films, voices and pictures go, and so does the page with the film. Build the site again to take it down.',
    submit: 'Remove it',
    isGrave: true,
    questions: [],
  }),
};
