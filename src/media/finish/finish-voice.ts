import { join } from 'node:path';
import type { Ffmpeg } from '../ffmpeg/find-ffmpeg.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import type { Bench, MadeFile } from '../provider.ts';

/** A voice as every browser and mail client plays it: AAC in `voice.m4a`. */
export async function finishVoice(
  ffmpeg: Ffmpeg,
  sound: string,
  { folder, signal }: Pick<Bench, 'folder' | 'signal'>,
): Promise<readonly MadeFile[]> {
  const output = join(folder, 'voice.m4a');
  await runFfmpeg(ffmpeg, {
    inputs: [{ source: sound }],
    options: [
      '-vn',
      '-c:a',
      'aac',
      '-b:a',
      '96k',
      '-movflags',
      '+faststart',
      '-map_metadata',
      '-1',
      '-bitexact',
    ],
    output,
    signal,
  });
  return [{ role: 'voice', name: 'voice.m4a' }];
}
