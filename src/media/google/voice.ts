import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isPitchwrightError } from '../../errors.ts';
import type { Sound } from '../audio/sound.ts';
import { readPcm, readWav, writeWav } from '../audio/wav.ts';
import { spokenLines } from '../prompt.ts';
import { MediaFailure, type MediaProvider } from '../provider.ts';
import { voiceFor } from '../settings.ts';
import { findLines } from '../voice-lines.ts';
import { missingAccess } from './access.ts';
import { quoteService } from './failure.ts';
import { dollars } from './film-order.ts';
import { type Generated, generate } from './generate.ts';
import { type GoogleContext, withService } from './service.ts';

/** Voices by Gemini, with either kind of key. */
export function geminiVoice(context: GoogleContext): MediaProvider {
  const { settings, access, finish } = context;
  return {
    name: 'gemini-tts',
    kind: 'voice',
    place: 'google',
    model: settings.models.voice,
    async readiness() {
      const failure = missingAccess(access, 'gemini-tts', 'either');
      return failure ? { ready: false, failure } : { ready: true, detail: settings.models.voice };
    },
    cost: ({ prompt }) =>
      dollars((prompt.length / 1000) * (settings.prices.voice[settings.models.voice] ?? 0)),
    inputs: ({ prompt, brief }) => ({ prompt, voice: voiceFor(settings, brief.locale) }),
    make: (order, bench) =>
      withService('voice', order, bench, context, async (service) => {
        const { brief } = order;
        const voiceName = voiceFor(settings, brief.locale);
        service.progress(0.1, `Gemini speaks (${voiceName})`);
        const made = await generate(
          order,
          {
            responseModalities: ['AUDIO'],
            speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName } } },
          },
          service,
        );
        const sound = soundOf(made, service.door.subject.apiKey);
        const path = join(bench.folder, 'sound.wav');
        await writeFile(path, writeWav(sound));
        const more = await finish.voice(path, bench);
        return {
          files: [{ role: 'sound', name: 'sound.wav' }, ...more],
          seconds: sound.samples.length / sound.rate,
          lines: findLines(sound.samples, sound.rate, spokenLines(brief)),
          remarks: [`The voice is ${voiceName} of Gemini.`],
        };
      }),
  };
}

/** Seconds: a word at least, and no more than anybody listens to. */
const LENGTH = { least: 0.3, most: 180 };

/** @throws MediaFailure `malformed` */
function soundOf({ bytes, mimeType }: Generated, apiKey: string): Sound {
  let sound: Sound;
  try {
    sound = /^audio\/(x-)?wav\b/i.test(mimeType) ? readWav(bytes) : readPcm(bytes, mimeType);
  } catch (cause) {
    if (!isPitchwrightError(cause)) throw cause;
    throw new MediaFailure(
      'malformed',
      `what Gemini sent is no voice: ${quoteService(cause.message, apiKey)}`,
    );
  }
  const seconds = sound.samples.length / sound.rate;
  if (seconds < LENGTH.least || seconds > LENGTH.most) {
    throw new MediaFailure(
      'malformed',
      `what Gemini sent is no voice: it lasts ${seconds.toFixed(1)} seconds`,
    );
  }
  if (!sound.samples.some((sample) => Math.abs(sample) > 0.005)) {
    throw new MediaFailure('malformed', 'what Gemini sent is no voice: it is silent');
  }
  return sound;
}
