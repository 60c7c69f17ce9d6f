import { contentTexts } from '../../copy/read-copy.ts';
import type { Env } from '../../env.ts';
import { isPitchwrightError } from '../../errors.ts';
import { readEditable } from './editable.ts';
import { kindOf, OWN_CATALOGUE } from './kinds.ts';
import { campaignFiles } from './shelf.ts';

/** One entry of the list. */
export interface ListedFile {
  readonly name: string;
  readonly title: string;
  readonly group: string;
  readonly decides: string;
  readonly locale: string | undefined;
  readonly size: number;
  readonly digest: string;
}

/**
 * The files that can be edited, those first that a newcomer begins with: those that are there, and can be read as text.
 */
export async function listFiles(env: Pick<Env, 'CONTENT_DIR' | 'DATA_DIR'>): Promise<readonly ListedFile[]> {
  const locales = [...(await contentTexts(env.CONTENT_DIR)).keys()].filter((name) =>
    name.startsWith('locales/'),
  );
  const campaigns = await campaignFiles(env.CONTENT_DIR);
  const own = await readable(env, OWN_CATALOGUE);
  const catalogue = own.length > 0 ? own : await readable(env, 'catalogue.yaml');
  const found = [
    readable(env, 'brand.yaml'),
    ...campaigns.map((name) => readable(env, name)),
    ...locales.sort(byPlaceInMail).map((name) => readable(env, name)),
    catalogue,
    ...['segments.yaml', 'media.yaml'].map((name) => readable(env, name)),
  ];
  return (await Promise.all(found)).flat();
}

const ORDER = ['subjects', 'openings', 'calls-to-action', 'pain-points', 'reasons', 'labels', 'film'];

function byPlaceInMail(a: string, b: string): number {
  const [, one, oneFile] = a.split('/') as [string, string, string];
  const [, other, otherFile] = b.split('/') as [string, string, string];
  if (one !== other) return one < other ? -1 : 1;
  const place = (file: string) => ORDER.indexOf(file.replace('.yaml', ''));
  return place(oneFile) - place(otherFile);
}

async function readable(
  env: Pick<Env, 'CONTENT_DIR' | 'DATA_DIR'>,
  name: string,
): Promise<readonly ListedFile[]> {
  const kind = kindOf(name);
  if (!kind) return [];
  try {
    const { size, digest } = await readEditable(env, name);
    const { title, group, decides, locale } = kind;
    return [{ name, title, group, decides, locale, size, digest }];
  } catch (error) {
    if (isPitchwrightError(error)) return [];
    throw error;
  }
}
