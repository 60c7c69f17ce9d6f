import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Copy } from '../copy/copy.ts';
import { nearestName } from '../copy/nearest-name.ts';
import { parseYaml } from '../copy/parse-yaml.ts';
import { compileText } from '../copy/text.ts';
import { readYaml } from '../copy/yaml-file.ts';
import { PitchwrightError } from '../errors.ts';
import type { OccasionWords } from '../pitch/occasion.ts';
import type { CampaignOccasion } from '../render/workshop.ts';
import { type Campaign, campaignSchema } from './campaign.ts';

/** A campaign as it was read, and what it adds to every pitch: `workshop.make(record, file.occasion)`. */
export interface CampaignFile {
  readonly campaign: Campaign;
  readonly occasion: CampaignOccasion;
}

/**
 * Reads `content/campaigns/<name>.yaml`.
 * @throws PitchwrightError `CAMPAIGN_MISSING` | `CONTENT_INVALID` | `COPY_INVALID`, naming file, line and key.
 */
export async function readCampaign(contentFolder: string, name: string, copy: Copy): Promise<CampaignFile> {
  const names = await campaignNames(contentFolder);
  if (!names.includes(name)) throw missing(contentFolder, name, names);
  return read(contentFolder, name, copy);
}

/**
 * Every campaign, in the order of names.
 * @throws PitchwrightError as `readCampaign` does.
 */
export async function readCampaigns(contentFolder: string, copy: Copy): Promise<readonly CampaignFile[]> {
  const files = [];
  for (const name of await campaignNames(contentFolder)) files.push(await read(contentFolder, name, copy));
  return files;
}

/** Becomes the name of files and a part of addresses. */
export const CAMPAIGN_NAME = /^[a-z0-9][a-z0-9-]{0,59}$/;

async function campaignNames(contentFolder: string): Promise<readonly string[]> {
  const folder = join(contentFolder, 'campaigns');
  const files = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw new PitchwrightError('CONTENT_INVALID', `${contentFolder}/campaigns cannot be read`, {
      hint: 'it is the folder of the campaigns, one YAML file each',
      cause,
    });
  });
  const visible = files.filter((file) => !file.startsWith('.')).sort();
  const strange = visible.find((file) => !file.endsWith('.yaml') || !CAMPAIGN_NAME.test(file.slice(0, -5)));
  if (strange !== undefined) {
    throw new PitchwrightError(
      'CONTENT_INVALID',
      `${contentFolder}/campaigns/${strange} is not read by anything`,
      { hint: 'name a campaign with lower-case letters, digits and "-", such as win-back.yaml' },
    );
  }
  return visible.map((file) => file.slice(0, -5));
}

async function read(contentFolder: string, name: string, copy: Copy): Promise<CampaignFile> {
  const path = join(contentFolder, 'campaigns', `${name}.yaml`);
  const source = `${contentFolder}/campaigns/${name}.yaml`;
  return campaignFile(await readYaml(path, source, campaignSchemaFor(copy)), source, name);
}

/**
 * A campaign from its text.
 * @param source how messages name the file: `content/campaigns/win-back.yaml`.
 * @throws PitchwrightError `CONTENT_INVALID` | `COPY_INVALID`, naming file, line and key.
 */
export function parseCampaign(text: string, source: string, name: string, copy: Copy): CampaignFile {
  return campaignFile(parseYaml(text, source, campaignSchemaFor(copy)), source, name);
}

/** What a campaign's file may say, with words in the languages of the copy only. */
export function campaignSchemaFor({ brand: { locales } }: Pick<Copy, 'brand'>): typeof campaignSchema {
  return campaignSchema.superRefine(({ words }, context) => {
    for (const locale of Object.keys(words)) {
      if (locales.includes(locale)) continue;
      context.addIssue({
        code: 'custom',
        path: ['words', locale],
        message: `there is no copy for it; use ${locales.join(' or ')}`,
      });
    }
  });
}

function campaignFile(campaign: Omit<Campaign, 'name'>, source: string, name: string): CampaignFile {
  const words = Object.entries(campaign.words).map(
    ([locale, own]) => [locale, compileWords(own, `${source} › words › ${locale}`)] as const,
  );
  return {
    campaign: { ...campaign, name },
    occasion: { source, template: campaign.template, film: campaign.film, words: new Map(words) },
  };
}

function compileWords(
  { subjects, eyebrow, headline, opening }: Campaign['words'][string],
  place: string,
): OccasionWords {
  const compile = (text: string, key: string) => compileText(text, 'text', `${place} › ${key}`);
  const optional = (text: string | undefined, key: string) =>
    text === undefined ? undefined : compile(text, key);
  return {
    subjects: subjects?.map(({ subject, preheader }, index) => ({
      subject: compile(subject, `subjects › ${index + 1} › subject`),
      preheader: compile(preheader, `subjects › ${index + 1} › preheader`),
    })),
    eyebrow: optional(eyebrow, 'eyebrow'),
    headline: optional(headline, 'headline'),
    opening: optional(opening, 'opening'),
  };
}

function missing(contentFolder: string, name: string, names: readonly string[]): PitchwrightError {
  const near = nearestName(name, names);
  const list = names.length === 0 ? 'there is none yet' : `there are: ${names.join(', ')}`;
  return new PitchwrightError(
    'CAMPAIGN_MISSING',
    `there is no campaign "${name}" in ${contentFolder}/campaigns`,
    {
      hint: near === undefined ? list : `did you mean ${near}? ${list}`,
    },
  );
}
