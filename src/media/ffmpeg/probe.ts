import { open } from 'node:fs/promises';
import { MediaFailure } from '../provider.ts';
import { readGif } from './gif.ts';
import { boxesIn, sizeAt, tracksOf } from './mp4.ts';

/** What a media file is, read from the file itself: no program is asked. */
export interface Probe {
  readonly container: 'mp4' | 'gif' | 'png';
  readonly width: number;
  readonly height: number;
  /** 0 for a still picture. */
  readonly seconds: number;
  readonly fps: number;
  /** `avc1` is H.264. */
  readonly video: string;
  /** `mp4a` is AAC. */
  readonly audio: { readonly codec: string; readonly rate: number; readonly seconds: number } | undefined;
  /** Whether it can be played before all of it is there. */
  readonly isFastStart: boolean;
}

/** A film of a minute has about 100 kB of this. */
const MOST_MOOV = 32_000_000;
const MOST_GIF = 64_000_000;
const STILL = { seconds: 0, fps: 0, audio: undefined, isFastStart: true };

/** @throws MediaFailure malformed when it is none of the three, or cut off */
export async function probe(path: string): Promise<Probe> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const read = async (at: number, length: number) => {
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - at)));
      await file.read(bytes, 0, bytes.length, at);
      return bytes;
    };
    const head = await read(0, 33);
    const found =
      head.toString('latin1', 1, 4) === 'PNG'
        ? pngFacts(head)
        : head.toString('latin1', 0, 4) === 'GIF8'
          ? gifFacts(await read(0, MOST_GIF))
          : head.toString('latin1', 4, 8) === 'ftyp'
            ? await mp4Facts(read, size)
            : undefined;
    if (!found) throw new MediaFailure('malformed', 'the file is no MP4, GIF or PNG that can be read');
    return found;
  } finally {
    await file.close();
  }
}

function pngFacts(head: Buffer): Probe | undefined {
  if (head.length < 33) return undefined;
  return {
    container: 'png',
    width: head.readUInt32BE(16),
    height: head.readUInt32BE(20),
    video: 'png',
    ...STILL,
  };
}

function gifFacts(bytes: Buffer): Probe | undefined {
  const facts = readGif(bytes);
  if (!facts) return undefined;
  const { width, height, frames, seconds } = facts;
  return {
    ...STILL,
    container: 'gif',
    width,
    height,
    seconds,
    fps: seconds === 0 ? 0 : frames / seconds,
    video: 'gif',
  };
}

type Read = (at: number, length: number) => Promise<Buffer>;

async function mp4Facts(read: Read, total: number): Promise<Probe | undefined> {
  let moov: Buffer | undefined;
  let isFastStart = false;
  let hasData = false;
  for (let at = 0; at + 8 <= total; ) {
    const head = await read(at, 16);
    const { size, head: length } = sizeAt(head, 0);
    const end = size === 0 ? total : at + size;
    if (end < at + length || end > total) return undefined;
    const type = head.toString('latin1', 4, 8);
    if (type === 'mdat') hasData = true;
    if (type === 'moov') {
      if (end - at > MOST_MOOV) return undefined;
      moov = await read(at + length, end - at - length);
      isFastStart = !hasData;
    }
    at = end;
  }
  if (!moov || !hasData || boxesIn(moov).length === 0) return undefined;
  let tracks: ReturnType<typeof tracksOf>;
  try {
    tracks = tracksOf(moov);
  } catch {
    return undefined; // a box that ends before what it must hold
  }
  const video = tracks.find(({ kind }) => kind === 'video');
  const audio = tracks.find(({ kind }) => kind === 'audio');
  if (!video || video.seconds === 0) return undefined;
  return {
    container: 'mp4',
    width: video.width,
    height: video.height,
    seconds: Math.max(video.seconds, audio?.seconds ?? 0),
    fps: Math.round((1000 * video.samples) / video.seconds) / 1000,
    video: video.codec,
    audio: audio && { codec: audio.codec, rate: audio.rate, seconds: audio.seconds },
    isFastStart,
  };
}
