import type { APIRoute } from 'astro';
import { previewFile, previewFiles } from '../../../../src/site/campaign-preview.ts';
import { campaignOf, campaignsOf } from '../../../../src/site/campaigns.ts';
import { openSite } from '../../../../src/site/site.ts';

/** The two parts of every planned mail. */
export async function getStaticPaths() {
  const site = await openSite();
  const campaigns = await campaignsOf(site);
  return campaigns.flatMap((campaign) =>
    previewFiles(campaign, site).map(({ file, key }) => ({
      params: { name: campaign.campaign.name, file },
      cacheKey: key,
    })),
  );
}

export const GET: APIRoute = async ({ params }) => {
  const site = await openSite();
  const campaign = await campaignOf(site, params.name as string);
  const { body, type } = await previewFile(site, campaign, params.file as string);
  return new Response(body, { headers: { 'Content-Type': type } });
};
