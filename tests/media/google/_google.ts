import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { MediaBrief } from '../../../src/media/brief.ts';
import { googleProviders } from '../../../src/media/google/google-providers.ts';
import { imagePrompt, videoPrompt, voicePrompt } from '../../../src/media/prompt.ts';
import {
  type Aspect,
  type Bench,
  type Made,
  MediaFailure,
  type MediaOrder,
  type MediaProvider,
  type ProviderName,
} from '../../../src/media/provider.ts';
import { type MediaSettings, mediaSettingsSchema } from '../../../src/media/settings.ts';
import { type FakeGemini, startFakeGemini } from './_fake-gemini.ts';
import { type FixtureMedia, makeFixtureMedia } from './_fixture-media.ts';

export const KEY = 'AIzaSecret-0123456789-of-nobody';
export const SETTINGS: MediaSettings = mediaSettingsSchema.parse({});

/** Media to answer with, and a fake for each test. */
export const at = {} as { media: FixtureMedia; fake: FakeGemini };
const folders: string[] = [];

export function withFakeGemini(): void {
  beforeAll(async () => {
    at.media = await makeFixtureMedia();
    at.fake = await startFakeGemini();
  });
  afterEach(async () => {
    await at.fake.close();
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
    at.fake = await startFakeGemini();
  });
  afterAll(() => at.fake.close());
}

export const BRIEF: MediaBrief = {
  customerId: 'C000042',
  locale: 'en',
  dir: 'ltr',
  segment: 'Returning',
  behavior: 'bargain_hunter',
  brand: { name: 'Kachnar Lane', tagline: 'Good things for the home', host: 'kachnarlane.example' },
  surface: { ground: '#94452c', text: '#fff5ec', accent: '#f6cfa6', on_accent: '#4a1f10' },
  firstName: 'Asha',
  title: 'A short film for Asha, from Kachnar Lane',
  watch: 'Watch your film',
  scenes: [
    {
      kind: 'greeting',
      eyebrow: 'Hello',
      headline: 'Good to see you',
      spoken: 'Hello Asha, good to see you again.',
    },
    {
      kind: 'pick',
      pick: {
        productId: 'clay-teapot',
        name: 'Clay teapot',
        category: 'Kitchen',
        price: '₹1,039',
        listPrice: '₹1,299',
        saving: '20% off',
        reason: 'You bought the Stoneware mug in May',
        art: { shape: 'teapot', color: '#a65f45', accent: '#d9cfc0' },
      },
      spoken: 'First, the Clay teapot.',
    },
    { kind: 'action', line: 'Good things for the home', label: 'See it', spoken: 'Come and have a look.' },
  ],
};

export interface Trial {
  readonly provider: MediaProvider;
  readonly order: MediaOrder;
  readonly bench: Bench;
  readonly controller: AbortController;
  readonly folder: string;
  /** What the next run would find, `''` when it was forgotten. */
  readonly kept: { name: string | undefined };
  readonly said: string[];
  /** Every wait, in milliseconds; none takes any time. */
  readonly waits: number[];
}

export interface TrialOptions {
  readonly apiKey?: string | undefined;
  readonly isEnterprise?: boolean;
  readonly baseUrl?: string;
  readonly limits?: Partial<MediaSettings['limits']>;
  readonly brief?: Partial<MediaBrief>;
  readonly aspect?: Aspect;
  /** Left by an earlier run. */
  readonly operation?: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly finishFails?: MediaFailure;
  onWait?(ms: number): void;
}

/** One provider with everything around it, on a clock of its own. */
export async function trial(name: ProviderName, options: TrialOptions = {}): Promise<Trial> {
  const folder = await mkdtemp(join(tmpdir(), 'pitchwright-google-'));
  folders.push(folder);
  const controller = new AbortController();
  const [said, waits]: [string[], number[]] = [[], []];
  const kept: Trial['kept'] = { name: options.operation };
  let clock = Date.parse('2026-07-01T10:00:00Z');
  const providers = googleProviders({
    settings: { ...SETTINGS, limits: { ...SETTINGS.limits, ...options.limits } },
    env: {
      GEMINI_API_KEY: 'apiKey' in options ? options.apiKey : KEY,
      GEMINI_ENTERPRISE: (options.isEnterprise ?? name === 'veo') ? 'yes' : 'no',
      GEMINI_BASE_URL: options.baseUrl ?? at.fake.url,
    },
    finish: {
      film: async () => {
        if (options.finishFails) throw options.finishFails;
        await writeFile(join(folder, 'poster.png'), 'poster');
        return [{ role: 'poster', name: 'poster.png' }];
      },
      voice: async () => [],
    },
    effects: {
      fetch: options.fetch ?? globalThis.fetch,
      now: () => clock,
      random: () => 0.5,
      sleep: async (ms, signal) => {
        waits.push(ms);
        options.onWait?.(ms);
        signal.throwIfAborted();
        clock += ms;
      },
    },
  });
  const provider = providers.find((each) => each.name === name) as MediaProvider;
  const brief = { ...BRIEF, ...options.brief };
  const aspect = options.aspect ?? '16:9';
  const prompt = {
    video: () => videoPrompt(brief, aspect, 8),
    image: () => imagePrompt(brief, aspect),
    voice: () => voicePrompt(brief),
  }[provider.kind]();
  const bench: Bench = {
    folder,
    signal: controller.signal,
    progress: (share, words) => said.push(`${Math.round(share * 100)} % ${words}`),
    operation: {
      read: async () => kept.name,
      write: async (value) => {
        kept.name = value === '' ? undefined : value;
      },
    },
  };
  return {
    provider,
    order: { kind: provider.kind, brief, aspect, prompt },
    bench,
    controller,
    folder,
    kept,
    said,
    waits,
  };
}

export const make = ({ provider, order, bench }: Trial): Promise<Made> => provider.make(order, bench);

/** The failure of a trial; the key is in no word of it, nor in what was left behind. */
export async function failureOf(one: Trial): Promise<MediaFailure> {
  const error: unknown = await make(one).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof MediaFailure)) throw new Error('no MediaFailure', { cause: error });
  const words = [error.message, error.hint, error.stack, ...causesOf(error), ...one.said, one.kept.name].join(
    '\n',
  );
  if (words.includes(KEY)) throw new Error('the key was said');
  return error;
}

function causesOf(error: Error): string[] {
  const { cause } = error;
  return cause instanceof Error ? [cause.message, cause.stack ?? '', ...causesOf(cause)] : [];
}

export const filesIn = async (folder: string) => (await readdir(folder)).sort();
