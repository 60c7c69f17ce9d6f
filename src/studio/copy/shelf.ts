import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { OwnCatalogue } from '../../copy/own-catalogue.ts';
import { contentTexts, ownCatalogue } from '../../copy/read-copy.ts';
import { sha256Of } from '../../digest.ts';
import type { Env } from '../../env.ts';
import { readEditable } from './editable.ts';
import { campaignIn, OWN_CATALOGUE } from './kinds.ts';

/** All texts that mails are made of, as they are on disk or with one of them replaced by a draft. */
export interface Shelf {
  /** As `parseContent` takes them. */
  readonly files: ReadonlyMap<string, string>;
  readonly own: OwnCatalogue | undefined;
  /** By path: `campaigns/win-back.yaml`. */
  readonly campaigns: ReadonlyMap<string, string>;
  /** Over names and texts. */
  readonly digest: string;
}

/** @throws PitchwrightError as `contentTexts` and `readEditable` do. */
export async function readShelf(env: Pick<Env, 'CONTENT_DIR' | 'DATA_DIR'>): Promise<Shelf> {
  const campaigns = new Map<string, string>();
  for (const name of await campaignFiles(env.CONTENT_DIR))
    campaigns.set(name, (await readEditable(env, name)).text);
  return shelf(await contentTexts(env.CONTENT_DIR), await ownCatalogue(env.DATA_DIR), campaigns);
}

/** `campaigns/win-back.yaml` and its like. */
export async function campaignFiles(contentDir: string): Promise<readonly string[]> {
  const names = await readdir(join(contentDir, 'campaigns')).catch(() => []);
  return names
    .map((name) => `campaigns/${name}`)
    .filter((name) => campaignIn(name) !== undefined)
    .sort();
}

/** The same with one text replaced. Nothing of a mail comes from `media.yaml`: it changes nothing here. */
export function withDraft({ files, own, campaigns }: Shelf, name: string, text: string): Shelf {
  if (name === OWN_CATALOGUE) return shelf(files, own && { ...own, text }, campaigns);
  if (campaignIn(name) !== undefined) return shelf(files, own, new Map([...campaigns, [name, text]]));
  if (name === 'media.yaml') return shelf(files, own, campaigns);
  return shelf(new Map([...files, [name, text]]), own, campaigns);
}

function shelf(files: Shelf['files'], own: Shelf['own'], campaigns: Shelf['campaigns']): Shelf {
  const digest = sha256Of([...[...files, ...campaigns].flat(), ...(own ? [own.file, own.text] : [])]);
  return { files, own, campaigns, digest };
}
