import { type Happiness, happinessOf, missingWords, outOf } from './happiness.ts';
import type { RunSummary } from './run-summary.ts';
import { openOf } from './summary.ts';

/** How a run feels. No score while there is nothing to judge: somebody waits, or nobody was to get anything. */
export type RunHappiness = Omit<Happiness, 'score'> & { readonly score: number | undefined };

/** The verdict is for real mail to everybody: a rehearsal reaches nobody, and a run half way has no result. */
export function happinessOfRun({
  lane,
  counts,
  segments,
}: Pick<RunSummary, 'lane' | 'counts' | 'segments'>): RunHappiness {
  const { sent, unknown } = counts;
  const failed = counts.failed + counts.rejected + unknown;
  const open = openOf(counts);
  const all = sent + failed + open;
  if (all === 0) return { score: undefined, level: '💤 Nobody', message: 'There was nobody to write to.' };
  if (lane === 'outbox') {
    const missing = failed > 0 ? `, ${failed} could not be written` : '';
    const left = open > 0 ? `, ${open} to go` : '';
    const are = sent === 1 ? 'is' : 'are';
    return {
      score: undefined,
      level: open > 0 ? '✍️ So Far' : '📝 Rehearsed',
      message: `${outOf(sent, all)} ${are} written${missing}${left}; nobody has got anything yet.`,
    };
  }
  if (open > 0) {
    const message = `${sent} of ${all} went out${missingWords(failed, unknown)}, ${open} ${open === 1 ? 'waits' : 'wait'}.`;
    return { score: undefined, level: '⏳ So Far', message };
  }
  const bySegment = Object.fromEntries(segments.map((each) => [each.segment, each.sent]));
  return happinessOf({ sent, failed, unknown, bySegment });
}
