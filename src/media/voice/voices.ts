import type { Voice } from './engine.ts';
import { espeak } from './espeak.ts';
import { flite } from './flite.ts';

/**
 * In the order they are asked. Sixteen lines of our films (104 words) were spoken, levelled and given to a speech
 * recogniser (PocketSphinx, general English), which got these shares of the words wrong: flite rms 7 %, awb 13 %,
 * kal16 13 %, slt 20 %, no better when slowed down, and rms 9 % a tenth faster; eSpeak en-us with timbre f5 38 % at 150
 * words a minute, 34 % at 170, f2 45 %, f3 67 %, without a timbre 82 %. So English is flite's rms, a tenth faster, because
 * six lines should fit into about 15 seconds; and eSpeak speaks the other languages with timbre f5 at 170.
 */
const VOICES: readonly Voice[] = [flite, espeak];

/** Who speaks a language, the better voice first; none when there is no local voice for it. */
export function voicesFor(language: string): readonly Voice[] {
  return VOICES.filter((voice) => voice.voiceFor(language) !== undefined);
}
