import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { planPath } from './plan-file.ts';
import { CAMPAIGN_NAME } from './read-campaign.ts';

/** The campaigns that have a plan in this folder, by name; whether it can be read is for `readPlan` to say. */
export async function plannedCampaigns(dataDir: string): Promise<readonly string[]> {
  const names = await readdir(dirname(planPath(dataDir, 'any'))).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => basename(name, '.json'))
    .filter((name) => CAMPAIGN_NAME.test(name))
    .sort();
}
