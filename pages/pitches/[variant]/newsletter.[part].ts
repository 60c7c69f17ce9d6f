import type { APIRoute } from 'astro';
import { variantSlug } from '../../../src/site/address.ts';
import { openSite } from '../../../src/site/site.ts';
import { type Variant, variants } from '../../../src/site/variants.ts';

/** The MJML newsletter of the first customer of each variant that has one. */
export async function getStaticPaths() {
  const { rows } = await openSite();
  return variants(rows)
    .filter((variant) => variant.rows.length > 0)
    .flatMap(({ segment, behavior }) =>
      ['html', 'txt'].map((part) => ({ params: { variant: variantSlug(segment, behavior), part } })),
    );
}

export const GET: APIRoute = async ({ params }) => {
  const { rows, piece, workshop } = await openSite();
  const variant = variants(rows).find(
    ({ segment, behavior }) => variantSlug(segment, behavior) === params.variant,
  ) as Variant;
  const { pitch } = await piece(variant.rows[0]?.id as string);
  const { html, text } = await workshop.renderer.render(pitch.mail, 'newsletter');
  const type = params.part === 'html' ? 'text/html' : 'text/plain';
  return new Response(params.part === 'html' ? html : text, {
    headers: { 'Content-Type': `${type}; charset=utf-8` },
  });
};
