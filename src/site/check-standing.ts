import { type KeptReport, movedSince, readKeptReport } from '../checks/kept-report.ts';
import { isPitchwrightError } from '../errors.ts';
import type { CheckSurroundings } from './check-view.ts';
import type { Site } from './site.ts';

/** The result of the checks that was kept last, and whether it still holds. */
export interface CheckStanding {
  readonly report: KeptReport | undefined;
  /** Why there is none although there is a file of one. */
  readonly unreadable: string | undefined;
  /** What changed since, in sentences; none: it is about the mails as they are now. */
  readonly moved: readonly string[];
}

/** Read anew each time: a live site shows a result as soon as it is kept. @param campaign left out, everybody's own mail. */
export async function checkStanding({ env }: Site, campaign?: string): Promise<CheckStanding> {
  try {
    const report = await readKeptReport(env.DATA_DIR, campaign);
    return { report, unreadable: undefined, moved: report ? await movedSince(report, env) : [] };
  } catch (error) {
    if (!isPitchwrightError(error)) throw error;
    return { report: undefined, unreadable: error.message, moved: [] };
  }
}

export function checkSurroundings({ env, places, rows }: Site): CheckSurroundings {
  return {
    pii: env.SITE_PII,
    nameOf: (id) => {
      const place = places.get(id);
      return place === undefined ? undefined : rows[place]?.name;
    },
  };
}
