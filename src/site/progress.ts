import type { Site } from './site.ts';

export interface Progress {
  readonly step: 'choose' | 'pages';
  readonly done: number;
  readonly total: number;
}

/**
 * The one line between the pages, which Astro bundles by itself, and the command that runs Astro in the same process:
 * it lives on `globalThis` because the two load this module separately.
 */
interface Bell {
  /** Moves when the site must be opened anew. */
  epoch: number;
  /** While the site is being opened: how far it is. */
  opening?: { readonly done: number; readonly total: number } | undefined;
  /** The epoch that the site was opened for last, well or not. */
  openedFor?: number;
  /** Pages and files written or kept so far. */
  pages: number;
  site?: Site;
  ring(progress: Progress): void;
}

const shared = globalThis as { pitchwrightBell?: Bell };

shared.pitchwrightBell ??= { epoch: 0, pages: 0, ring: () => {} };

export const bell: Bell = shared.pitchwrightBell;

/** Called by every page and file of a customer when it is rendered. */
export function countPage(): void {
  bell.pages += 1;
  if (bell.pages % 50 === 0)
    bell.ring({ step: 'pages', done: bell.pages, total: (bell.site?.rows.length ?? 0) * 3 });
}
