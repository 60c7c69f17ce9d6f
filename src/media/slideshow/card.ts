import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodePng } from '../art/png.ts';
import type { Aspect, MediaProvider } from '../provider.ts';
import { legibleBrief } from '../slides/legible-brief.ts';
import { pageOf } from '../slides/page.ts';
import { paint } from '../slides/paint.ts';
import { drawCard } from '../slides/painting.ts';
import { foreignLetters } from './slideshow.ts';

const WIDTHS: Readonly<Record<Aspect, number>> = { '16:9': 1600, '9:16': 900, '1:1': 1200 };

/** A drawn card with the greeting and the first thing that was chosen. */
export function card(): MediaProvider {
  return {
    name: 'card',
    kind: 'image',
    place: 'local',
    model: '',
    cost: () => 0,
    inputs: ({ brief, aspect }) => ({ brief, aspect }),
    async readiness(order) {
      const failure = order && foreignLetters(order);
      return failure ? { ready: false, failure } : { ready: true, detail: 'drawn here' };
    },
    async make(order, { folder, signal, progress }) {
      const failure = foreignLetters(order);
      if (failure) throw failure;
      const { brief, remarks } = legibleBrief(order.brief);
      progress(0, 'drawing');
      const svg = await drawCard(pageOf(brief, order.aspect));
      signal.throwIfAborted();
      const { rgba, width, height } = paint(svg, WIDTHS[order.aspect]);
      await writeFile(join(folder, 'picture.png'), encodePng(rgba, width, height));
      return { files: [{ role: 'picture', name: 'picture.png' }], remarks };
    },
  };
}
