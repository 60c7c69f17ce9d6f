import type { APIRoute } from 'astro';
import { countPage } from '../../../src/site/progress.ts';
import { openSite } from '../../../src/site/site.ts';

/** The two parts of a customer's message, each file its exact bytes. */
export async function getStaticPaths() {
  const { rows } = await openSite();
  return rows.flatMap(({ id, sha256 }) =>
    (['html', 'txt'] as const).map((part) => ({ params: { id, part }, cacheKey: sha256 })),
  );
}

export const GET: APIRoute = async ({ params }) => {
  const { piece } = await openSite();
  const { message } = await piece(params.id as string);
  countPage();
  return params.part === 'html'
    ? new Response(message.html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
    : new Response(message.text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
};
