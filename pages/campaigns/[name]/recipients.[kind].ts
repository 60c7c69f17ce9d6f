import type { APIRoute } from 'astro';
import { printCsv } from '../../../src/charts/csv.ts';
import type { Plan } from '../../../src/delivery/plan.ts';
import { packList } from '../../../src/site/campaign-columns.ts';
import { campaignList, campaignTable } from '../../../src/site/campaign-recipients.ts';
import { campaignOf, campaignsOf } from '../../../src/site/campaigns.ts';
import { openSite } from '../../../src/site/site.ts';

/** Everybody of a plan: for the page's script, and for a spreadsheet. */
export async function getStaticPaths() {
  const campaigns = await campaignsOf(await openSite());
  return campaigns
    .filter(({ plan }) => plan !== undefined)
    .flatMap(({ campaign }) => ['json', 'csv'].map((kind) => ({ params: { name: campaign.name, kind } })));
}

export const GET: APIRoute = async ({ params }) => {
  const site = await openSite();
  const plan = (await campaignOf(site, params.name as string)).plan as Plan;
  const list = await campaignList(site, plan);
  return params.kind === 'json'
    ? Response.json(packList(list))
    : new Response(printCsv(campaignTable(plan, list)), {
        headers: { 'Content-Type': 'text/csv; charset=utf-8' },
      });
};
