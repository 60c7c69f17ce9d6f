import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { writeWav } from '../../../src/media/audio/wav.ts';
import { findFfmpeg } from '../../../src/media/ffmpeg/find-ffmpeg.ts';
import { levels } from '../../../src/media/ffmpeg/levels.ts';
import { probe } from '../../../src/media/ffmpeg/probe.ts';
import { runFfmpeg } from '../../../src/media/ffmpeg/run-ffmpeg.ts';
import { MediaFailure } from '../../../src/media/provider.ts';
import { childrenOfThis } from './_children.ts';
import { ownFolder } from './_folder.ts';

const folder = ownFolder();
const ffmpeg = await findFfmpeg();

/** Grey frames of 64 × 36, for as long as they are asked for or for `count` of them. */
function frames(count = Number.POSITIVE_INFINITY): Readable {
  let made = 0;
  return new Readable({
    read() {
      made += 1;
      this.push(made > count ? null : Buffer.alloc((64 * 36 * 3) / 2, 100 + (made % 50)));
    },
  });
}
const RAW = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', '64x36', '-r', '25'];
const film = (count?: number) => ({
  inputs: [{ source: frames(count), options: RAW }],
  options: ['-c:v', 'libx264', '-preset', 'ultrafast'],
});

describe('runFfmpeg', () => {
  it('makes a film from a stream and tells how far it is', async () => {
    const output = join(folder(), 'grey.mp4');
    const marks: number[] = [];
    await runFfmpeg(ffmpeg, { ...film(100), output, onProgress: (seconds) => marks.push(seconds) });
    expect(await probe(output)).toMatchObject({
      container: 'mp4',
      width: 64,
      height: 36,
      fps: 25,
      seconds: 4,
      video: 'avc1',
      audio: undefined,
      isFastStart: false,
    });
    for (const mark of marks) expect(mark).toBeLessThanOrEqual(4.1);
  });

  it('ends the child when it is cancelled, and leaves no file', async () => {
    const output = join(folder(), 'cancelled.mp4');
    const controller = new AbortController();
    const running = runFfmpeg(ffmpeg, {
      ...film(),
      output,
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    });
    await expect(running).rejects.toThrow('enough');
    expect(await childrenOfThis()).toEqual([]);
    expect(await readdir(folder())).not.toContain('cancelled.mp4');
  });

  it('does not begin when it is cancelled already', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    const running = runFfmpeg(ffmpeg, { ...film(), output: join(folder(), 'never.mp4'), signal });
    await expect(running).rejects.toThrow('too late');
  });

  it('ends a child that takes too long', async () => {
    const output = join(folder(), 'slow.mp4');
    const error = await runFfmpeg(ffmpeg, { ...film(), output, patienceMs: 1500 }).catch((e) => e);
    expect(error).toBeInstanceOf(MediaFailure);
    expect(error).toMatchObject({ reason: 'broken', message: 'ffmpeg took longer than 1.5 seconds' });
    expect(await childrenOfThis()).toEqual([]);
    expect(await readdir(folder())).not.toContain('slow.mp4');
  });

  it('says what ffmpeg said last when it fails', async () => {
    const source = join(folder(), 'no-film.mp4');
    await writeFile(source, 'no film');
    const running = runFfmpeg(ffmpeg, { inputs: [{ source }], options: [], output: join(folder(), 'x.mp4') });
    await expect(running).rejects.toThrow(/^ffmpeg failed: .*no-film\.mp4: Invalid data/);
  });

  it('says that a program cannot be started', async () => {
    const program = { ...ffmpeg, path: join(folder(), 'nowhere') };
    const error = await runFfmpeg(program, { ...film(1), output: join(folder(), 'x.mp4') }).catch((e) => e);
    expect(error).toBeInstanceOf(MediaFailure);
    expect(error.message).toBe('ffmpeg is not there any more, or not executable');
  });
});

describe('levels', () => {
  const measure = async (level: number) => {
    const file = join(folder(), 'tone.wav');
    const samples = Float32Array.from(
      { length: 16_000 },
      (_, i) => level * Math.sin((i * 2 * Math.PI * 440) / 16_000),
    );
    await writeFile(file, writeWav({ rate: 16_000, samples }));
    return levels(ffmpeg, file);
  };

  it('measures a sine', async () => {
    const { mean, max } = await measure(0.5);
    expect(max).toBeCloseTo(-6, 0);
    expect(mean).toBeCloseTo(-9, 0);
  });

  it('measures silence', async () => {
    expect((await measure(0)).max).toBeLessThanOrEqual(-90);
  });
});

describe('probe', () => {
  it('refuses what is no film, and a film that is cut off', async () => {
    const broken = join(folder(), 'broken.mp4');
    await writeFile(broken, 'hello, I am a film');
    await expect(probe(broken)).rejects.toThrow('no MP4, GIF or PNG');
    const whole = join(folder(), 'whole.mp4');
    await runFfmpeg(ffmpeg, { ...film(5), output: whole });
    const bytes = await readFile(whole);
    for (const length of [0, 4, 40, bytes.length - 30]) {
      await writeFile(broken, bytes.subarray(0, length));
      await expect(probe(broken)).rejects.toThrow('no MP4, GIF or PNG');
    }
  });
});
