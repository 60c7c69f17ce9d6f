import { address } from '../address.ts';
import { campaignsOf } from '../campaigns.ts';
import { REACH } from '../customer-list.ts';
import type { Site } from '../site.ts';
import type { SiteRow } from '../site-row.ts';
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
      href: address.campaign(name),
    })),
    variants: variants(site.rows).map(({ segment, behavior, rows }) => ({
      label: `${names[segment]} × ${behavior.replaceAll('_', ' ')}`,
      hint: rows.length === 0 ? 'nobody' : people(rows.length),
      keywords: `${segment} variant`,
      href: address.variant(segment, behavior),
    })),
    edgeCases: edgeCases(site.rows),
  };
}

/** The customers whose mails are the likeliest to break, and the lists of those with something missing. */
export function edgeCases(rows: readonly SiteRow[]): readonly PaletteEntry[] {
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  const letters = (name: string) => [...name].length;
  const one = (label: string, row: SiteRow | undefined, hint: (row: SiteRow) => string) =>
    row ? [{ label, hint: hint(row), keywords: EDGE, href: address.customer(row.id) }] : [];
  const isForeign = ({ name }: SiteRow) => /[^\p{Script=Latin}\p{P}\p{Zs}\p{N}]/u.test(name);
  const without = rows.filter(({ reach }) => reach === 'none').length;
  return [
    ...one(
      'The longest name',
      most(rows, ({ name }) => letters(name)),
      ({ name }) => name,
    ),
    ...one(
      'The shortest name',
      most(rows, ({ name }) => -letters(name)),
      ({ name, id }) => name || id,
    ),
    ...one('A name in another script', rows.find(isForeign), ({ name }) => name),
    ...one(
      'The biggest mail',
      most(rows, ({ htmlBytes }) => htmlBytes),
      (row) => kilobytes(row.htmlBytes),
    ),
    ...one(
      'The smallest mail',
      most(rows, ({ htmlBytes }) => -htmlBytes),
      (row) => kilobytes(row.htmlBytes),
    ),
    ...one(
      'Never ordered',
      rows.find(({ orders }) => orders === 0),
      ({ name }) => name,
    ),
    ...one(
      'City not known',
      rows.find(({ city }) => city === ''),
      ({ name }) => name,
    ),
    ...one(
      'A mail not in English',
      rows.find(({ locale }) => locale !== 'en'),
      ({ name }) => name,
    ),
    ...(without === 0
      ? []
      : [
          {
            label: REACH.none,
            hint: String(without),
            keywords: EDGE,
            href: address.customers('?reach=none'),
          },
        ]),
  ];
}

const EDGE = 'edge case missing data';

/** The first of those with the highest value. */
function most(rows: readonly SiteRow[], value: (row: SiteRow) => number): SiteRow | undefined {
  let best: { readonly row: SiteRow; readonly value: number } | undefined;
  for (const row of rows) {
    const own = value(row);
    if (!best || own > best.value) best = { row, value: own };
  }
  return best?.row;
}
