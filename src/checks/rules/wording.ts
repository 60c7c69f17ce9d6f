import type { Finding, Rule } from '../finding.ts';
import { cut } from '../page.ts';

/** Lines of a header should be no longer (RFC 5322, 2.1.1); phones show half of it. */
const LONG_SUBJECT = 78;

/**
 * What filters count against a mail. English: the phrases a shop may slip into, of `rules/20_phrases.cf` in Apache
 * SpamAssassin, each under its name there. No list of that project has Hindi: those are the same phrases, translated.
 */
export const PHRASES: readonly (readonly [source: string, pattern: RegExp])[] = [
  ['GUARANTEED_100_PERCENT', /100\s?% guaranteed|100\s?% गारंटी/i],
  ['BANG_GUAR', /\bguaranteed?!|गारंटी!/i],
  ['MONEY_BACK', /money[- ]back guarantee|पैसे वापस(?:ी)? की गारंटी/i],
  ['DEAR_FRIEND', /^\s*dear friend\b|^\s*प्रिय मित्र/im],
  ['DEAR_SOMETHING', /\bdear (?:sirs?|madam|internet user)\b|प्रिय महोदय/i],
  ['ACT_NOW_CAPS', /\bAct Now\b|\bACT NOW\b|अभी मौका लपकें/],
  ['URG_BIZ', /\burgent (?:request|reply|response|notice)\b|तुरंत जवाब दें/i],
  ['ONE_TIME', /\bone[- ]time (?:offer|promotion)\b|सिर्फ़? एक बार का (?:ऑफ़?र|मौका)/i],
  ['JOIN_MILLIONS', /\bjoin (?:millions|thousands)\b|लाखों लोगों से जुड़ें/i],
  ['LOW_PRICE', /\blow(?:est|er)? Prices?\b|सबसे कम दाम!/],
  ['PRICES_ARE_AFFORDABLE', /\baffordable prices\b/i],
  ['UNCLAIMED_MONEY', /\bunclaimed (?:prize|reward|balance)s?\b|बिना दावे का इनाम/i],
];

/** Nothing in subject and text that spam filters and people take for shouting. */
export const wording: Rule = {
  id: 'wording',
  title: 'It does not sound like spam',
  find({ message }) {
    const findings: Finding[] = [];
    const { subject, preheader, text } = message;
    const add = (place: string, fact: string, fix: string) =>
      findings.push({ level: 'warning', place, fact, fix });
    const length = [...subject].length;
    if (length > LONG_SUBJECT) {
      add('subject', `${length} characters`, `keep subjects to ${LONG_SUBJECT} characters`);
    }
    // Scripts without capitals have no letter of either kind.
    const capitals = subject.match(/\p{Lu}/gu)?.length ?? 0;
    if (capitals >= 6 && !/\p{Ll}/u.test(subject)) {
      add('subject', `it is all capitals: ${cut(subject)}`, 'write subjects in small letters');
    }
    for (const [place, words] of Object.entries({ subject, preheader, text })) {
      if (/[!¡]{3}/.test(words)) add(place, 'it has “!!!”', 'one exclamation mark is enough');
      for (const [source, pattern] of PHRASES) {
        const phrase = pattern.exec(words)?.[0];
        if (phrase !== undefined) {
          add(place, `“${cut(phrase.trim())}” (SpamAssassin: ${source})`, 'say it in words of your own');
        }
      }
    }
    return findings;
  },
  measure({ message: { subject } }) {
    const { length } = [...subject];
    return { value: length, words: `a subject of ${length} characters` };
  },
};
