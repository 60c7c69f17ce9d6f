import { setTimeout as wait } from 'node:timers/promises';
import type { GoogleGenAI } from '@google/genai';
import type { MediaBrief } from '../brief.ts';
import { PLACING } from '../placing.ts';
import { refusePersonal } from '../prompt.ts';
import type { Bench, MadeFile, MediaOrder } from '../provider.ts';
import type { MediaSettings } from '../settings.ts';
import type { Access } from './access.ts';
import { openClient } from './client.ts';
import { type DoorOptions, openDoor } from './door.ts';
import { failureOf } from './failure.ts';
import type { Gate } from './gate.ts';
import { mayHaveBegun, repeat } from './repeat.ts';

/** What all providers at Google share. */
export interface GoogleContext {
  readonly settings: MediaSettings;
  readonly access: Access;
  /** Shared by all of them. */
  readonly gate: Gate;
  readonly finish: Finish;
  readonly effects: Effects;
}

/** What is made on this machine of what a service made. */
export interface Finish {
  /** Poster and preview of a film. */
  film(filmPath: string, brief: MediaBrief, bench: Bench): Promise<readonly MadeFile[]>;
  /** A voice as people get it, from the WAV. */
  voice(soundPath: string, bench: Bench): Promise<readonly MadeFile[]>;
}

export interface Effects {
  readonly fetch: typeof globalThis.fetch;
  /** @throws the signal's reason when it is cancelled. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly random: () => number;
}

export const realEffects: Effects = {
  fetch: globalThis.fetch,
  sleep: async (ms, signal) => {
    try {
      await wait(ms, undefined, { signal });
    } catch {
      signal.throwIfAborted();
    }
  },
  now: Date.now,
  random: Math.random,
};

/** The service while one order is worked on. */
export interface Service {
  readonly ai: GoogleGenAI;
  readonly door: DoorOptions;
  /** As of the bench, whose share stays where it is while the service is waited for. */
  progress(share: number, words: string): void;
  /**
   * Calls that may cost money, such as beginning a film: repeated only where the service says it did not begin. A note
   * of it is kept beforehand, and is gone again when it is sure that nothing was begun.
   */
  paid<T>(call: () => Promise<T>): Promise<T>;
  /** Calls that cost nothing, such as asking whether a film is done. */
  free<T>(call: () => Promise<T>): Promise<T>;
}

/**
 * Opens the service for one order and closes it behind it. Nothing personal passes, and not more at once than the settings
 * say.
 * @throws MediaFailure; the signal's reason when it is cancelled.
 */
export function withService<T>(
  use: 'veo' | 'omni' | 'voice' | 'image',
  order: MediaOrder,
  bench: Bench,
  context: GoogleContext,
  work: (service: Service) => Promise<T>,
): Promise<T> {
  const { settings, access, effects, gate } = context;
  const { signal } = bench;
  return gate(signal, async () => {
    refusePersonal(order.prompt, { id: order.brief.customerId });
    const apiKey = access.apiKey ?? '';
    const door: DoorOptions = {
      access,
      subject: { model: settings.models[use], use, apiKey },
      signal,
      callSeconds: settings.limits.call_seconds,
      fetch: effects.fetch,
      now: effects.now,
    };
    let reached = 0;
    const progress = (share: number, words: string) => {
      reached = share;
      bench.progress(share, words);
    };
    const ai = await openClient(access, openDoor(door));
    const patience = {
      retries: settings.limits.retries,
      apiKey,
      signal,
      sleep: effects.sleep,
      random: effects.random,
      onWait: (ms: number) =>
        progress(reached, `Gemini is busy; it is asked again in ${Math.ceil(ms / 1000)} s`),
    };
    const placed = async <T>(call: () => Promise<T>): Promise<T> => {
      await bench.operation.write(PLACING);
      try {
        return await call();
      } catch (error) {
        if (!signal.aborted && !mayHaveBegun(failureOf(error, { apiKey }))) await bench.operation.write('');
        throw error;
      }
    };
    return work({
      ai,
      door,
      progress,
      paid: (call) => repeat(() => placed(call), { ...patience, isPaid: true }),
      free: (call) => repeat(call, { ...patience, isPaid: false }),
    });
  });
}
