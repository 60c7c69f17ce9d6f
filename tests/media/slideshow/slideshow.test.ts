import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Sound } from '../../../src/media/audio/sound.ts';
import type { MediaBrief } from '../../../src/media/brief.ts';
import { findFfmpeg } from '../../../src/media/ffmpeg/find-ffmpeg.ts';
import { levels } from '../../../src/media/ffmpeg/levels.ts';
import { probe } from '../../../src/media/ffmpeg/probe.ts';
import { type Bench, MediaFailure, type MediaOrder } from '../../../src/media/provider.ts';
import { card } from '../../../src/media/slideshow/card.ts';
import { type SlideshowOptions, slideshow } from '../../../src/media/slideshow/slideshow.ts';
import { childrenOfThis } from '../ffmpeg/_children.ts';
import { ownFolder } from '../ffmpeg/_folder.ts';
import { briefFor, hindiBrief, NAMES, shortBrief } from '../slides/_brief.ts';

const root = ownFolder();
const ffmpeg = await findFfmpeg();

/** As long as somebody would take to say it, and about as loud. */
function hum(text: string): Sound {
  const rate = 16_000;
  const length = Math.round(rate * (0.4 + Math.min(text.length, 400) / 18));
  const samples = Float32Array.from(
    { length },
    (_, i) => 0.2 * Math.sin(i * 0.08) * Math.abs(Math.sin(i * 0.0008)),
  );
  return { rate, samples };
}
const speak = async ({ scenes }: MediaBrief) => ({
  lines: scenes.map((scene) => hum(scene.spoken)),
  voice: 'a test',
});
const mute = async () => ({
  lines: undefined,
  voice: '',
  remark: 'There is no local voice for this language.',
});

const order = (brief: MediaBrief, aspect: MediaOrder['aspect'] = '16:9'): MediaOrder => ({
  kind: 'video',
  brief,
  aspect,
  prompt: '',
});

const small = (options: Partial<SlideshowOptions> = {}) =>
  slideshow({ speak, speaker: 'test', ffmpeg: async () => ffmpeg, width: 160, crf: 30, ...options });

let benches = 0;
async function bench(
  signal: AbortSignal = new AbortController().signal,
  progress: Bench['progress'] = () => {},
) {
  benches += 1;
  const folder = join(root(), String(benches));
  await mkdir(folder);
  return { folder, signal, progress, operation: { read: async () => undefined, write: async () => {} } };
}

const FILES = ['film.mp4', 'film.vtt', 'poster.png', 'preview.gif', 'still.png'];

describe('slideshow', () => {
  it('makes a whole film as customers get it', async () => {
    const desk = await bench();
    const made = await slideshow({ speak, speaker: 'test', ffmpeg: async () => ffmpeg }).make(
      order(briefFor()),
      desk,
    );
    const film = join(desk.folder, 'film.mp4');
    expect(made.files.map(({ name }) => name).toSorted()).toEqual(FILES);
    expect((await readdir(desk.folder)).toSorted()).toEqual(FILES);
    expect(made.remarks).toEqual(['Spoken by a test.']);
    expect(made.seconds).toBeGreaterThan(12);
    expect(made.seconds).toBeLessThan(18.5);

    const facts = await probe(film);
    expect(facts).toMatchObject({ width: 1280, height: 720, fps: 25, video: 'avc1', isFastStart: true });
    expect(facts.audio).toMatchObject({ codec: 'mp4a', rate: 48_000 });
    expect(Math.abs(facts.seconds - made.seconds!)).toBeLessThan(0.2);
    const { mean, max } = await levels(ffmpeg, film);
    expect(mean).toBeGreaterThan(-30);
    expect(max).toBeLessThan(-0.2);
    const { size } = await stat(film);
    expect(size).toBeGreaterThan(300_000);
    expect(size).toBeLessThan(3_000_000);
    expect(await probe(join(desk.folder, 'poster.png'))).toMatchObject({ width: 1120, height: 630 });
    expect(await probe(join(desk.folder, 'still.png'))).toMatchObject({ width: 1120, height: 630 });
    expect((await stat(join(desk.folder, 'still.png'))).size).toBeLessThanOrEqual(150_000);
    expect((await stat(join(desk.folder, 'preview.gif'))).size).toBeLessThanOrEqual(1_000_000);
    expect((await readFile(join(desk.folder, 'film.vtt'), 'utf8')).match(/-->/g)).toHaveLength(6);
  });

  it.each([
    ['9:16', 160, 284],
    ['1:1', 160, 160],
  ] as const)('makes films of %s', async (aspect, width, height) => {
    const desk = await bench();
    await small().make(order(shortBrief(), aspect), desk);
    expect(await probe(join(desk.folder, 'film.mp4'))).toMatchObject({ width, height });
  });

  it('makes the same bytes of the same brief', async () => {
    const film = async () => {
      const desk = await bench();
      await small().make(order(shortBrief()), desk);
      return Promise.all(FILES.map((name) => readFile(join(desk.folder, name))));
    };
    const [once, again] = [await film(), await film()];
    for (const [index, name] of FILES.entries()) expect(once[index]!.equals(again[index]!), name).toBe(true);
  });

  it('plays music alone where there is no voice', async () => {
    const desk = await bench();
    const { remarks } = await small({ speak: mute }).make(order(hindiBrief()), desk);
    expect(remarks).toEqual(['Music and captions only.', 'There is no local voice for this language.']);
    expect((await levels(ffmpeg, join(desk.folder, 'film.mp4'))).mean).toBeGreaterThan(-40);
    expect(await readFile(join(desk.folder, 'film.vtt'), 'utf8')).toContain('राजलक्ष्मी जी, आपका स्वागत है!');
  });

  it.each(['quotes', 'option', 'endless', 'chinese'] as const)(
    'makes a film for a name with %s',
    async (which) => {
      const desk = await bench();
      const { remarks } = await small().make(order(shortBrief(NAMES[which])), desk);
      expect((await readdir(desk.folder)).toSorted()).toEqual(FILES);
      expect((await probe(join(desk.folder, 'film.mp4'))).seconds).toBeLessThan(12);
      const said = remarks.join(' ');
      expect(said.includes('takes too long to say')).toBe(which === 'endless');
      expect(said.includes('no bundled font')).toBe(which === 'chinese');
    },
  );

  it('stops when it is cancelled: no child and no film is left', async () => {
    const controller = new AbortController();
    const desk = await bench(controller.signal, (share) => {
      if (share > 0.4) controller.abort(new Error('enough'));
    });
    await expect(small().make(order(shortBrief()), desk)).rejects.toThrow('enough');
    expect(await childrenOfThis()).toEqual([]);
    expect(await readdir(desk.folder)).toEqual([]);
  });

  it('says that there is no ffmpeg', async () => {
    const failure = new MediaFailure('not-configured', 'there is no ffmpeg that makes films');
    const provider = small({ ffmpeg: () => Promise.reject(failure) });
    expect(await provider.readiness()).toEqual({ ready: false, failure });
    await expect(provider.make(order(shortBrief()), await bench())).rejects.toThrow(failure);
  });

  it('says that it cannot write the letters of a language', async () => {
    const brief = shortBrief();
    const [greeting, pick] = brief.scenes;
    const tamil = {
      ...brief,
      locale: 'ta',
      scenes: [{ ...greeting, headline: 'வரவேற்கிறோம்' }, pick],
    } as MediaBrief;
    const readiness = await small().readiness(order(tamil));
    expect(readiness).toMatchObject({ ready: false, failure: { reason: 'unsupported' } });
    await expect(small().make(order(tamil), await bench())).rejects.toThrow(
      'no bundled font has the letters',
    );
    await expect(card().make(order(tamil), await bench())).rejects.toThrow('no bundled font has the letters');
  });

  it('is ready, names its ffmpeg and costs nothing', async () => {
    const { version, origin } = ffmpeg;
    expect(await small().readiness(order(briefFor()))).toEqual({
      ready: true,
      detail: `ffmpeg ${version} from ${origin}`,
    });
    expect(small().cost(order(briefFor()))).toBe(0);
  });

  it('depends on what is said, on its shape and on who speaks', () => {
    const key = (brief: MediaBrief, aspect: MediaOrder['aspect'], speaker: string) =>
      JSON.stringify(small({ speaker }).inputs(order(brief, aspect)));
    const first = key(briefFor(), '16:9', 'test');
    expect(key(briefFor(), '16:9', 'test')).toBe(first);
    for (const other of [
      key(briefFor('Arya'), '16:9', 'test'),
      key(briefFor(), '1:1', 'test'),
      key(briefFor(), '16:9', 'flite'),
    ]) {
      expect(other).not.toBe(first);
    }
  });
});

describe('card', () => {
  it.each([
    ['16:9', 1600, 900],
    ['9:16', 900, 1600],
    ['1:1', 1200, 1200],
  ] as const)('draws one of %s', async (aspect, width, height) => {
    const desk = await bench();
    const made = await card().make({ ...order(briefFor(), aspect), kind: 'image' }, desk);
    expect(made).toEqual({ files: [{ role: 'picture', name: 'picture.png' }], remarks: [] });
    expect(await probe(join(desk.folder, 'picture.png'))).toMatchObject({ container: 'png', width, height });
  });
});
