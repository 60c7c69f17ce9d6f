import { languageOf } from './language.ts';
import { numbersAsSpoken } from './spoken-number.ts';

/** Signs that an engine drops (flite the `&`) or says in English (eSpeak in Hindi). The rest they read well. */
const SIGNS: Readonly<Record<string, { readonly and: string; readonly percent: string }>> = {
  en: { and: 'and', percent: 'percent' },
  hi: { and: 'और', percent: 'प्रतिशत' },
};

const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>"]+/gi;
const EMOJI = /[\d#*]\u{FE0F}?\u{20E3}|[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/gu;
/** Soft hyphens, marks of direction, zero-width spaces: inside a word they must not part it. */
const INVISIBLE = /(?![\u{200C}\u{200D}])[\p{Cf}\p{Variation_Selector}]/gu;
/** Controls, and what has no meaning of its own; joiners belong to words of Indian scripts, where a mark stands before. */
const UNSPEAKABLE = /[\p{Cc}\p{Co}\p{Cn}\p{Cs}]|(?<!\p{M})[\u{200C}\u{200D}]/gu;
/** Marks of markup languages; to eSpeak `[[` would begin phonetic input. */
const MARKUP = /[<>[\]{}\\|^~_*`#]+/g;
/** KachnarLane is two words to the ear. */
const HUMP = /(?<=\p{Ll})(?=\p{Lu})/gu;

/**
 * A text in the words in which it is said: `Tea & honey ☕ ₹1,499` is `Tea and honey one thousand four hundred
 * ninety-nine rupees`. Nothing in the result is a command to an engine.
 */
export function spokenText(text: string, language: string): string {
  const tongue = languageOf(language) ?? 'en';
  const signs = SIGNS[tongue];
  const words = text
    .normalize('NFC')
    .replace(ADDRESS, (address) => hostOf(address, tongue))
    .replace(EMOJI, ' ')
    .replace(INVISIBLE, '')
    .replace(UNSPEAKABLE, ' ')
    .replace(MARKUP, ' ')
    .replace(HUMP, ' ');
  const counted = numbersAsSpoken(words, tongue);
  const said = signs
    ? counted.replace(/&/g, ` ${signs.and} `).replace(/\s*[%％]/g, ` ${signs.percent}`)
    : counted;
  return said
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,.;:!?।])/g, '')
    .trim();
}

/** `kachnarlane dot example` in English, where flite would leave the dot out; eSpeak reads it natively. */
function hostOf(address: string, tongue: string): string {
  const [, host = '', end = ''] =
    /^(?:https?:\/\/)?(?:www\.)?([^/?#:]*)[\s\S]*?([.,;!?]*)$/i.exec(address) ?? [];
  const name = host.replace(/\.+$/, '');
  return `${tongue === 'en' ? name.replaceAll('.', ' dot ') : name}${end}`;
}
