/** Stops a run that goes wrong for too many, before it goes wrong for everybody. */
export interface StopRule {
  /** @returns why the run must stop, in a sentence; undefined while it may go on. */
  tell(isGood: boolean): string | undefined;
}

/** How many of the latest attempts count. */
const WINDOW = 100;

/**
 * @param share of the latest 100 attempts that may fail.
 * @param after so many attempts the share is looked at first.
 */
export function stopRule({ share, after }: { readonly share: number; readonly after: number }): StopRule {
  const latest: boolean[] = [];
  return {
    tell(isGood) {
      latest.push(isGood);
      if (latest.length > Math.max(WINDOW, after)) latest.shift();
      const bad = latest.filter((each) => !each).length;
      if (latest.length < after || bad / latest.length < share) return undefined;
      return `${bad} of the last ${latest.length} attempts failed, the campaign stops at ${Math.round(share * 100)} %`;
    },
  };
}
