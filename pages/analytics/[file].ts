import type { APIRoute } from 'astro';
import { figureFile, reportFiles } from '../../src/site/report-files.ts';
import { openSite } from '../../src/site/site.ts';

/** Every figure as CSV, SVG and PNG, and the cube that the page filters with. */
export async function getStaticPaths() {
  const files = await reportFiles(await openSite());
  return files.map(({ file, key }) => ({ params: { file }, cacheKey: key }));
}

export const GET: APIRoute = async ({ params }) => {
  const { bytes, type } = await figureFile(await openSite(), params.file as string);
  return new Response(bytes, { headers: { 'Content-Type': type } });
};
