import type { APIRoute } from 'astro';
import { shelfMarks } from '../../../src/site/compare-marks.ts';
import { shelfKey } from '../../../src/site/compare-shelf.ts';
import { openSite } from '../../../src/site/site.ts';

/** What the mails are made of, some customers to a file. */
export async function getStaticPaths() {
  const site = await openSite();
  return shelfMarks(site.rows).map((_, shelf) => ({
    params: { shelf: String(shelf) },
    cacheKey: shelfKey(site, shelf),
  }));
}

export const GET: APIRoute = async ({ params }) =>
  Response.json((await openSite()).shelves.read(Number(params.shelf)));
