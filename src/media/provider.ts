import type { MediaBrief } from './brief.ts';

export const MEDIA_KINDS = ['video', 'voice', 'image'] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

export const ASPECTS = ['16:9', '9:16', '1:1'] as const;
export type Aspect = (typeof ASPECTS)[number];

export const PROVIDERS = [
  'veo',
  'omni',
  'slideshow',
  'gemini-tts',
  'flite',
  'espeak',
  'gemini-image',
  'card',
] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** One medium to be made for one customer. */
export interface MediaOrder {
  readonly kind: MediaKind;
  readonly brief: MediaBrief;
  /** Of pictures and films; a voice has none. */
  readonly aspect: Aspect;
  /** What a service is asked for: the only thing of the customer that leaves the machine. */
  readonly prompt: string;
}

/**
 * The files of one medium. A video has all of the first five, captions only when it is known what is said, a preview
 * only where ffmpeg makes one. `poster` has a play mark, for mails; `still` is the same without it, for players.
 * `sound` is a voice as WAV, for films; `voice` the same as people get it.
 */
export const FILE_ROLES = [
  'film',
  'captions',
  'poster',
  'preview',
  'still',
  'picture',
  'voice',
  'sound',
] as const;
export type FileRole = (typeof FILE_ROLES)[number];

export interface MadeFile {
  readonly role: FileRole;
  /** Within the folder that was given to `make`. */
  readonly name: string;
}

export interface Made {
  readonly files: readonly MadeFile[];
  /** Of a film or a voice. */
  readonly seconds?: number;
  /** Of a voice: where in it each line is spoken, in seconds, when that is known. */
  readonly lines?: readonly { readonly from: number; readonly to: number }[];
  /** What else a person may want to know: which voice spoke, why the film is shorter. Whole sentences. */
  readonly remarks: readonly string[];
}

export type Readiness =
  | { readonly ready: true /** `ffmpeg 4.1 from npm` */; readonly detail: string }
  | { readonly ready: false; readonly failure: MediaFailure };

/** What a provider may use while it makes one medium. */
export interface Bench {
  /** Empty, and nobody else's; gone when `make` fails. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** @param share 0…1 */
  progress(share: number, words: string): void;
  /**
   * An operation that was paid for, kept until the order is done: a later run asks for it in place of a new one. Before
   * anything that costs money, `PLACING` is written; `''` right after it says that nothing was begun.
   */
  readonly operation: { read(): Promise<string | undefined>; write(name: string): Promise<void> };
}

/**
 * Makes one kind of medium. Whatever it lacks (a key, a program, a language, money at the service) is told by
 * `readiness` before, or thrown as a `MediaFailure` while at it; the next provider then takes over.
 */
export interface MediaProvider {
  readonly name: ProviderName;
  readonly kind: MediaKind;
  /** Where the work is done: `google` costs money and sends the prompt away. */
  readonly place: 'local' | 'google';
  readonly model: string;
  /** Asks nobody and spends nothing. Without an order: for any order at all. */
  readiness(order?: MediaOrder): Promise<Readiness>;
  /** US dollars, by the prices in `content/media.yaml`; 0 where it is local. */
  cost(order: MediaOrder): number;
  /** What it uses of others, such as the voice of a film: made, paid and kept by itself. */
  needs?(order: MediaOrder): readonly MediaOrder[];
  /** Everything besides name and model that the result depends on: JSON, for the key of the cache. */
  inputs(order: MediaOrder): unknown;
  /** @throws MediaFailure; the signal's reason when it is cancelled. */
  make(order: MediaOrder, bench: Bench): Promise<Made>;
}

/**
 * Why a provider did not deliver:
 * - `not-configured`: no key, program or package; nothing was asked.
 * - `unsupported`: this order cannot be made by it (language, aspect).
 * - `quota`, `refused` (key or project), `blocked` (safety), `too-slow`, `expired`, `unreachable`, `malformed`: by the
 *   service.
 * - `broken`: a program here failed.
 */
export const FAILURE_REASONS = [
  'not-configured',
  'unsupported',
  'quota',
  'refused',
  'blocked',
  'too-slow',
  'expired',
  'unreachable',
  'malformed',
  'broken',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/** A provider could not: the reason for programs, the message (a sentence without a full stop) for people. */
export class MediaFailure extends Error {
  readonly reason: FailureReason;
  readonly hint: string | undefined;

  constructor(reason: FailureReason, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'MediaFailure';
    this.reason = reason;
    this.hint = options.hint;
  }
}
