import { type CanIEmailOptions, caniemail } from 'caniemail';
import type { Finding, Rule } from '../finding.ts';
import { cut } from '../page.ts';
import { remembered } from '../remembered.ts';
import { skeletonOf, startTagsOf } from '../skeleton.ts';

type Client = CanIEmailOptions['clients'][number];

/** The clients that most people read mail with, as caniemail calls them. */
const CLIENTS: Readonly<Record<string, readonly Client[]>> = {
  Gmail: ['gmail.desktop-webmail', 'gmail.ios', 'gmail.android'],
  'Outlook for Windows': ['outlook.windows'],
  'Outlook for Mac': ['outlook.macos'],
  'Outlook.com': ['outlook.outlook-com'],
  'Apple Mail': ['apple-mail.ios', 'apple-mail.macos'],
  Yahoo: ['yahoo.desktop-webmail', 'yahoo.ios', 'yahoo.android'],
  Samsung: ['samsung-email.android'],
};
const ALL_CLIENTS = Object.values(CLIENTS).flat();

/** What some clients do not know and no reader misses, each with the reason. */
export const ALLOWED: Readonly<Record<string, string>> = {
  'color-scheme CSS property': 'who does not know it shows the light colours',
  'color-scheme meta tag': 'who does not know it shows the light colours',
  'target attribute': 'who does not know it opens links in a new window anyway',
  'loading attribute': 'who does not know it loads the picture at once',
  'aria-hidden attribute': 'it silences fillers; without it they are blanks',
  'aria-label attribute': 'it repeats the subject',
  'text-wrap': 'lines only break less evenly',
  'word-break': 'only a word wider than a phone runs over',
  'word-spacing': 'written as normal, which it is anyway',
  'text-decoration-line': 'links keep the underline they have by themselves',
  'table-layout': 'columns have widths of their own',
  '<body> element': 'the ground of <body> is said again on the first table',
  '@media': 'narrow and dark styles are extras: wide and light is inline',
  'Attribute selector': 'only in extras: wide and light is inline',
  'Child combinator': 'only in extras: wide and light is inline',
  'Chaining selectors': 'only in extras: wide and light is inline',
  'max-height property': 'only on the hidden preheader, which display: none hides',
  opacity: 'only on the hidden preheader, which display: none hides',
  overflow: 'it rounds the corners of what is inside; corners stay square',
  'border-radius': 'corners stay square',
  outline: 'pictures in links have border 0 as well',
  cursor: 'a button keeps the pointer of a link',
  'height property': 'pictures and cells have a height attribute, or the height of their words',
};

/**
 * What the big clients do not show, by the tables of caniemail.com. Only features without any support count; partial support
 * is for whoever writes a template.
 */
export const clients: Rule = {
  id: 'clients',
  title: 'The big mail clients show everything',
  clients: Object.keys(CLIENTS),
  find({ message }) {
    const missing = new Map<string, { readonly names: Set<string>; readonly tag: string }>();
    for (const tag of startTagsOf(skeletonOf(message.html))) {
      for (const { feature, names } of missingIn(tag)) {
        if (feature in ALLOWED) continue;
        const known = missing.get(feature) ?? { names: new Set(), tag };
        for (const name of names) known.names.add(name);
        missing.set(feature, known);
      }
    }
    return [...missing].map(([feature, { names, tag }]): Finding => {
      // Without an element or a format a reader misses something; without a style it only looks different.
      const isContent = /^<|svg|image format|Video/i.test(feature);
      return {
        level: isContent ? 'error' : 'warning',
        place: `HTML: ${cut(tag, 80)}`,
        fact: `${feature}: not in ${[...names].join(', ')}`,
        fix: `do without ${feature}; www.caniemail.com says what works instead`,
        weight: names.size,
        clients: [...names],
      };
    });
  },
};

interface Missing {
  readonly feature: string;
  /** Keys of `CLIENTS`. */
  readonly names: readonly string[];
}

/** caniemail looks at one start tag or style sheet at a time, so each different one is looked up once for all mails. */
const missingIn = remembered(missingFeatures);

/** What the big clients do not support of any HTML. */
export function missingFeatures(html: string): readonly Missing[] {
  const features = new Map<string, Client[]>();
  for (const [client, issues] of unsupported(html, ALL_CLIENTS)) {
    for (const { title } of issues) features.set(title, [...(features.get(title) ?? []), client as Client]);
  }
  return [...features].map(([feature, without]) => ({
    feature,
    names: Object.keys(CLIENTS).filter((name) => CLIENTS[name]?.some((client) => without.includes(client))),
  }));
}

/** A client that caniemail has no figures of, for a feature, makes it throw; then each is asked by itself. */
function unsupported(
  html: string,
  list: readonly Client[],
): readonly (readonly [string, readonly { title: string }[]])[] {
  try {
    return [...caniemail({ clients: [...list], html }).issues.errors];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return list.length === 1 ? [] : list.flatMap((client) => unsupported(html, [client]));
  }
}
