import { findFfmpeg } from '../../src/media/ffmpeg/find-ffmpeg.ts';
import { runFfmpeg } from '../../src/media/ffmpeg/run-ffmpeg.ts';

export interface Encoding {
  readonly inputs: readonly { readonly source: string; readonly options?: readonly string[] }[];
  readonly options: readonly string[];
  readonly output: string;
}
export type Encode = (encoding: Encoding) => Promise<void>;

/** By the ffmpeg that also makes the films. */
export async function openFfmpeg(): Promise<Encode> {
  const ffmpeg = await findFfmpeg();
  return async (encoding) => {
    await runFfmpeg(ffmpeg, encoding);
  };
}
