import { voiceOf } from './engine.ts';
import { languageOf } from './language.ts';

/**
 * The languages it reads from their everyday spelling. Left out on purpose are those that it has but cannot read as they
 * are written: Arabic, Hebrew and Sindhi (written without most vowels), Japanese (it says "Chinese letter" for a
 * character), Thai, Burmese and Shan (it guesses at syllables), Odia (it spells conjuncts out).
 */
const LANGUAGES: ReadonlySet<string> = new Set(
  (
    'af am as az ba be bg bn bpy bs ca cs cv cy da de el en es et eu fa fi fr ga gd gn gu hi hr ht hu hy id is it ' +
    'ka kk kl kn ko kok ku ky lb lt ltg lv mi mk ml mr ms mt nb ne nl om pa pl pt ro ru si sk sl sq ' +
    'sr sv sw ta te tk tr tt ug uk ur uz vi zh'
  ).split(' '),
);

/** Where its voice is not called as the language is. */
const VOICES: Readonly<Record<string, string>> = {
  en: 'en-gb',
  'en-us': 'en-us',
  fr: 'fr-fr',
  'pt-br': 'pt-br',
  zh: 'cmn',
};

/** One of the timbres that every language can be spoken with. */
const VARIANT = '+f5';

/** What flite does not speak, by eSpeak NG: 22.05 kHz. */
export const espeak = voiceOf({
  name: 'espeak',
  packageName: 'espeak-ng',
  worker: new URL('./espeak-worker.ts', import.meta.url),
  voiceFor(tag) {
    const language = languageOf(tag);
    if (language === undefined || !LANGUAGES.has(language)) return undefined;
    return `${VOICES[tag.toLowerCase()] ?? VOICES[language] ?? language}${VARIANT}`;
  },
  // Words a minute.
  settings: (voice) => ['-v', voice, '-s', '170'],
  spell: (text) => text,
});
