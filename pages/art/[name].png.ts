import type { APIRoute } from 'astro';
import { sha256 } from '../../src/digest.ts';
import { type Picture, pictures } from '../../src/media/art/pictures.ts';
import { rasterize } from '../../src/media/art/raster.ts';
import { openSite } from '../../src/site/site.ts';

/** The pictures that mails show: one for each product, one hero for each segment. */
export async function getStaticPaths() {
  const { workshop } = await openSite();
  return pictures(workshop.copy).map(({ name, key }) => ({ params: { name }, cacheKey: sha256(key) }));
}

export const GET: APIRoute = async ({ params }) => {
  const { workshop } = await openSite();
  const picture = pictures(workshop.copy).find(({ name }) => name === params.name) as Picture;
  const png = rasterize(picture.draw(), { width: picture.width });
  return new Response(Buffer.from(png), { headers: { 'Content-Type': 'image/png' } });
};
