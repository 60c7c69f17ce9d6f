import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeWav } from '../../../src/media/audio/wav.ts';
import { findFfmpeg } from '../../../src/media/ffmpeg/find-ffmpeg.ts';
import { probe } from '../../../src/media/ffmpeg/probe.ts';
import { runFfmpeg } from '../../../src/media/ffmpeg/run-ffmpeg.ts';
import { brandOnly, finishing } from '../../../src/media/finish/finishing.ts';
import { makePreview } from '../../../src/media/finish/preview.ts';
import { type Bench, MediaFailure } from '../../../src/media/provider.ts';
import { ownFolder } from '../ffmpeg/_folder.ts';
import { briefFor } from '../slides/_brief.ts';

const root = ownFolder();
const ffmpeg = await findFfmpeg();
const { signal } = new AbortController();
const { surface } = briefFor();
const finish = finishing(async () => ffmpeg);
const withoutFfmpeg = finishing(async () => {
  throw new MediaFailure('not-configured', 'there is no ffmpeg');
});
const benchIn = (folder: string, from = signal): Bench => ({
  folder,
  signal: from,
  progress: () => {},
  operation: { read: async () => undefined, write: async () => {} },
});

/** A restless film, as a camera makes it: every frame differs from the one before in every place. */
async function noisyFilm(name: string, width: number, height: number, seconds: number): Promise<string> {
  let [made, chance] = [0, 7];
  const frames = new Readable({
    read() {
      made += 1;
      if (made > seconds * 12) return void this.push(null);
      const frame = Buffer.alloc((width * height * 3) / 2, 128);
      for (let at = 0; at < width * height; at += 1) {
        chance = (chance * 1_103_515_245 + 12_345) & 0x7fffffff;
        frame[at] = ((at % width) + made * 3 + ((chance >> 16) % 90)) & 255;
      }
      this.push(frame);
    },
  });
  const output = join(root(), name);
  await runFfmpeg(ffmpeg, {
    inputs: [
      {
        source: frames,
        options: ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${width}x${height}`, '-r', '12'],
      },
    ],
    options: ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '18'],
    output,
  });
  return output;
}

let film: string;
beforeAll(async () => {
  film = await noisyFilm('film.mp4', 320, 180, 5);
});

async function folder(name: string): Promise<string> {
  const path = join(root(), name);
  await mkdir(path);
  return path;
}

describe('a film of anybody', () => {
  it('gets poster and preview', async () => {
    const own = await folder('both');
    const files = await finish.film(film, briefFor(), benchIn(own));
    expect(files.map(({ name }) => name)).toEqual(['poster.png', 'still.jpg', 'preview.gif']);
    expect((await readdir(own)).toSorted()).toEqual(['poster.png', 'preview.gif', 'still.jpg']);
    expect((await stat(join(own, 'still.jpg'))).size).toBeLessThanOrEqual(150_000);
    expect(await probe(join(own, 'poster.png'))).toMatchObject({ width: 1120, height: 630 });
    const preview = await probe(join(own, 'preview.gif'));
    expect(preview.seconds).toBeGreaterThan(3.5);
    expect(preview.seconds).toBeLessThan(4.5);
    expect(preview.fps).toBeGreaterThanOrEqual(7.5);
    expect((await stat(join(own, 'preview.gif'))).size).toBeLessThanOrEqual(1_000_000);
  });

  it('keeps a tall film in its shape', async () => {
    const own = await folder('tall');
    await finish.film(await noisyFilm('tall.mp4', 90, 160, 1), briefFor(), benchIn(own));
    expect(await probe(join(own, 'poster.png'))).toMatchObject({ width: 720, height: 1280 });
  });
});

describe('a film that nobody can decode', () => {
  it('is none, however well its boxes are put together', async () => {
    const bytes = await readFile(film);
    const data = bytes.indexOf('mdat') + 4;
    const end = data - 8 + bytes.readUInt32BE(data - 8);
    bytes.fill(0xff, data, end);
    const broken = join(root(), 'broken.mp4');
    await writeFile(broken, bytes);
    expect((await probe(broken)).seconds).toBeGreaterThan(4);
    await expect(finish.film(broken, briefFor(), benchIn(await folder('broken')))).rejects.toMatchObject({
      reason: 'malformed',
      message: 'what was sent is no film: not one picture of it can be decoded',
    });
  });
});

describe('without a program for it', () => {
  it('a film that was paid for keeps a painted poster', async () => {
    const own = await folder('painted');
    const files = await withoutFfmpeg.film(film, briefFor(), benchIn(own));
    expect(files.map(({ role }) => role)).toEqual(['poster', 'still']);
    expect((await readdir(own)).toSorted()).toEqual(['poster.png', 'still.png']);
    expect((await stat(join(own, 'still.png'))).size).toBeLessThanOrEqual(150_000);
    expect(await probe(join(own, 'poster.png'))).toMatchObject({ width: 1120, height: 630 });
  });

  it('what is painted is the same for everybody who shares the film', async () => {
    const pictures = async (name: string) => {
      const own = await folder(`painted-for-${name}`);
      const personal = briefFor(name);
      const scenes = personal.scenes.map((scene) =>
        scene.kind === 'greeting' ? { ...scene, headline: `${name}, here you are`, eyebrow: name } : scene,
      );
      await withoutFfmpeg.film(film, { ...personal, customerId: name, scenes }, benchIn(own));
      return Promise.all(['poster.png', 'still.png'].map((file) => readFile(join(own, file), 'base64')));
    };
    expect(await pictures('Asha')).toEqual(await pictures('Wilhelmina'));
    expect(JSON.stringify(brandOnly(briefFor('Wilhelmina')))).not.toContain('Wilhelmina');
  });

  it('a voice stays as it came', async () => {
    const own = await folder('wav');
    const wav = join(root(), 'as-it-came.wav');
    await writeFile(wav, 'RIFF');
    expect(await withoutFfmpeg.voice(wav, benchIn(own))).toEqual([{ role: 'voice', name: 'voice.wav' }]);
    expect(await readdir(own)).toEqual(['voice.wav']);
  });

  it('cancelling is not taken for that', async () => {
    const stopped = AbortSignal.abort(new Error('enough'));
    const own = await folder('enough');
    await expect(finish.film(film, briefFor(), benchIn(own, stopped))).rejects.toThrow('enough');
    expect(await readdir(own)).toEqual([]);
  });
});

describe('makePreview', () => {
  it('gives up size and colours until it is small enough', async () => {
    const own = await folder('steps');
    await makePreview(ffmpeg, film, { folder: own, surface, signal }, 400_000);
    expect((await stat(join(own, 'preview.gif'))).size).toBeLessThanOrEqual(400_000);
    expect((await probe(join(own, 'preview.gif'))).width).toBeLessThan(480);
  });

  it('says that nothing is small enough, and leaves nothing', async () => {
    const own = await folder('none');
    const making = makePreview(ffmpeg, film, { folder: own, surface, signal }, 1000);
    await expect(making).rejects.toThrow('no preview of the film is smaller than 1000 bytes');
    expect(await readdir(own)).toEqual([]);
  });

  it('stops when it is cancelled, and leaves nothing', async () => {
    const own = await folder('cancelled');
    const stopped = AbortSignal.abort(new Error('enough'));
    await expect(makePreview(ffmpeg, film, { folder: own, surface, signal: stopped })).rejects.toThrow(
      'enough',
    );
    expect(await readdir(own)).toEqual([]);
  });
});

describe('a voice', () => {
  it('becomes what every player plays', async () => {
    const own = await folder('voice');
    const wav = join(root(), 'voice.wav');
    await writeFile(wav, writeWav({ rate: 16_000, samples: new Float32Array(16_000).fill(0.1) }));
    expect(await finish.voice(wav, benchIn(own))).toEqual([{ role: 'voice', name: 'voice.m4a' }]);
    expect((await stat(join(own, 'voice.m4a'))).size).toBeGreaterThan(500);
  });
});
