import type { APIRoute } from 'astro';
import { socialImage } from '../src/site/frame/social-image.tsx';
import { openSite } from '../src/site/site.ts';

/** What a messenger shows of a link to the site. */
export const GET: APIRoute = async () => {
  const { workshop } = await openSite();
  const png = await socialImage(workshop.copy.brand);
  return new Response(Buffer.from(png), { headers: { 'Content-Type': 'image/png' } });
};
