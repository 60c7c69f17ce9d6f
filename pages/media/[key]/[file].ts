import type { APIRoute } from 'astro';
import { readEnv } from '../../../src/env.ts';
import { contentTypeOf, mediaFiles, readMediaFile } from '../../../src/site/media-files.ts';
import { openSite } from '../../../src/site/site.ts';

/** Films, voices and pictures, each file its exact bytes. */
export async function getStaticPaths() {
  const { env, places } = await openSite();
  const files = await mediaFiles(env.DATA_DIR, (id) => places.has(id));
  return files.map(({ key, name, sha256 }) => ({ params: { key, file: name }, cacheKey: sha256 }));
}

export const GET: APIRoute = async ({ params }) => {
  const { key, file } = params as { key: string; file: string };
  const bytes = await readMediaFile(readEnv().DATA_DIR, key, file);
  return new Response(Buffer.from(bytes), { headers: { 'Content-Type': contentTypeOf(file) } });
};
