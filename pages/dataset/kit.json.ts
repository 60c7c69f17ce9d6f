import type { APIRoute } from 'astro';
import { kitOf } from '../../src/render/browser-kit.ts';
import { openSite } from '../../src/site/site.ts';

/** What a browser makes previews with. */
export const GET: APIRoute = async () => {
  const { env, workshop } = await openSite();
  return Response.json(kitOf(workshop.copy, env));
};
