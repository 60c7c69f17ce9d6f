import type { HookParameters } from 'astro';
import { bell } from './progress.ts';

type Server = HookParameters<'astro:server:setup'>['server'];

/** In the live site: what pages are made of has changed, so that the next page opens the site anew. */
export function refreshSite({ environments }: Server): void {
  bell.epoch += 1;
  // Which customers there are is remembered by Astro's router, in every environment that renders pages.
  for (const [name, { hot }] of Object.entries(environments)) {
    if (name !== 'client') hot.send('astro:content-changed', {});
  }
}
