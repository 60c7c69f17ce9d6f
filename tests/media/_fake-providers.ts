import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaBrief } from '../../src/media/brief.ts';
import type { ChainOptions } from '../../src/media/chain.ts';
import { PLACING } from '../../src/media/placing.ts';
import {
  type Bench,
  type FileRole,
  MediaFailure,
  type MediaKind,
  type MediaOrder,
  type MediaProvider,
  type ProviderName,
} from '../../src/media/provider.ts';

/** Said by a service before it begins. */
const FREE = ['quota', 'refused', 'unreachable'];

/** A brief of somebody who is not there. */
export const briefFor = (id: string, firstName = 'Asha'): MediaBrief => ({
  customerId: id,
  locale: 'en',
  dir: 'ltr',
  segment: 'VIP',
  behavior: 'loyal',
  brand: { name: 'Shop', tagline: 'Good things', host: 'shop.example' },
  surface: { ground: '#101010', text: '#ffffff', accent: '#ffcc00', on_accent: '#000000' },
  firstName,
  title: `A film for ${firstName}`,
  watch: 'Watch your film',
  scenes: [
    { kind: 'greeting', eyebrow: 'For you', headline: 'Welcome', spoken: `Hello ${firstName}.` },
    { kind: 'action', line: 'Good things', label: 'Look', spoken: 'Come in.' },
  ],
});

export const orderFor = (id: string, kind: MediaKind = 'image', firstName?: string): MediaOrder => ({
  kind,
  brief: briefFor(id, firstName),
  aspect: '16:9',
  prompt: `a picture for ${firstName ?? 'Asha'}`,
});

export interface FakeProvider extends MediaProvider {
  /** Ids of the customers it was asked to make something for. */
  readonly asked: string[];
}

const FILES: Readonly<Record<MediaKind, readonly (readonly [FileRole, string])[]>> = {
  image: [['picture', 'picture.png']],
  voice: [['voice', 'voice.wav']],
  video: [
    ['film', 'film.mp4'],
    ['poster', 'poster.png'],
    ['preview', 'preview.gif'],
  ],
};

/** Writes small files that say whose they are; or does what the test wants. */
export function fakeProvider(
  name: ProviderName,
  options: {
    readonly kind?: MediaKind;
    readonly place?: 'local' | 'google';
    readonly cost?: number;
    readonly notReady?: MediaFailure;
    readonly make?: (order: MediaOrder, bench: Bench) => Promise<void>;
    readonly needs?: (order: MediaOrder) => readonly MediaOrder[];
  } = {},
): FakeProvider {
  const { kind = 'image', place = 'local', cost = 0, notReady, make, needs } = options;
  const asked: string[] = [];
  return {
    asked,
    name,
    kind,
    place,
    model: 'fake-1',
    readiness: async () => (notReady ? { ready: false, failure: notReady } : { ready: true, detail: 'fake' }),
    cost: () => cost,
    inputs: ({ brief }) => brief.scenes,
    ...(needs ? { needs } : {}),
    async make(order, bench) {
      asked.push(order.brief.customerId);
      const isPaid = place === 'google' && (await bench.operation.read()) === undefined;
      if (isPaid) await bench.operation.write(PLACING);
      try {
        await make?.(order, bench);
      } catch (error) {
        if (isPaid && error instanceof MediaFailure && FREE.includes(error.reason)) {
          await bench.operation.write('');
        }
        throw error;
      }
      for (const [, file] of FILES[kind]) {
        await writeFile(join(bench.folder, file), `${file} for ${order.brief.firstName}`);
      }
      return { files: FILES[kind].map(([role, file]) => ({ role, name: file })), remarks: [] };
    },
  };
}

export const failing = (failure: MediaFailure) => async () => {
  throw failure;
};
export const quota = new MediaFailure('quota', 'the quota of today is used up', { hint: 'wait a day' });

/** The options of a run in which nothing special happens. */
export const run = (over: Partial<ChainOptions> = {}): ChainOptions => ({
  signal: new AbortController().signal,
  retry: false,
  shut: new Map(),
  progress: () => {},
  ...over,
});
