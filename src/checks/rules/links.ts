import type { Finding, Level, Rule } from '../finding.ts';
import { type PageElement, placeOf, wordsOf } from '../page.ts';

/** Words that say nothing about where a link leads, once everything but letters is taken away. */
const VAGUE = new Set([
  ...['here', 'click', 'click here', 'tap here', 'this', 'link', 'this link', 'more', 'read more', 'go'],
  ...['यहाँ', 'यहां', 'यहाँ क्लिक करें', 'यहां क्लिक करें', 'क्लिक करें', 'लिंक', 'और पढ़ें', 'और जानें'],
]);

/** Every link leads somewhere, and says where. */
export const links: Rule = {
  id: 'links',
  title: 'Links lead somewhere and say where',
  find({ page, siteUrl, isReal }) {
    const findings: Finding[] = [];
    const targets = new Map<string, string>();
    const told = new Set<string>();
    for (const element of page.elements) {
      const { tag, attributes } = element;
      // An <a> with a name and no address is a mark to jump to.
      if (tag !== 'a' || (attributes.href === undefined && attributes.name !== undefined)) continue;
      const href = attributes.href?.trim() ?? '';
      const add = (level: Level, fact: string, fix: string) =>
        findings.push({ level, place: placeOf(element), fact, fix });
      const trouble = targetTrouble(href, siteUrl) ?? (isReal ? hostTrouble(href, told) : undefined);
      if (trouble) add(...trouble);
      const words = wordsOf(element);
      if (words === '') add('error', NOTHING_SAID, 'put words into the link, or alt text on its picture');
      else if (VAGUE.has(lettersOf(words))) {
        add('warning', `its words are only “${words}”`, 'say in the link itself where it leads');
      }
      const before = targets.get(words);
      if (words !== '' && before !== undefined && before !== href && !isOnlyPicture(element)) {
        add(
          'warning',
          'other links with the same words lead elsewhere',
          'give links with different targets different words',
        );
      }
      if (before === undefined) targets.set(words, href);
    }
    return findings;
  },
};

const NOTHING_SAID = 'it has no words: screen readers read its address aloud';

type Trouble = readonly [level: Level, fact: string, fix: string];

const ADDRESS = 'give it an address that begins with https://';

function targetTrouble(href: string, siteUrl: string): Trouble | undefined {
  if (href === '' || href === '#') return ['error', `it leads nowhere (${href || 'empty'})`, ADDRESS];
  if (/\{\{|\{%|%7B(%7B|%25)/i.test(href) || /[/=](undefined|null|NaN|%5Bobject)(?=$|[/?&#%])/.test(href)) {
    return [
      'error',
      'its address has an unfilled tag',
      'look at the links of content/brand.yaml and the template',
    ];
  }
  if (/^(mailto|tel):./i.test(href)) return undefined;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(href)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    if (siteUrl === '') return undefined;
    return [
      'error',
      `its address has no host: ${href.slice(0, 60)}`,
      `begin it with ${siteUrl} or another host`,
    ];
  }
  if (scheme === 'http') return ['warning', 'it is not encrypted (http:)', ADDRESS];
  if (scheme !== 'https') return ['error', `no mail client opens ${scheme}:`, ADDRESS];
  return URL.canParse(href) ? undefined : ['error', 'its address cannot be read', ADDRESS];
}

/** RFC 2606: nobody can own these, so that examples can name them. */
const NOBODYS = /(?:^|\.)(?:example|invalid|example\.(?:com|org|net))$/i;

/** @param told hosts that were found already: each is told once. */
function hostTrouble(href: string, told: Set<string>): Trouble | undefined {
  if (!URL.canParse(href)) return undefined;
  const { hostname } = new URL(href);
  if (!NOBODYS.test(hostname) || told.has(hostname)) return undefined;
  told.add(hostname);
  return [
    'error',
    `nobody can own ${hostname}: it stands for an example`,
    'write your own links into content/brand.yaml',
  ];
}

const lettersOf = (words: string) =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\s]/gu, '')
    .trim();

/** A picture may lead to one product and a button of the same name to another place of it. */
const isOnlyPicture = ({ children }: PageElement) =>
  children.length === 1 && typeof children[0] === 'object' && children[0].tag === 'img';
