import type { APIRoute } from 'astro';
import { exampleOf } from '../../src/site/dataset/example.ts';
import { importSetting } from '../../src/site/dataset/import-setting.ts';
import { openSite } from '../../src/site/site.ts';

/** The 50 customers of the example, and their orders. */
export const getStaticPaths = () => [{ params: { kind: 'customers' } }, { params: { kind: 'orders' } }];

export const GET: APIRoute = async ({ params }) => {
  const { shop } = await importSetting(await openSite());
  const text = exampleOf(shop)[params.kind as 'customers' | 'orders'];
  return new Response(text, { headers: { 'Content-Type': 'text/csv; charset=utf-8' } });
};
