import { styleText } from 'node:util';
import { isForStudio, tellStudio } from './_studio.ts';

export interface ProgressBar {
  update(done: number, total: number): void;
  end(): void;
}

const WIDTH = 28;

const OFTEN_MS = 80;

/** One line that redraws itself; in the studio, a bar of its own; on anything else, nothing until the closing summary. */
export function progressBar(unit: string, stream: NodeJS.WriteStream = process.stderr): ProgressBar {
  if (isForStudio) return studioBar(unit);
  if (!stream.isTTY) return { update: () => {}, end: () => {} };
  const started = performance.now();
  const number = new Intl.NumberFormat('en-IN');
  let drawn = 0;
  return {
    update(done, total) {
      const now = performance.now();
      if (now - drawn < OFTEN_MS && done < total) return;
      drawn = now;
      const share = total === 0 ? 1 : done / total;
      const full = Math.round(share * WIDTH);
      const rate = done / Math.max(0.001, (now - started) / 1000);
      const left = rate > 0 ? Math.ceil((total - done) / rate) : 0;
      const bar = styleText('cyan', '━'.repeat(full)) + styleText('dim', '━'.repeat(WIDTH - full));
      stream.write(
        `\r\u001b[2K${bar} ${number.format(done)} of ${number.format(total)} ${unit}  ${number.format(Math.round(rate))}/s  ${left} s left`,
      );
    },
    end: () => stream.write('\r\u001b[2K'),
  };
}

function studioBar(unit: string): ProgressBar {
  let told = 0;
  return {
    update(done, total) {
      const now = performance.now();
      if (now - told < OFTEN_MS && done < total) return;
      told = now;
      tellStudio({ unit, done, total });
    },
    end: () => {},
  };
}
