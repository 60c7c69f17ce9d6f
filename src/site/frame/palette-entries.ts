import { address } from '../address.ts';
import { campaignsOf } from '../campaigns.ts';
import { type EdgeCase, edgeCases, NO_ADDRESS } from '../edge-cases.ts';
import type { Site } from '../site.ts';
import { variants } from '../variants.ts';
import { listRooms, type Section } from './rooms.ts';

/** A place the command palette leads to. */
export interface PaletteEntry {
  readonly label: string;
  readonly hint?: string;
  /** Other words it is found by. */
  readonly keywords?: string;
  readonly href: string;
}

/** What the palette knows besides the customers, who are in the list's own file. */
export interface PaletteFile {
  readonly pages: readonly PaletteEntry[];
  readonly campaigns: readonly PaletteEntry[];
  readonly variants: readonly PaletteEntry[];
  readonly edgeCases: readonly PaletteEntry[];
}

const KEYWORDS: Readonly<Record<Section, string>> = {
  overview: 'home start dashboard',
  customers: 'customers people list',
  analytics: 'report charts figures rfm cohorts funnel',
  pitches: 'variants matrix mails segments behaviours',
  compare: 'side by side difference edge cases',
  campaigns: 'plan send schedule',
  checks: 'problems size links contrast spam',
  dataset: 'import csv file upload',
  media: 'film video voice picture',
  copy: 'words subjects brand catalogue edit',
  settings: 'configuration keys doctor environment',
  activity: 'jobs progress log runs',
};

export async function paletteFile(site: Site, isLive: boolean): Promise<PaletteFile> {
  const { names } = site.workshop.copy.segments;
  const number = new Intl.NumberFormat('en-IN');
  const people = (count: number) => (count === 1 ? '1 customer' : `${number.format(count)} customers`);
  return {
    pages: [
      ...listRooms(isLive).map(({ key, name, href }) => ({ label: name, keywords: KEYWORDS[key], href })),
      {
        label: 'Send from a Google mailbox',
        hint: 'Set-up',
        keywords: 'apps script gmail workspace',
        href: address.setupAppsScript(),
      },
    ],
    campaigns: (await campaignsOf(site)).map(({ campaign: { name, title } }) => ({
      label: title,
      hint: name,
      keywords: 'plan send rehearse test campaign',
      href: address.campaign(name),
    })),
    variants: variants(site.rows).map(({ segment, behavior, rows }) => ({
      label: `${names[segment]} × ${behavior.replaceAll('_', ' ')}`,
      hint: rows.length === 0 ? 'nobody' : people(rows.length),
      keywords: `${segment} variant`,
      href: address.variant(segment, behavior),
    })),
    edgeCases: edgeEntries(edgeCases(site.rows, site.workshop.copy.brand.currency)),
  };
}

/** The edge cases of the compare page; those that the list can show are told by how many they are. */
export function edgeEntries(cases: readonly EdgeCase[]): readonly PaletteEntry[] {
  return cases.map(({ title, row, why, count }) => {
    const isListed = title === NO_ADDRESS && count > 1;
    return {
      label: title,
      hint: isListed ? String(count) : `${row.name || row.id} · ${why}`,
      keywords: 'edge case missing data',
      href: isListed ? address.customers('?reach=none') : address.customer(row.id),
    };
  });
}
