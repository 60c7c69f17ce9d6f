import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Encode } from './ffmpeg.ts';

const FRAMES_PER_SECOND = 12.5;
const WIDTH = 960;

/** Frames of a moving picture. Its time is its own: how long a frame was waited for does not show. */
export class Reel {
  private count = 0;
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  async add(png: Buffer): Promise<void> {
    this.count += 1;
    await writeFile(this.path(this.count), png);
  }

  /** The last frame stays. One that shows nothing new takes next to no room. */
  async hold(seconds: number): Promise<void> {
    const last = this.path(this.count);
    for (let left = Math.round(seconds * FRAMES_PER_SECOND); left > 0; left -= 1) {
      this.count += 1;
      await copyFile(last, this.path(this.count));
    }
  }

  async writeGif(encode: Encode, output: string): Promise<void> {
    const colours = join(this.folder, 'colours.png');
    const frames = {
      source: join(this.folder, 'frame-%04d.png'),
      options: ['-framerate', String(FRAMES_PER_SECOND)],
    };
    const scale = `scale=${WIDTH}:-1:flags=lanczos`;
    await encode({ inputs: [frames], options: ['-vf', `${scale},palettegen`], output: colours });
    const draw = `[0:v]${scale}[small];[small][1:v]paletteuse=dither=none:diff_mode=rectangle`;
    await encode({ inputs: [frames, { source: colours }], options: ['-lavfi', draw], output });
  }

  private path(at: number): string {
    return join(this.folder, `frame-${String(at).padStart(4, '0')}.png`);
  }
}
