import type { Copy } from '../copy/copy.ts';
import type { Env } from '../env.ts';
import { PitchwrightError } from '../errors.ts';
import type { Campaign } from './campaign.ts';
import type { Plan } from './plan.ts';

/**
 * Refuses mails that may lead to a film on a site that has no address.
 * @throws PitchwrightError `FILM_PAGE_MISSING`
 */
export function demandFilmPages(
  { inputs }: Pick<Plan, 'inputs'>,
  { film, name }: Pick<Campaign, 'film' | 'name'>,
  { links }: Pick<Copy, 'links'>,
  { SITE_URL }: Pick<Env, 'SITE_URL'>,
): void {
  if (inputs.media === undefined || film === 'none' || links.film || SITE_URL !== undefined) return;
  throw new PitchwrightError(
    'FILM_PAGE_MISSING',
    'these mails lead to the films of those who have one, and the films are on no site that readers could open',
    {
      hint: `publish dist/ and set SITE_URL, write "film: none" into content/campaigns/${name}.yaml, or set links.film in content/brand.yaml; then plan again`,
    },
  );
}
