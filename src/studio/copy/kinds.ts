import type { z } from 'zod';
import { brandSchema } from '../../copy/brand.ts';
import { catalogueSchema } from '../../copy/catalogue.ts';
import { LOCALE_FILES } from '../../copy/locale.ts';
import { segmentsSchema } from '../../copy/segments.ts';
import { campaignSchema } from '../../delivery/campaign.ts';
import { CAMPAIGN_NAME } from '../../delivery/read-campaign.ts';
import { mediaSettingsSchema } from '../../media/settings.ts';

/** What a file that people edit is called, what it decides, and what its text must be. */
export interface Kind {
  readonly title: string;
  /** Above it in the list: `Shop`, `Campaigns`, the name of a language, or `Products and rules`. */
  readonly group: string;
  readonly decides: string;
  /** Of a locale's file. */
  readonly locale?: string;
  readonly schema: z.ZodType;
}

/** The catalogue that a dataset brings; it counts in place of `catalogue.yaml`. */
export const OWN_CATALOGUE = 'data/catalogue.yaml';

const CATALOGUE = {
  title: 'Catalogue',
  group: 'Products and rules',
  decides: 'products, prices and list prices, interests, categories',
  schema: catalogueSchema,
};

const SINGLE: Readonly<Record<string, Kind>> = {
  'brand.yaml': {
    title: 'Brand',
    group: 'Shop',
    decides: 'name, sender, links, colours, delivery and return terms, languages',
    schema: brandSchema,
  },
  'catalogue.yaml': CATALOGUE,
  [OWN_CATALOGUE]: { ...CATALOGUE, decides: `${CATALOGUE.decides}: of the dataset, in place of the shop’s` },
  'segments.yaml': {
    title: 'Segments',
    group: 'Products and rules',
    decides: 'what the four segments are called, and who belongs to them',
    schema: segmentsSchema,
  },
  'media.yaml': {
    title: 'Media',
    group: 'Products and rules',
    decides: 'models, voices, prices and limits of films and pictures',
    schema: mediaSettingsSchema,
  },
};

const LOCALE_KINDS: Readonly<Record<keyof typeof LOCALE_FILES, readonly [string, string]>> = {
  subjects: ['Subjects', 'subject and preheader, several for each segment'],
  openings: ['Openings', 'the hero of each segment, and how it begins for each engagement tier'],
  'pain-points': ['Pain points', 'a paragraph for each thing that bothers people'],
  'calls-to-action': ['Calls to action', 'the block with the button, for each buying behaviour'],
  reasons: ['Reasons', 'why an item is shown'],
  film: ['Film', 'what the voice of a personal film says'],
  labels: ['Labels', 'the short words: greeting, buttons, footer, interests, categories'],
};

const languages = new Intl.DisplayNames('en', { type: 'language' });

/** The kind of a file by its name; undefined for names that nothing reads. */
export function kindOf(name: string): Kind | undefined {
  if (Object.hasOwn(SINGLE, name)) return SINGLE[name];
  const [, locale, file] = /^locales\/([a-z]{2,3}(?:-[A-Z]{2})?)\/([a-z-]+)\.yaml$/.exec(name) ?? [];
  if (locale && file && Object.hasOwn(LOCALE_FILES, file)) {
    const key = file as keyof typeof LOCALE_FILES;
    const [title, decides] = LOCALE_KINDS[key];
    return {
      title,
      group: languages.of(locale) ?? locale,
      decides,
      locale,
      schema: LOCALE_FILES[key],
    };
  }
  const campaign = campaignIn(name);
  if (campaign === undefined) return undefined;
  return {
    title: titleOf(campaign),
    group: 'Campaigns',
    decides: 'who gets it, when, through what, and what it says in place of the copy',
    schema: campaignSchema,
  };
}

/** `campaigns/win-back.yaml` → `win-back`. */
export function campaignIn(name: string): string | undefined {
  const [, campaign] = /^campaigns\/(.+)\.yaml$/.exec(name) ?? [];
  return campaign !== undefined && CAMPAIGN_NAME.test(campaign) ? campaign : undefined;
}

/** `win-back` → `Win back`. */
function titleOf(campaign: string): string {
  const words = campaign.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
