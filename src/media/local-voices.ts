import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isPitchwrightError } from '../errors.ts';
import { placeOnTrack } from './audio/mix.ts';
import { normalise } from './audio/normalise.ts';
import { lengthOf, type Sound } from './audio/sound.ts';
import { writeWav } from './audio/wav.ts';
import type { MediaBrief } from './brief.ts';
import { spokenLines } from './prompt.ts';
import { type Bench, type MadeFile, MediaFailure, type MediaProvider } from './provider.ts';
import type { Voice, VoiceName } from './voice/engine.ts';

/** Between two lines, in seconds. */
const PAUSE = 0.45;

const WORDS: Readonly<Record<VoiceName, string>> = { flite: 'Flite', espeak: 'eSpeak NG' };

/** A speech synthesiser on this machine that reads a brief's lines one by one, so that it is known where each of them is. */
export function localVoice(
  voice: Voice,
  finish: (soundPath: string, bench: Bench) => Promise<readonly MadeFile[]>,
): MediaProvider {
  const { name } = voice;
  return {
    name,
    kind: 'voice',
    place: 'local',
    model: '',
    async readiness(order) {
      const language = order?.brief.locale ?? 'en';
      const obstacle = voice.obstacle(language);
      if (!obstacle) return { ready: true, detail: `${WORDS[name]} from npm` };
      const reason = obstacle.code === 'VOICE_LANGUAGE' ? 'unsupported' : 'not-configured';
      const { message, hint } = obstacle;
      return { ready: false, failure: new MediaFailure(reason, message, hint === undefined ? {} : { hint }) };
    },
    cost: () => 0,
    inputs: ({ brief }) => ({
      lines: spokenLines(brief),
      locale: brief.locale,
      voice: voice.voiceFor(brief.locale),
    }),
    async make({ brief }, bench) {
      const lines = await speakLines(voice, brief, bench);
      let at = 0;
      const pieces = lines.map((sound) => {
        const start = at;
        at += lengthOf(sound) + PAUSE;
        return { sound, atSeconds: start };
      });
      const seconds = at - PAUSE;
      const rate = (lines[0] as Sound).rate;
      const sound = normalise(placeOnTrack(pieces, seconds, rate));
      const path = join(bench.folder, 'sound.wav');
      await writeFile(path, writeWav(sound));
      return {
        files: [{ role: 'sound', name: 'sound.wav' }, ...(await finish(path, bench))],
        seconds,
        lines: pieces.map(({ sound, atSeconds }) => ({ from: atSeconds, to: atSeconds + lengthOf(sound) })),
        remarks: [`The voice is ${WORDS[name]}, a synthesiser on this machine.`],
      };
    },
  };
}

async function speakLines(voice: Voice, brief: MediaBrief, { signal, progress }: Bench): Promise<Sound[]> {
  const texts = spokenLines(brief);
  const sounds: Sound[] = [];
  for (const text of texts) {
    progress(sounds.length / texts.length, `${WORDS[voice.name]} speaks`);
    try {
      sounds.push(await voice.speak(text, { language: brief.locale, signal }));
    } catch (error) {
      if (!isPitchwrightError(error)) throw error;
      throw new MediaFailure('broken', error.message, {
        ...(error.hint === undefined ? {} : { hint: error.hint }),
        cause: error,
      });
    }
  }
  if (sounds.length === 0) throw new MediaFailure('unsupported', 'there is nothing to be spoken');
  return sounds;
}
