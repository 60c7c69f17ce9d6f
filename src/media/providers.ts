import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env } from '../env.ts';
import type { Sound } from './audio/sound.ts';
import { readWav } from './audio/wav.ts';
import type { MediaBrief } from './brief.ts';
import type { MediaCache } from './cache.ts';
import { type ChainOptions, makeMedium } from './chain.ts';
import { findFfmpeg } from './ffmpeg/find-ffmpeg.ts';
import { finishing } from './finish/finishing.ts';
import { googleProviders } from './google/google-providers.ts';
import { localVoice } from './local-voices.ts';
import { once } from './once.ts';
import { orderOf, type Providers } from './orders.ts';
import { imagePrompt, spokenLines, videoPrompt, voicePrompt } from './prompt.ts';
import { MediaFailure, type MediaKind, type MediaProvider, type ProviderName } from './provider.ts';
import type { MediaSettings } from './settings.ts';
import { card } from './slideshow/card.ts';
import type { Spoken } from './slideshow/film.ts';
import { slideshow } from './slideshow/slideshow.ts';
import { espeak } from './voice/espeak.ts';
import { flite } from './voice/flite.ts';

export interface ProviderOptions {
  readonly env: Env;
  readonly settings: MediaSettings;
  /** Asked first, in this order; after them only what costs nothing. Left out: services first, where there is a key. */
  readonly preferred?: readonly ProviderName[] | undefined;
  readonly cache: MediaCache;
  /** Of the run: the voice of a film is made like any other voice. */
  readonly chain: ChainOptions;
}

/** Everything that can make something here, with this environment. */
export async function openProviders({
  env,
  settings,
  preferred,
  cache,
  chain,
}: ProviderOptions): Promise<Providers> {
  const ffmpeg = once(() => findFfmpeg({ FFMPEG_PATH: env.FFMPEG_PATH, PATH: process.env.PATH }));
  const finish = finishing(ffmpeg);
  const google = googleProviders({ settings, env, finish });
  const voices = arranged(
    [...google, localVoice(flite, finish.voice), localVoice(espeak, finish.voice)],
    'voice',
    preferred,
  );
  const promptFor: Providers['promptFor'] = (kind, brief, aspect) => {
    if (kind === 'voice') return voicePrompt(brief);
    return kind === 'image'
      ? imagePrompt(brief, aspect, env.MEDIA_PII)
      : videoPrompt(brief, aspect, settings.video.seconds, env.MEDIA_PII);
  };
  const voiceOrder = (brief: MediaBrief) => orderOf('voice', brief, '16:9', { promptFor });

  const speak = async (brief: MediaBrief): Promise<Spoken> => {
    try {
      const { entry } = await makeMedium(voiceOrder(brief), voices, cache, chain);
      const sound = readWav(await readFile(join(cache.folder, entry.key, 'sound.wav')));
      const lines = entry.lines?.map(({ from, to }) => cut(sound, from, to));
      return { lines: scenesOf(brief, lines), voice: SPEAKERS[entry.provider] ?? entry.provider };
    } catch (error) {
      if (!(error instanceof MediaFailure)) throw error;
      return { lines: undefined, voice: 'nobody', remark: `Nobody speaks: ${error.message}.` };
    }
  };
  const films = slideshow({ speak, speaker: await speakersOf(voices), ffmpeg });
  const all = [...google, { ...films, needs: ({ brief }) => [voiceOrder(brief)] } as MediaProvider, card()];
  return {
    of: (kind) => (kind === 'voice' ? voices : arranged(all, kind, preferred)),
    promptFor,
  };
}

const SPEAKERS: Readonly<Partial<Record<ProviderName, string>>> = {
  'gemini-tts': 'Gemini',
  flite: 'Flite',
  espeak: 'eSpeak NG',
};

function arranged(
  all: readonly MediaProvider[],
  kind: MediaKind,
  preferred: readonly ProviderName[] | undefined,
): readonly MediaProvider[] {
  const able = all.filter((provider) => provider.kind === kind);
  if (!preferred) return able;
  const first = preferred.flatMap((name) => able.filter((provider) => provider.name === name));
  return [...first, ...able.filter((each) => each.place === 'local' && !first.includes(each))];
}

/** Another voice makes another film; one that cannot be asked makes none. */
async function speakersOf(voices: readonly MediaProvider[]): Promise<string> {
  const able: string[] = [];
  for (const voice of voices) if ((await voice.readiness()).ready) able.push(`${voice.name} ${voice.model}`);
  return able.join(', ');
}

/** Scenes without words have no line in the voice. */
function scenesOf(brief: MediaBrief, lines: readonly Sound[] | undefined): readonly Sound[] | undefined {
  if (!lines || lines.length !== spokenLines(brief).length) return undefined;
  let at = 0;
  return brief.scenes.map(({ spoken }) =>
    spoken.trim() === '' ? { rate: 48_000, samples: new Float32Array() } : (lines[at++] as Sound),
  );
}

function cut({ rate, samples }: Sound, from: number, to: number): Sound {
  return { rate, samples: samples.slice(Math.floor(from * rate), Math.ceil(to * rate)) };
}
