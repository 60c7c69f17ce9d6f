import type { APIRoute } from 'astro';
import { paletteFile } from '../src/site/frame/palette-entries.ts';
import { openSite } from '../src/site/site.ts';

/** What the command palette leads to besides customers. */
export const GET: APIRoute = async () =>
  Response.json(await paletteFile(await openSite(), import.meta.env.DEV));
