import { styleText } from 'node:util';
import { plainWords } from '../src/delivery/happiness.ts';
import { nextSteps } from '../src/delivery/next-steps.ts';
import type { RunEvent } from '../src/delivery/run-event.ts';
import { happinessOfRun } from '../src/delivery/run-happiness.ts';
import type { RunSummary } from '../src/delivery/run-summary.ts';
import { lineOf, summaryLines } from '../src/delivery/run-words.ts';
import { openOf } from '../src/delivery/summary.ts';
import { progressBar } from './_progress-bar.ts';
import { isForStudio, tellStudio } from './_studio.ts';

export type Voice = 'warm' | 'plain' | 'json';

/** How a run is shown: with a bar and signs on a terminal, in plain lines anywhere else, or as one JSON object a line. */
export interface RunDisplay {
  tell(event: RunEvent): void;
  show(summary: RunSummary): void;
  warn(message: string): void;
  end(summary: RunSummary): void;
}

/** Plain lines say how far it is at every tenth. */
const STEPS = 10;
const MOST_LINES = 20;

export function runDisplay(voice: Voice): RunDisplay {
  if (voice === 'json') return jsonDisplay();
  const bar = progressBar('mails');
  const hasBar = isForStudio || process.stderr.isTTY === true;
  /** What there was to do when this run began; undefined before that. */
  let total: number | undefined;
  let done = 0;
  let told = 0;
  const say = (sign: string, text: string) => {
    if (hasBar) bar.end();
    console.log(voice === 'warm' ? `${sign} ${text}` : text);
  };
  return {
    tell(event) {
      if (event.kind === 'settled' && event.state !== 'queued') {
        done += 1;
        // More than there was at first: somebody else put them into the queue meanwhile.
        const all = Math.max(total ?? 0, done);
        if (hasBar) bar.update(done, all);
        else if (Math.floor((done * STEPS) / all) > Math.floor(((done - 1) * STEPS) / all)) {
          say('📧', `${done} of ${all}`);
        }
      }
      const line = lineOf(event);
      if (!line) return;
      if (event.kind === 'settled') {
        told += 1;
        if (told === MOST_LINES + 1) say('…', 'more like these: npm run status names them all');
        if (told > MOST_LINES) return;
      }
      say(line.sign, line.text);
    },
    show({ counts }) {
      if (total !== undefined) return;
      // Only now: later summaries lag behind what was told, so that their sums would run ahead.
      total = done + openOf(counts);
      if (total > 0 && counts.sent > 0) say('➡️ ', `going on: ${total} left`);
    },
    warn: (message) => say('⚠️ ', message),
    end(summary) {
      if (hasBar) bar.end();
      for (const [label, value] of summaryLines(summary, done)) {
        console.log(
          `  ${styleText('dim', label.padEnd(11))} ${voice === 'warm' ? value : plainWords(value)}`,
        );
      }
      tellStudio({ result: happinessOfRun(summary).message });
      for (const step of nextSteps(summary)) console.log(step);
      // A worker shows one run after the other.
      total = undefined;
      done = 0;
      told = 0;
    },
  };
}

function jsonDisplay(): RunDisplay {
  const print = (object: object) => console.log(JSON.stringify(object));
  return {
    tell: (event) => print({ at: new Date().toISOString(), ...event }),
    show: () => {},
    warn: (message) => print({ at: new Date().toISOString(), kind: 'warning', message }),
    end: (summary) => print({ kind: 'summary', ...summary, happiness: happinessOfRun(summary) }),
  };
}
