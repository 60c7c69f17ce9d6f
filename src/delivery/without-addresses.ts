import { slot } from '../pitch/slot.ts';

/** Longer texts are cut before anything is looked for in them: no reply or report that means well is. */
const MOST_READ = 4000;
const MOST_KEPT = 300;

/** Some text on one line, short and without addresses: servers repeat those they refuse, and the ledger holds none. */
export function withoutAddresses(text: string): string {
  const head = text.slice(0, MOST_READ);
  // Each run is looked at once, whether an @ is in it or not.
  const masked = head.replace(/<?([^\s<>"(),:;[\]]+)>?/g, (whole, run: string, at: number) => {
    const isCut = at + whole.length === head.length && head.length < text.length;
    return isCut || /.@./.test(run) ? '<address>' : whole;
  });
  return slot(masked).slice(0, MOST_KEPT);
}
