import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ffmpeg from '@ffmpeg-installer/ffmpeg';

/** What a service would send, small and real. */
export interface FixtureMedia {
  /** One second of H.264, 64 × 36. */
  readonly film: Buffer;
  readonly png: Buffer;
  readonly jpg: Buffer;
  readonly webp: Buffer;
  /** 24 kHz, 16 bits, mono, without a head: three tones of 0.4 s with pauses of 0.3 s. */
  readonly pcm: Buffer;
}

export async function makeFixtureMedia(): Promise<FixtureMedia> {
  const folder = await mkdtemp(join(tmpdir(), 'pitchwright-fixture-'));
  const make = async (name: string, ...options: string[]) => {
    const path = join(folder, name);
    const source = ['-f', 'lavfi', '-i', 'testsrc=size=64x36:rate=10:duration=1'];
    await promisify(execFile)(ffmpeg.path, [
      '-loglevel',
      'error',
      '-threads',
      '1',
      ...source,
      ...options,
      path,
    ]);
    return readFile(path);
  };
  try {
    return {
      film: await make('film.mp4', '-pix_fmt', 'yuv420p', '-movflags', '+faststart'),
      png: await make('one.png', '-frames:v', '1'),
      jpg: await make('one.jpg', '-frames:v', '1'),
      // No encoder needed: the head says what it is.
      webp: Buffer.concat([Buffer.from('RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0', 'latin1'), Buffer.alloc(13)]),
      pcm: tones(),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function tones(): Buffer {
  const rate = 24_000;
  const samples = new Int16Array(rate * 2.1);
  for (const [index, start] of [0, 0.7, 1.4].entries()) {
    for (let at = 0; at < rate * 0.4; at += 1) {
      samples[Math.round(start * rate) + at] =
        9000 * Math.sin((2 * Math.PI * (300 + 100 * index) * at) / rate);
    }
  }
  return Buffer.from(samples.buffer);
}
